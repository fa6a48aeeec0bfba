import type { Queryable } from '../../../platform/db/index.ts';
import type { RiskFilters } from '../model.ts';

/** A risk point (风险点) as the list shows it, as it stood at the moment. */
export interface PointRecord {
  readonly id: string;
  readonly name: string | null;
  readonly level: string | null;
  readonly enterprise: string | null;
  readonly enterpriseName: string | null;
  readonly division: string | null;
  readonly divisionName: string | null;
  readonly facility: string | null;
  readonly facilityName: string | null;
  readonly owner: string | null;
  readonly ownerName: string | null;
  readonly identifiedOn: string | null;
  readonly reviewedOn: string | null;
  readonly reviewDueOn: string | null;
  readonly inPlace: boolean | null;
  readonly template: string | null;
  readonly events: number;
  readonly measures: number;
  /** By what the list is ordered: the worst first. */
  readonly key: string;
}

export interface ListOptions {
  readonly filters: RiskFilters;
  readonly at: Date;
  readonly day: string;
  readonly months: number;
  /** The caller's own enterprises, where his scope names nothing else. */
  readonly own: readonly string[] | null;
  readonly after: readonly [string, string] | null;
  readonly limit: number;
}

const RANK = `case i."level" when 'red' then '0' when 'orange' then '1' when 'yellow' then '2' when 'blue' then '3' else '4' end`;
const LAST = `greatest(i."identifiedOn", i."reviewedOn")`;
const there = (t: string): string => `${t}.vf <= $1 and $1 < ${t}.vt and ${t}.live`;

/**
 * The rule of `rules/review.ts` over many points: past its date, or a change whose risk was not
 * reviewed, or an incident, since the last look.
 */
const DUE = `(coalesce(i."reviewDueOn", (${LAST} + $3 * interval '1 month')::date) < $2::date
  or exists (select from rec.change c where c."enterprise" = i."enterprise" and ${there('c')}
    and (c."facility" is null or i."facility" is null or c."facility" = i."facility")
    and c."riskReviewedOn" is null and c."requestedOn" <= $2::date and (${LAST} is null or c."requestedOn" > ${LAST}))
  or exists (select from rec.incident n where n."enterprise" = i."enterprise" and ${there('n')}
    and n."date" <= $1 and (${LAST} is null or (n."date" at time zone 'Asia/Shanghai')::date > ${LAST})))`;

function conditionsOf({ filters: f, own, at, day, months }: ListOptions) {
  const values: unknown[] = [at, day, months];
  const parts = [there('i'), '$2::date is not null', '$3::int is not null'];
  const add = (sql: string, value: unknown): void => {
    values.push(value);
    parts.push(sql.replaceAll('?', `$${values.length}`));
  };
  if (own) add('i."enterprise" = any(?)', own);
  if (f.enterprise) add('i."enterprise" = ?', f.enterprise);
  if (f.facility) add('i."facility" = ?', f.facility);
  if (f.level) add('i."level" = ?', f.level);
  if (f.open) parts.push('i."inPlace" is not true');
  if (f.due) parts.push(DUE);
  if (f.q) add('(strpos(i."name", ?) > 0 or i.id = ?)', f.q);
  if (f.division) {
    add(
      'i."jurisdiction" = any(array(select d.id from rec.division_above d where d.above = ? and d.vf <= $1 and $1 < d.vt))',
      f.division,
    );
  }
  if (f.line) {
    const trade = `e."industry" && array['trade']`;
    const fits = f.line === 'trade' ? trade : `not e."industry" <@ array['trade']`;
    parts.push(
      `exists (select from rec.enterprise e where e.id = i."enterprise" and e.vf <= $1 and $1 < e.vt and ${fits})`,
    );
  }
  return { values, where: parts.join(' and ') };
}

/** A page of risk points, the worst first, within the scope of the transaction. */
export async function listPoints(db: Queryable, o: ListOptions): Promise<readonly PointRecord[]> {
  const { values, where } = conditionsOf(o);
  let further = '';
  if (o.after) {
    values.push(...o.after);
    further = ` and (${RANK}, i.id) > ($${values.length - 1}, $${values.length})`;
  }
  values.push(o.limit);
  const count = (type: string): string =>
    `(select count(*)::int from rec.${type} c where c."riskItem" = p.id and ${there('c')})`;
  const { rows } = await db.query<PointRecord>(
    `select p.*, ${count('"riskEvent"')} as events, ${count('"controlMeasure"')} as measures,
       e."name" as "enterpriseName", d."name" as "divisionName", f."name" as "facilityName", o."name" as "ownerName"
     from (select i.id, i."name", i."level", i."enterprise", i."jurisdiction" as division, i."facility", i."owner",
         i."identifiedOn"::text, i."reviewedOn"::text, i."reviewDueOn"::text, i."inPlace", i."template", ${RANK} as key
       from rec."riskItem" i where ${where}${further} order by ${RANK}, i.id limit $${values.length}) p
     left join rec.enterprise e on e.id = p."enterprise" and e.vf <= $1 and $1 < e.vt
     left join rec.jurisdiction d on d.id = p.division and d.vf <= $1 and $1 < d.vt
     left join rec.facility f on f.id = p."facility" and f.vf <= $1 and $1 < f.vt
     left join rec.person o on o.id = p."owner" and o.vf <= $1 and $1 < o.vt
     order by p.key, p.id`,
    values,
  );
  return rows;
}

export interface PointCount {
  readonly division: string | null;
  readonly level: string | null;
  readonly points: number;
  readonly due: number;
  readonly open: number;
}

/** How many points of each level there are, by division; how many are due or not in place. */
export async function countPoints(
  db: Queryable,
  o: Omit<ListOptions, 'after' | 'limit'>,
): Promise<readonly PointCount[]> {
  const { values, where } = conditionsOf({ ...o, after: null, limit: 0 });
  const { rows } = await db.query<PointCount>(
    `select i."jurisdiction" as division, i."level", count(*)::int as points,
       (count(*) filter (where ${DUE}))::int as due, (count(*) filter (where i."inPlace" is not true))::int as open
     from rec."riskItem" i where ${where} group by 1, 2`,
    values,
  );
  return rows;
}

export interface HappenedRecord {
  readonly kind: 'change' | 'incident';
  readonly record: string;
  readonly enterprise: string;
  readonly facility: string | null;
  readonly on: string;
}

/** Changes whose risk was not reviewed, and incidents, of these enterprises. */
export async function happenedAt(
  db: Queryable,
  enterprises: readonly string[],
  at: Date,
  day: string,
): Promise<readonly HappenedRecord[]> {
  const { rows } = await db.query<HappenedRecord>(
    `select 'change' as kind, c.id as record, c."enterprise", c."facility", c."requestedOn"::text as on
       from rec.change c where c."enterprise" = any($2) and ${there('c')}
       and c."riskReviewedOn" is null and c."requestedOn" <= $3::date
     union all
     select 'incident', n.id, n."enterprise", null, (n."date" at time zone 'Asia/Shanghai')::date::text
       from rec.incident n where n."enterprise" = any($2) and ${there('n')} and n."date" <= $1`,
    [at, enterprises, day],
  );
  return rows;
}
