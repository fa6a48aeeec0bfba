import type { Day } from '../../../kernel/calendar.ts';
import { endOfDay } from '../../../kernel/calendar.ts';
import type { Queryable } from '../../../platform/db/index.ts';
import type { Profile } from '../rules/likeness.ts';
import { LIVE } from './condition-sql.ts';
import { asked } from './suspicions.ts';

export interface MajorHazard {
  readonly id: string;
  readonly enterprise: string | null;
  readonly criterion: string | null;
  readonly foundOn: string | null;
  readonly open: boolean;
  readonly treatedAsMajor: boolean;
}

export async function hazardOn(db: Queryable, id: string, day: Day): Promise<MajorHazard | null> {
  const { rows } = await db.query<MajorHazard>(
    `select h.id, h."enterprise", h."criterion", h."foundOn"::text "foundOn", coalesce(h."open", true) open,
       coalesce(h."treatedAsMajor", false) "treatedAsMajor"
     from rec.hazard h where h.id = $2 and ${LIVE('h')}`,
    [new Date(endOfDay(day)), id],
  );
  return rows[0] ?? null;
}

export interface Candidate extends Profile {
  readonly name: string | null;
  readonly division: string | null;
}

const OWN = `e.id, e."name" as name, e."jurisdiction" division, coalesce(e."industry", '{}') industry,
  array_remove(array[e."tradeSector"], null) "tradeSector", coalesce(e."tradeFeatures", '{}') "tradeFeatures",
  coalesce(e."keyProcesses", '{}') "keyProcesses", coalesce(e."hazchemRole", '{}') "hazchemRole",
  coalesce(e."products", '{}') products`;

// The enterprise's own row chooses; facilities are looked at of those chosen only.
const SITES = `select p.*,
  array(select distinct f."kind" from rec.facility f where f."enterprise" = p.id and ${LIVE('f')}
    and f."kind" is not null order by 1) facilities,
  array(select distinct k from rec.facility f cross join lateral unnest(f."placeKind") k
    where f."enterprise" = p.id and ${LIVE('f')} order by 1) places,
  array(select distinct f."majorHazardLevel"::int::text from rec.facility f where f."enterprise" = p.id and ${LIVE('f')}
    and f."majorHazard" and f."majorHazardLevel" is not null order by 1) levels
from page p`;

export async function profileOf(db: Queryable, id: string, day: Day): Promise<Candidate | null> {
  const { rows } = await db.query<Candidate>(
    `with page as materialized (select ${OWN} from rec.enterprise e where e.id = $2 and ${LIVE('e')}) ${SITES}`,
    [new Date(endOfDay(day)), id],
  );
  return rows[0] ?? null;
}

const shared = (attr: string, at: number): string =>
  `cardinality(array(select unnest(e.${attr}) intersect select unnest($${at}::text[])))`;

/** Of the same industry, those that have most in common with it. */
export async function candidatesFor(
  db: Queryable,
  of: Profile,
  day: Day,
  most: number,
): Promise<Candidate[]> {
  const { rows } = await db.query<Candidate>(
    `with page as materialized (select ${OWN} from rec.enterprise e
       where ${LIVE('e')} and e.id <> $2 and e."industry" && $3::text[]
       order by coalesce(2 * (e."tradeSector" = any($4::text[]))::int, 0) + 2 * ${shared('"tradeFeatures"', 5)}
         + 2 * ${shared('"keyProcesses"', 6)} + ${shared('"hazchemRole"', 7)} desc, e.id limit $8) ${SITES}`,
    [
      ...[new Date(endOfDay(day)), of.id, of.industry, of.tradeSector, of.tradeFeatures],
      ...[of.keyProcesses, of.hazchemRole, most],
    ],
  );
  return rows;
}

export interface Citing {
  readonly enterprise: string;
  readonly open: number;
  readonly closed: number;
}

/** Hazards of these enterprises that cite one of these, by enterprise. */
export async function citingOf(
  db: Queryable,
  firms: readonly string[],
  criteria: readonly string[],
  day: Day,
): Promise<ReadonlyMap<string, Citing>> {
  const { rows } = await db.query<Citing>(
    `select h."enterprise" enterprise, (count(*) filter (where h."open"))::int open,
       (count(*) filter (where not h."open"))::int closed
     from rec.hazard h where h."enterprise" = any($2) and ${LIVE('h')} and h."criterion" = any($3) group by 1`,
    [new Date(endOfDay(day)), firms, criteria],
  );
  return new Map(rows.map((row) => [row.enterprise, row]));
}

/** Those of the enterprises that recorded facts make suspect under the item. */
export async function suspectedOf(
  db: Queryable,
  firms: readonly string[],
  item: string,
  day: Day,
): Promise<ReadonlySet<string>> {
  const { rows } = await db.query<{ enterprise: string }>(
    `select distinct enterprise from criteria.suspicion
     where as_of = $2::date and enterprise = any($3) and item = $4 and $1::timestamptz is not null`,
    [...asked(day), firms, item],
  );
  return new Set(rows.map(({ enterprise }) => enterprise));
}
