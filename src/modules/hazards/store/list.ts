import type { Conditions, Queryable } from '../../../platform/db/index.ts';
import type { ListOptions } from './conditions.ts';
import { conditionsOf, fitting, goOn, NEVER, ORDER } from './conditions.ts';

/** A row of the ledger of hazards, as it stood at the moment. */
export interface HazardRecord {
  readonly id: string;
  readonly enterprise: string | null;
  readonly enterpriseName: string | null;
  readonly division: string | null;
  readonly divisionName: string | null;
  readonly note: string | null;
  readonly source: string | null;
  readonly kind: string | null;
  readonly stage: string;
  readonly major: boolean;
  readonly treatedAsMajor: boolean;
  readonly class: string | null;
  readonly criterion: string | null;
  readonly foundOn: string | null;
  readonly dueOn: string | null;
  readonly extendedUntil: string | null;
  readonly closedOn: string | null;
  readonly overdue: boolean;
  readonly supervisedBy: string | null;
  readonly stopRequired: boolean;
  readonly refused: boolean;
  readonly returnedTimes: number;
  readonly reopenedTimes: number;
  /** By what the list is ordered. */
  readonly key: string;
}

/** A text that many rows have is found among so many of the newest that fit: at first, and at most. */
const SEARCHED = { first: 300, most: 5000 };
/** A text that so many of the first have is none for the index of signs, which meets all that have it. */
const COMMON = 3;
/** So many rows that have a text are looked at, the newest: `hazards.containing` gives no more. */
const CONTAINING = 20_000;

const RECORD = `h.id, h."enterprise", h."jurisdiction" as division, h."note", h."source", h."kind", h."stage",
  coalesce(h."major", false) as major, coalesce(h."treatedAsMajor", false) as "treatedAsMajor", h."class", h."criterion",
  h."foundOn"::text, h."dueOn"::text, h."extendedUntil"::text, h."closedOn"::text,
  coalesce(h."overdue" and h.live, false) as overdue, h."supervisedBy", coalesce(h."stopRequired", false) as "stopRequired",
  coalesce(h."refused", false) as refused, coalesce(h."returnedTimes", 0) as "returnedTimes",
  coalesce(h."reopenedTimes", 0) as "reopenedTimes", coalesce(h."foundOn", date '1970-01-01')::text as key`;

/** Names a row, by what every index of the list has. */
const PLACE = `h.id, h.vf, h."foundOn"`;

/** Rows that have a text in their words, or are it: among the newest that fit. */
function amongNewest(where: Conditions, q: string, searched: number): string {
  const newest = `select ${PLACE}, h."note", h."criterion" ${fitting(where)}`;
  where.values.push(q);
  const text = `$${where.values.length}`;
  return `select ${PLACE} from (${newest} order by ${ORDER} limit ${searched}) h
     where strpos(h."note", ${text}) > 0 or strpos(h."criterion", ${text}) > 0 or h.id = ${text}`;
}

/** Rows of the list, and how many of those that fit were met on the way, at most as many as asked. */
export interface Listed {
  readonly rows: readonly HazardRecord[];
  readonly met: number;
}

/**
 * Those that fit are found in an index alone, also those that a page only counts; what is shown of
 * them is fetched for the page.
 */
async function page(
  db: Queryable,
  where: Conditions,
  found: string,
  limit: number,
  counted = limit,
): Promise<Listed> {
  const n = where.values.length;
  const { rows } = await db.query<HazardRecord & { met: number }>(
    `with fit as materialized (${found} order by ${ORDER} limit $${n + 1})
     select ${RECORD}, e."name" as "enterpriseName", d."name" as "divisionName", (select count(*) from fit)::int as met
     from (select h.* from fit h order by ${ORDER} limit $${n + 2}) f
     join rec.hazard h on h.id = f.id and h.vf = f.vf
     left join rec.enterprise e on e.id = h."enterprise" and e.vf <= $1 and $1 < e.vt
     left join rec.jurisdiction d on d.id = h."jurisdiction" and d.vf <= $1 and $1 < d.vt
     order by ${ORDER}`,
    [...where.values, Math.max(limit, counted), limit],
  );
  return { rows, met: rows[0]?.met ?? 0 };
}

/**
 * A page of the ledger, newest first, within the scope of the transaction; `counted`: so many of
 * those that fit are met, though fewer are shown.
 */
export async function listHazards(
  db: Queryable,
  o: ListOptions,
  counted = o.limit,
): Promise<Listed> {
  const wanted = (): Conditions => {
    const where = conditionsOf(o);
    if (o.after) goOn(where, o.after);
    return where;
  };
  const { q } = o.filters;
  if (q !== undefined) return withText(db, q, o, wanted);
  const where = wanted();
  const listed = await page(db, where, `select ${PLACE} ${fitting(where)}`, o.limit, counted);
  const { rows } = listed;
  // Of a page that ends the dated ones, those without a day come next.
  if (rows.length === o.limit || !o.after || o.after[0] === NEVER) return listed;
  const undated = conditionsOf(o);
  undated.parts.push('h."foundOn" is null');
  const rest = await page(
    db,
    undated,
    `select ${PLACE} ${fitting(undated)}`,
    o.limit - rows.length,
  );
  return { rows: [...rows, ...rest.rows], met: listed.met + rest.met };
}

async function withText(
  db: Queryable,
  q: string,
  { at, limit }: ListOptions,
  wanted: () => Conditions,
): Promise<Listed> {
  for (const searched of [SEARCHED.first, SEARCHED.most]) {
    const where = wanted();
    const newest = await page(db, where, amongNewest(where, q, searched), limit);
    if (newest.rows.length === limit) return newest;
    if (newest.rows.length < COMMON) break;
  }
  // Few have it: the index of signs knows all of them.
  const all = wanted();
  all.add('h.id = any(?)', await containing(db, q, at));
  return page(db, all, `select ${PLACE} ${fitting(all)}`, limit);
}

/** Hazards within the scope that have a text in their words, or are it. */
async function containing(db: Queryable, q: string, at: Date): Promise<readonly string[]> {
  const { rows } = await db.query<{ id: string }>(
    'select c.id from hazards.containing($1, $2, $3) c (id) union select $1::text',
    [q, at, CONTAINING],
  );
  return rows.map(({ id }) => id);
}
