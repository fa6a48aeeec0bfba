import type { Queryable } from '../../../platform/db/index.ts';
import type { ImportState, Mapping } from '../model.ts';

/** An import as it is kept. */
export interface KeptImport {
  readonly id: string;
  readonly type: string;
  readonly owner: string;
  readonly keys: readonly string[];
  readonly writeKeys: readonly string[];
  readonly roles: readonly string[];
  readonly fileName: string;
  readonly fileHash: string;
  readonly sheet: string;
  readonly sheets: readonly string[];
  readonly fromTemplate: boolean;
  readonly headings: readonly string[];
  readonly mapping: Mapping;
  readonly formulas: number;
  readonly hiddenRows: number;
  readonly rowCount: number;
  readonly state: ImportState;
  readonly done: number;
  readonly createdAt: Date;
  readonly at: Date | null;
  readonly committedAt: Date | null;
  readonly undoAt: Date | null;
  /** The day from which the values hold; null: from the import on. */
  readonly validFrom: string | null;
}

const COLUMNS = `id, type, owner, keys, write_keys as "writeKeys", roles, file_name as "fileName",
  file_hash as "fileHash", sheet, sheets, from_template as "fromTemplate", headings, mapping, formulas,
  hidden_rows as "hiddenRows", row_count as "rowCount", state, done, created_at as "createdAt", at,
  committed_at as "committedAt", undo_at as "undoAt", valid_from::text as "validFrom"`;

type NewImport = Omit<KeptImport, 'state' | 'done' | 'at' | 'committedAt' | 'undoAt' | 'validFrom'>;

export async function addImport(db: Queryable, made: NewImport): Promise<void> {
  await db.query(
    `insert into sheets.import (id, type, owner, keys, write_keys, file_name, file_hash, sheet, sheets,
       from_template, headings, mapping, formulas, hidden_rows, row_count, created_at,
       roles, state)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, 'read')`,
    [
      ...[made.id, made.type, made.owner, made.keys, made.writeKeys, made.fileName, made.fileHash],
      ...[made.sheet, made.sheets, made.fromTemplate, made.headings, made.mapping, made.formulas],
      ...[made.hiddenRows, made.rowCount, made.createdAt, made.roles],
    ],
  );
}

export async function importWith(
  db: Queryable,
  type: string,
  id: string,
): Promise<KeptImport | null> {
  const { rows } = await db.query<KeptImport>(
    `select ${COLUMNS} from sheets.import where id = $1 and type = $2`,
    [id, type],
  );
  return rows[0] ?? null;
}

/** Newest first; `before` is where the page before ended. */
export async function importsOf(
  db: Queryable,
  type: string,
  before: readonly [string, string] | null,
  limit: number,
): Promise<readonly KeptImport[]> {
  const { rows } = await db.query<KeptImport>(
    `select ${COLUMNS} from sheets.import
     where type = $1 and ($2::timestamptz is null or (created_at, id) < ($2::timestamptz, $3::text))
     order by created_at desc, id desc limit $4`,
    [type, before?.[0] ?? null, before?.[1] ?? null, limit],
  );
  return rows;
}

/** The same file, imported before and still standing. */
export async function importedBefore(
  db: Queryable,
  { id, type, fileHash }: Pick<KeptImport, 'id' | 'type' | 'fileHash'>,
): Promise<Date | null> {
  const { rows } = await db.query<{ at: Date }>(
    `select max(committed_at) at from sheets.import
     where type = $1 and file_hash = $2 and id <> $3 and state in ('importing', 'imported')`,
    [type, fileHash, id],
  );
  return rows[0]?.at ?? null;
}

export interface Step {
  readonly from: readonly ImportState[];
  readonly to: ImportState;
  readonly mapping?: Mapping;
  /** Absent: as it was. */
  readonly validFrom?: string | null;
  readonly at?: Date;
  readonly committedAt?: Date;
  readonly undoAt?: Date;
  /** Of whoever takes the step: the work that it means is done in his scope. */
  readonly claim?: Pick<KeptImport, 'keys' | 'writeKeys' | 'roles'>;
}

/** One step on, from where it may be taken; false: the import is elsewhere by now. */
export async function takeStep(db: Queryable, id: string, step: Step): Promise<boolean> {
  const { rows } = await db.query<{ id: string }>(
    `update sheets.import set state = $3, done = 0, mapping = coalesce($4, mapping),
       at = coalesce($5, at), committed_at = coalesce($6, committed_at), undo_at = coalesce($7, undo_at),
       keys = coalesce($8, keys), write_keys = coalesce($9, write_keys), roles = coalesce($10, roles),
       valid_from = case when $11 then $12::date else valid_from end
     where id = $1 and state = any($2) returning id`,
    [
      ...[id, step.from, step.to, step.mapping ?? null, step.at ?? null],
      ...[step.committedAt ?? null, step.undoAt ?? null],
      ...[step.claim?.keys ?? null, step.claim?.writeKeys ?? null],
      ...[step.claim?.roles ?? null, step.validFrom !== undefined, step.validFrom ?? null],
    ],
  );
  return rows.length > 0;
}

export async function noteDone(db: Queryable, id: string, done: number): Promise<void> {
  await db.query('update sheets.import set done = $2 where id = $1', [id, done]);
}

export async function dropImport(db: Queryable, id: string): Promise<void> {
  await db.query('delete from sheets.import where id = $1', [id]);
}

/** Imports of the caller that nobody will ask for again. */
export async function dropOldImports(db: Queryable, before: Date): Promise<void> {
  await db.query(
    `delete from sheets.import where created_at < $1 and state not in ('checking', 'importing', 'undoing')`,
    [before],
  );
}

/** Work that was cut short, of whomever: asked by the system itself, as it starts. */
export async function unfinished(db: Queryable): Promise<readonly KeptImport[]> {
  const { rows } = await db.query<KeptImport>(
    `select ${COLUMNS} from sheets.import where state in ('checking', 'importing', 'undoing')
     order by created_at`,
  );
  return rows;
}
