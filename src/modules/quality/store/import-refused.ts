import type { Queryable } from '../../../platform/db/index.ts';
import type { Words } from '../model.ts';

/** An import of facts that refused some, and the newest of what it refused. */
export interface RefusedImport {
  readonly fileName: string;
  readonly at: Date;
  /** In all. */
  readonly refused: number;
  readonly lines: readonly {
    readonly line: number;
    readonly path: string;
    readonly reason: Words;
    readonly mend: Words;
  }[];
}

const KEPT_IMPORTS = 100;

export async function keepImport(db: Queryable, kept: RefusedImport): Promise<void> {
  const { fileName, at, refused, lines } = kept;
  await db.query(
    `with run as (insert into quality.import (file_name, at, refused) values ($1, $2, $3) returning id)
     insert into quality.import_refused (import, no, line, path, reason, mend)
     select run.id, l.no, (l.said->>'line')::bigint, l.said->>'path', l.said->'reason', l.said->'mend'
     from run, jsonb_array_elements($4::jsonb) with ordinality l(said, no)`,
    [fileName, at, refused, JSON.stringify(lines)],
  );
  await db.query(
    `delete from quality.import where id <= (select id from quality.import order by id desc offset ${KEPT_IMPORTS} limit 1)`,
  );
}
