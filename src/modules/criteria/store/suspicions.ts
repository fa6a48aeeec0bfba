import type { Day } from '../../../kernel/calendar.ts';
import { endOfDay, formatDay } from '../../../kernel/calendar.ts';
import type { CriteriaEdition, CriterionItem } from '../../../law/standards/criterion.ts';
import type { Queryable } from '../../../platform/db/index.ts';
import type { Types } from '../../records/index.ts';
import { literal, tableOf } from '../../records/index.ts';
import { bindsWhen, concernsWhen } from '../rules/binding.ts';
import type { Detector } from '../rules/detector.ts';
import { conditionSql, LIVE } from './condition-sql.ts';

/** An item of an edition in force, to which a detector points. */
export interface Aimed {
  readonly edition: CriteriaEdition;
  readonly item: CriterionItem;
}

/**
 * Every enterprise that a detector makes suspect, whichever edition binds it, as (id, found);
 * `some`: of those alone that $3 names.
 */
export function foundSql(
  types: Types,
  { of, where }: Pick<Detector, 'of' | 'where'>,
  some = false,
): string {
  const among = (id: string): string => (some ? ` and ${id} = any($3::text[])` : '');
  if (of === 'enterprise') {
    return `select e.id, 1 found from rec.enterprise e
  where ${LIVE('e')}${among('e.id')} and (${conditionSql(types, where, of, 'e')})`;
  }
  return `select r."enterprise" id, count(*)::int found from ${tableOf(of)} r
  where ${LIVE('r')} and r."enterprise" is not null${among('r."enterprise"')}
    and (${conditionSql(types, where, of, 'r')}) group by 1`;
}

/**
 * The same with the items that bind: one pass over the records of the detector's type. Runs as the
 * owner; rows carry the enterprise's keys.
 */
export function detectSql(
  types: Types,
  detector: Detector,
  aims: readonly Aimed[],
  some: boolean,
): string {
  const binds = ({ edition, item }: Aimed): string =>
    `(${conditionSql(types, bindsWhen(edition), 'enterprise', 'e')}) and (${conditionSql(types, concernsWhen(item), 'enterprise', 'e')})`;
  const items = aims.map(
    (aim) => `case when ${binds(aim)} then ${literal(aim.item.id, 'text')} end`,
  );
  return `insert into criteria.suspicion (as_of, detector, item, enterprise, division, keys, found)
select $2::date, ${literal(detector.id, 'text')}, item, f.id, e."jurisdiction", a.keys, f.found
from (${foundSql(types, detector, some)}) f
  join rec.enterprise e on e.id = f.id and ${LIVE('e')}
  join identity.record_scope s on s.subject = 'enterprise/' || e.id
  join identity.anchor a on a.id = s.anchor
  cross join lateral unnest(array[${items.join(', ')}]::text[]) item
where item is not null`;
}

export const asked = (day: Day): [Date, string] => [new Date(endOfDay(day)), formatDay(day)];

/** Of some enterprises, or of all. */
export async function renewSuspicions(
  db: Queryable,
  types: Types,
  detector: Detector,
  aims: readonly Aimed[],
  day: Day,
  firms: readonly string[] | null,
): Promise<void> {
  await db.query(
    `delete from criteria.suspicion
     where as_of = $1::date and detector = $2 and ($3::text[] is null or enterprise = any($3))`,
    [formatDay(day), detector.id, firms],
  );
  if (aims.length === 0) return;
  const values = firms ? [...asked(day), firms] : asked(day);
  await db.query(detectSql(types, detector, aims, firms !== null), values);
}

/** Enterprises that the records are of, or ever were. */
export async function firmsOf(
  db: Queryable,
  changed: readonly { readonly type: string; readonly id: string }[],
): Promise<string[]> {
  const firms = new Set<string>();
  for (const type of new Set(changed.map((each) => each.type))) {
    const ids = changed.filter((each) => each.type === type).map(({ id }) => id);
    if (type === 'enterprise') for (const id of ids) firms.add(id);
    else {
      const { rows } = await db.query<{ firm: string }>(
        `select distinct "enterprise" firm from ${tableOf(type)} where id = any($1) and "enterprise" is not null`,
        [ids],
      );
      for (const { firm } of rows) firms.add(firm);
    }
  }
  return [...firms];
}

