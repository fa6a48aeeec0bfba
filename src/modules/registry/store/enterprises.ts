import type { Queryable } from '../../../platform/db/index.ts';
import { Conditions, prepared } from '../../../platform/db/index.ts';
import { onlyEnterprises } from '../../identity/index.ts';
import { literal } from '../../records/index.ts';
import type { EnterpriseFilters, EnterpriseOrder } from '../model.ts';
import { beginningOf, piecesWithin } from '../rules/search-terms.ts';
import type { Place } from './enterprise-places.ts';
import { ALONE, BELOW, LIVE, MOST_FOUND, placeOf } from './enterprise-places.ts';
import { countyOf, findEnterprises } from './search.ts';

export interface EnterpriseRecord {
  readonly id: string;
  readonly name: string | null;
  readonly division: string | null;
  readonly divisionName: string | null;
  /** Only where the caller may see the park. */
  readonly park: string | null;
  readonly parkName: string | null;
  readonly industry: readonly string[] | null;
  readonly tradeSector: string | null;
  readonly scale: string | null;
  readonly productionState: string | null;
  readonly grade: string | null;
  readonly risk: string | null;
  readonly riskLevel: string | null;
  readonly majorHazardLevel: number | null;
  readonly openMajorHazards: number | null;
  readonly employees: number | null;
  readonly tags: readonly string[] | null;
  readonly lastVerifiedOn: string | null;
  /** By what the list is ordered. */
  readonly key: string;
}

/** Values that follow from other records: computed where there is something to compute from. */
const FACETS = ['gradeColour', 'majorHazardLevel', 'openMajorHazards', 'riskLevel'] as const;
const SHOWN_AS: Readonly<Record<(typeof FACETS)[number], string>> = {
  gradeColour: 'grade',
  majorHazardLevel: 'majorHazardLevel',
  openMajorHazards: 'openMajorHazards',
  riskLevel: 'riskLevel',
};
export const facet = (attr: (typeof FACETS)[number]): string =>
  `case when "f_${attr}".known then "f_${attr}".value else e."${attr}" end`;
/** Joins of the facets that a text of SQL speaks of: each costs a look at the scope. */
export const joinsFor = (sql: string): string =>
  FACETS.filter((attr) => sql.includes(`"f_${attr}"`))
    .map(
      (attr) =>
        `left join rec."enterprise__${attr}" "f_${attr}" on "f_${attr}".id = e.id and "f_${attr}".vf <= $1 and $1 < "f_${attr}".vt`,
    )
    .join('\n ');

/** Ascending by these texts, then by id, as their indexes have them. */
const KEYS: Readonly<Record<Exclude<EnterpriseOrder, 'grade'>, readonly [string, string]>> = {
  name: ['s.sort', 's.id'],
  division: [`coalesce(e."jurisdiction", '')`, 'e.id'],
};

const TRADE = `array['trade']`;

class Chosen extends Conditions {
  /** All that the caller may see lies in this county. */
  county: string | null = null;
}

async function conditionsOf(
  db: Queryable,
  { filters: f, at, keys, place = null }: Pick<ListOptions, 'filters' | 'at' | 'keys' | 'place'>,
): Promise<Chosen> {
  const where = new Chosen([at]);
  // Asked for only where entries are walked: by text, or in the order of names.
  if (f.q !== undefined || f.sort === 'name') where.county = await countyOf(db, keys);
  const own = onlyEnterprises(keys);
  if (own) where.add('e.id = any(?)', own);
  if (f.division) {
    const walked = f.q !== undefined || f.sort === 'name';
    addDivision(where, f.division, place ?? (await placeOf(db, f.division, at)), walked);
  }
  if (f.park) where.add('e."park" = ?', f.park);
  if (f.line === 'trade') where.parts.push(`e."industry" && ${TRADE}`);
  if (f.line === 'chem') where.parts.push(`not e."industry" <@ ${TRADE}`);
  if (f.industry) where.add('e."industry" && ?', f.industry);
  if (f.tradeSector) where.add('e."tradeSector" = any(?)', f.tradeSector);
  if (f.risk) where.add('e."risk" = any(?)', f.risk);
  if (f.productionState) {
    where.add(`coalesce(e."productionState", 'none') = any(?)`, f.productionState);
  }
  if (f.scale) where.add(`coalesce(e."scale", 'none') = any(?)`, f.scale);
  if (f.tags) where.add('e."tags" && ?', f.tags);
  if (f.features) where.add('e."tradeFeatures" && ?', f.features);
  if (f.grade) where.add(`coalesce(${facet('gradeColour')}, 'none') = any(?)`, f.grade);
  if (f.majorHazardLevel) {
    where.add(
      `coalesce((${facet('majorHazardLevel')})::int::text, 'none') = any(?)`,
      f.majorHazardLevel,
    );
  }
  if (f.q) await addText(db, where, f.q);
  return where;
}

