import type { RecordDefinition } from '../../../law/records/model.ts';
import type { Queryable } from '../../../platform/db/index.ts';
import { column, tableOf } from '../../records/index.ts';

export interface FoundRow {
  readonly type: string;
  readonly id: string;
  readonly texts: string;
}

export interface Wanted {
  readonly pieces: readonly string[];
  readonly within: string;
  readonly type: string | null;
  /** Only what hangs on these enterprises: for whoever sees nothing else. */
  readonly enterprises: readonly string[] | null;
}

/** So many that match are looked at; the best of them are shown. */
const MOST_LOOKED_AT = 400;

const OWN = `join identity.record_scope r on r.record = s.record
 join identity.anchor a on a.id = r.anchor and a.enterprises && $4`;

/** Entries that have every piece and the text itself, in no order. */
export async function findEntries(db: Queryable, wanted: Wanted): Promise<readonly FoundRow[]> {
  const { pieces, within, type, enterprises } = wanted;
  const { rows } = await db.query<FoundRow>(
    `select s.type, s.id, s.texts from registry.search_entry s ${enterprises ? OWN : ''}
     where s.pieces @> $1 and strpos(s.texts, $2) > 0 and ($3::text is null or s.type = $3)
     limit ${MOST_LOOKED_AT}`,
    [pieces, within, type, ...(enterprises ? [enterprises] : [])],
  );
  return rows;
}

export interface Known {
  readonly id: string;
  readonly live: boolean;
  readonly name: string | null;
  readonly enterprise: string | null;
  readonly division: string | null;
}

/** Attributes that may name a record, best first. */
const NAMES = ['name', 'title', 'number'];

/** Which of these records there are at the moment, and what each is called and belongs to. */
export async function knownAt(
  db: Queryable,
  definition: RecordDefinition,
  ids: readonly string[],
  at: Date,
): Promise<ReadonlyMap<string, Known>> {
  const has = (name: string): boolean => definition.attributes.some((a) => a.name === name);
  const own = (name: string): string => (has(name) ? column(name) : 'null::text');
  const named = NAMES.filter(has).map(column);
  const { rows } = await db.query<Known>(
    `select id, live, ${named.length > 0 ? `coalesce(${named.join(', ')})` : 'null::text'} as name,
       ${own('enterprise')} as enterprise, ${own('jurisdiction')} as division
     from ${tableOf(definition.type)}
     where id = any($1) and vf <= $2 and $2 < vt and vf > '-infinity'`,
    [ids, at],
  );
  return new Map(rows.map((row) => [row.id, row]));
}