export async function forgetSuspicions(db: Queryable, day: Day | null): Promise<void> {
  await db.query('delete from criteria.suspicion where $1::date is null or as_of = $1::date', [
    day === null ? null : formatDay(day),
  ]);
}

export interface ItemCount {
  readonly item: string;
  readonly division: string | null;
  /** Enterprises; those of them with facts that show it; records that are evidence. */
  readonly firms: number;
  readonly shown: number;
  readonly found: number;
}

/** What the caller may see of it, by item and division. */
export async function suspectedItems(
  db: Queryable,
  day: Day,
  shown: readonly string[],
): Promise<ItemCount[]> {
  const { rows } = await db.query<ItemCount>(
    `select item, division, count(*)::int firms, (count(*) filter (where shows))::int shown, sum(found)::int found
     from (select item, division, enterprise, bool_or(detector = any($2)) shows, sum(found) found
       from criteria.suspicion where as_of = $1::date group by 1, 2, 3) f group by 1, 2`,
    [formatDay(day), shown],
  );
  return rows;
}

/** Enterprises that something is suspected of, by division. */
export async function suspectedFirms(
  db: Queryable,
  day: Day,
  items: readonly string[],
): Promise<{ readonly division: string | null; readonly firms: number }[]> {
  const { rows } = await db.query<{ division: string | null; firms: number }>(
    `select division, count(distinct enterprise)::int firms from criteria.suspicion
     where as_of = $1::date and item = any($2) group by 1`,
    [formatDay(day), items],
  );
  return rows;
}

export interface SuspectRow {
  readonly enterprise: string;
  readonly name: string | null;
  readonly division: string | null;
  readonly item: string;
  readonly detectors: readonly string[];
  readonly found: number;
  /** Open hazards of the enterprise that cite the item, and closed ones. */
  readonly open: number;
  readonly closed: number;
}

export interface SuspectChoice {
  readonly items: readonly string[];
  readonly divisions: readonly string[] | null;
  readonly enterprise: string | null;
  /** Detectors whose facts show it, to leave the others out. */
  readonly only: readonly string[] | null;
  readonly after: readonly [string, string] | null;
  readonly limit: number;
}

// Grouped along suspicion_by_enterprise, in the order of the list: stops with the page.
const ROWS = `with page as materialized (
  select enterprise, item, min(division) division, array_agg(detector order by detector) detectors, sum(found)::int found
  from criteria.suspicion where as_of = $2::date and item = any($3)
    and ($4::text[] is null or division = any($4)) and ($5::text is null or enterprise = $5)
    and ($6::text[] is null or detector = any($6))
    and ($7::text is null or (enterprise, item) > ($7, $8::text))
  group by enterprise, item order by enterprise, item limit $9)
select p.*, e."name", coalesce(h.open, 0)::int open, coalesce(h.closed, 0)::int closed
from page p left join rec.enterprise e on e.id = p.enterprise and ${LIVE('e')}
  left join lateral (select count(*) filter (where h."open") open, count(*) filter (where not h."open") closed
    from rec.hazard h where h."enterprise" = p.enterprise and ${LIVE('h')}
      and (h."criterion" = p.item or starts_with(h."criterion", p.item || '.'))) h on true
order by p.enterprise, p.item`;

export async function suspectRows(
  db: Queryable,
  day: Day,
  { items, divisions, enterprise, only, after, limit }: SuspectChoice,
): Promise<SuspectRow[]> {
  const { rows } = await db.query<SuspectRow>(ROWS, [
    ...asked(day),
    ...[items, divisions, enterprise, only, after?.[0] ?? null, after?.[1] ?? null, limit],
  ]);
  return rows;
}