function addDivision(where: Chosen, division: string, place: Place, walked: boolean): void {
  if (place.ids) addFound(where, place.ids);
  else if (walked && (where.county ?? place.county) !== null) {
    where.county ??= place.county;
    // By no index: the county's entries are walked in their order.
    where.add(`coalesce(${BELOW('?')})`, division);
  } else where.add(BELOW('?'), division);
}

function addFound(where: Chosen, ids: readonly string[]): void {
  where.add('e.id = any(?)', ids);
}

/** Found by what a text begins with, or by what is in it; `q` is normal. */
async function addText(db: Queryable, where: Chosen, q: string): Promise<void> {
  const begins = [beginningOf(q)];
  const pieces = piecesWithin(q) ?? begins;
  const within = piecesWithin(q) === null ? `\n${q}` : q;
  const found = await findEnterprises(
    db,
    { pieces, or: begins, within, county: where.county },
    MOST_FOUND,
  );
  if (found) addFound(where, found);
  else where.add('strpos(s.texts, ?) > 0', within);
}

/** Entries of the index are needed where a text is looked for, and where names give the order. */
const FOUND = `registry.search_entry s join rec.enterprise e on e.id = s.id and s.type = 'enterprise' and ${LIVE}`;

const and = (parts: readonly string[]): string => parts.map((part) => ` and ${part}`).join('');

export interface ListOptions {
  readonly filters: EnterpriseFilters;
  readonly at: Date;
  readonly keys: readonly string[];
  /** Of the division that is asked for, where it is known. */
  readonly place?: Place | null;
  readonly after: readonly [string, string] | null;
  readonly limit: number;
}

/** A page of the list; of each the values that the ledger shows. */
export async function listEnterprises(
  db: Queryable,
  { filters, after, limit, ...known }: ListOptions,
): Promise<readonly EnterpriseRecord[]> {
  const where = await conditionsOf(db, { filters, ...known });
  const { sort, q } = filters;
  if (sort === 'grade') return byGrade(db, where, { after, limit, text: q !== undefined });
  const [key, id] = KEYS[sort];
  if (after) {
    where.values.push(...after);
    const n = where.values.length;
    where.parts.push(`(${key}, ${id}) > ($${n - 1}, $${n})`);
  }
  const from = q !== undefined || sort === 'name' ? FOUND : ALONE;
  // In name order through the county's own entries: names begin with their county.
  if (from === FOUND && where.county !== null) where.add('s.county = ?', where.county);
  const order = `${key}, ${id}`;
  return shown(db, where.values, limit, [{ from, key, order, parts: where.parts }]);
}

/** Red first; 9: without a grade. */
const RANKS: readonly (readonly [string, string | null])[] = [
  ...([['1', 'red'] as const, ['2', 'orange'], ['3', 'yellow'], ['4', 'blue']] as const),
  ['9', null],
];

interface GradePage {
  readonly after: ListOptions['after'];
  readonly limit: number;
  readonly text: boolean;
}

