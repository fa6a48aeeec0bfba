import type { RecordDefinition } from '../../../law/records/model.ts';
import type { Queryable } from '../../../platform/db/index.ts';
import { column, tableOf } from '../../records/index.ts';
import { IN_COUNTY, NO_COUNTY } from '../rules/search-terms.ts';

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
  /** All that the caller may see lies in this county, or in none. */
  readonly county: string | null;
}

const inCounty = (pieces: readonly string[], county: string): string[] => [
  ...pieces,
  `${IN_COUNTY}${county}`,
];

/** So many that match are looked at; the best of them are shown. */
const MOST_LOOKED_AT = 400;

const OWN = `select s.type, s.id, s.texts from identity.anchor a join identity.record_scope r on r.anchor = a.id
 join registry.search_entry s on s.record = r.record
 where a.enterprises && $4 and s.pieces @> $1 and strpos(s.texts, $2) > 0 and ($3::text is null or s.type = $3)
 limit ${MOST_LOOKED_AT}`;

/** Entries that have every piece and the text itself, in no order. */
export async function findEntries(db: Queryable, wanted: Wanted): Promise<readonly FoundRow[]> {
  const { pieces, within, type, enterprises, county } = wanted;
  if (enterprises) {
    const own = await db.query<FoundRow>(OWN, [pieces, within, type, enterprises]);
    return own.rows;
  }
  const [some, other] = county
    ? [inCounty(pieces, county), inCounty(pieces, NO_COUNTY)]
    : [pieces, pieces];
  const { rows } = await db.query<FoundRow>(
    `select type, id, texts from registry.find($1, $2, $3, $4, null, ${MOST_LOOKED_AT})`,
    [some, other, within, type],
  );
  return rows;
}

/** Enterprises found by pieces, or by other pieces; null: more than `most`. */
export async function findEnterprises(
  db: Queryable,
  wanted: {
    readonly pieces: readonly string[];
    readonly or: readonly string[];
    readonly within: string;
    /** Only those of one county. */
    readonly county: string | null;
  },
  most: number,
): Promise<readonly string[] | null> {
  const { county, within } = wanted;
  const [some, other] = [wanted.pieces, wanted.or].map((pieces) =>
    county ? inCounty(pieces, county) : pieces,
  );
  const { rows } = await db.query<{ id: string }>(
    `select id from registry.find($1, $2, $3, 'enterprise', $4, $5)`,
    [some, other, within, county, most + 1],
  );
  return rows.length > most ? null : rows.map(({ id }) => id);
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

/**
 * The county in which all lies that a caller may see; null: more than one, or no county. The newest
 * place of a division decides, as scope has it.
 */
export async function countyOf(db: Queryable, keys: readonly string[]): Promise<string | null> {
  const business = keys.filter((key) => key !== '*');
  const divisions = [...new Set(business.map((key) => /^d:([^:]+):/.exec(key)?.[1] ?? null))];
  if (divisions.length === 0 || divisions.includes(null)) return null;
  const { rows } = await db.query<{ county: string | null }>(
    `select distinct (select j.id from rec.division_above d
         join rec.jurisdiction j on j.id = d.above and j.vt = 'infinity' and j."level" = 'county'
       where d.id = k.division and d.vt = 'infinity' limit 1) county
     from unnest($1::text[]) k(division)`,
    [divisions],
  );
  return rows.length === 1 ? (rows[0]?.county ?? null) : null;
}