/** One grade after the other, each found by an index: ranking all to show fifty looks at all. */
async function byGrade(
  db: Queryable,
  { parts, values }: Chosen,
  { after, limit, text }: GradePage,
): Promise<readonly EnterpriseRecord[]> {
  const [reached, last] = after ?? ['', ''];
  const rows: EnterpriseRecord[] = [];
  for (const [rank, grade] of RANKS) {
    if (rank < reached || rows.length >= limit) continue;
    const [key, from] = [literal(rank, 'text'), text ? FOUND : ALONE];
    const n = values.length;
    const later = (row: 'e' | 'g'): string => `${row}.id > $${n + 1}`;
    const known = [...values, rank === reached ? last : '', ...(grade === null ? [] : [grade])];
    const named = `$${n + 2}`;
    const sources: Source[] =
      grade === null
        ? [
            {
              from,
              key,
              order: 'e.id',
              parts: [...parts, later('e'), `${facet('gradeColour')} is null`],
            },
          ]
        : [
            {
              from: `rec."enterprise__gradeColour" g join ${from} on e.id = g.id`,
              ...{ key, order: 'g.id' },
              parts: [...parts, GRADED, `g.value = ${named}`, later('g')],
            },
            {
              ...{ from, key, order: 'e.id' },
              parts: [...parts, later('e'), `e."gradeColour" = ${named}`, UNGRADED],
            },
          ];
    rows.push(...(await shown(db, known, limit - rows.length, sources)));
  }
  return rows;
}

const GRADED = 'g.vf <= $1 and $1 < g.vt and g.known';
const UNGRADED = '"f_gradeColour".known is not true';

/** Where rows come from, in the order of its index. */
interface Source {
  readonly from: string;
  readonly key: string;
  readonly order: string;
  readonly parts: readonly string[];
}

async function shown(
  db: Queryable,
  values: readonly unknown[],
  limit: number,
  sources: readonly Source[],
): Promise<readonly EnterpriseRecord[]> {
  const most = `limit $${values.length + 1}`;
  const found = sources.map(({ from, key, order, parts }) => {
    const conditions = `${LIVE}${and(parts)}`;
    return `(select e.id, e."name", e."jurisdiction" as division, e."park" as lies, e."industry", e."tradeSector", e."scale",
         e."productionState", e."risk", e."employees", e."tags", e."lastVerifiedOn", ${key} as key,
         ${FACETS.map((attr) => `e."${attr}"`).join(', ')}
       from ${from} ${joinsFor(conditions)} where ${conditions} order by ${order} ${most})`;
  });
  const text = `select e.*, d."name" as "divisionName", k.id as park, k."name" as "parkName",
       ${FACETS.map((attr) => `${facet(attr)} as "${SHOWN_AS[attr]}"`).join(', ')}
     from (select * from (${found.join(' union all ')}) f order by key, id ${most}) e
     ${joinsFor(FACETS.map(facet).join())}
     left join rec.jurisdiction d on d.id = e.division and d.vf <= $1 and $1 < d.vt
     left join rec.park k on k.id = e.lies and k.vf <= $1 and $1 < k.vt
     order by e.key, e.id`;
  const { rows } = await db.query<EnterpriseRecord>(prepared(text, [...values, limit]));
  return rows;
}

/** How many there are; null: more than `most`. */
export async function countEnterprises(
  db: Queryable,
  options: Pick<ListOptions, 'filters' | 'at' | 'keys' | 'place'>,
  most: number,
): Promise<number | null> {
  const { filters } = options;
  const where = await conditionsOf(db, options);
  where.values.push(most + 1);
  const { rows } = await db.query<{ n: number }>(
    `select count(*) as n from (select from ${filters.q === undefined ? ALONE : FOUND} ${joinsFor(where.parts.join())}
     where ${LIVE}${and(where.parts)} limit $${where.values.length}) x`,
    where.values,
  );
  const n = rows[0]?.n ?? 0;
  return n > most ? null : n;
}
