import { order, type Queryable } from '../../../platform/db/index.ts';
import type { ReportFilters, ReportOrder } from '../model.ts';

/** A row of the list of reports, as it stood at the moment. */
export interface ReportRecord {
  readonly id: string;
  readonly date: string | null;
  readonly channel: string;
  readonly topic: string | null;
  readonly enterprise: string | null;
  readonly enterpriseName: string | null;
  readonly division: string | null;
  readonly divisionName: string | null;
  readonly stage: string;
  readonly due: string | null;
  readonly overdue: boolean;
  readonly result: string | null;
  readonly hazard: string | null;
  readonly amount: number | null;
}

export interface ListOptions {
  readonly filters: Omit<ReportFilters, 'sort'>;
  readonly at: Date;
  readonly day: string;
  readonly ends: readonly string[];
  readonly after: readonly string[] | null;
  readonly limit: number;
}

const { day, down, up, word } = order;
const DATE = [day(`coalesce(r."date", date '1970-01-01')`), word('r.id')];

/** By their limit reports are few enough to be sorted; what has none comes last, either way. */
export const reportOrdersIn: order.ListOrders<ReportOrder> = {
  '-date': down(...DATE),
  date: up(...DATE),
  due: up(day(`coalesce(r.due, 'infinity')`), word('r.id')),
  '-due': down(day(`coalesce(r.due, '-infinity')`), word('r.id')),
};

/**
 * Of reports that came in by other ways than this system, the stage follows from their facts. How
 * far one is, and until when, is as of the moment: the last step before it.
 */
const FOUND = `select r.*, w.amount, s.due, coalesce(s.stage, case
       when r."result" = 'not-accepted' then 'refused' when w.amount is not null then 'rewarded'
       when r."handledOn" is not null then 'answered' when r."verifiedOn" is not null then 'checked'
       when r."acceptedOn" is not null then 'accepted' else 'received' end) as stage
     from rec.report r
     left join lateral (select s.stage, s.due from reports.step s where s.report = r.id and s.at <= $1
       order by s.no desc limit 1) s on true
     left join lateral (select sum(w."amount") as amount from rec.reward w
       where w."report" = r.id and w.vf <= $1 and $1 < w.vt and w.live) w on true
     where r.vf <= $1 and $1 < r.vt and r.live`;

function conditionsOf({ filters: f, at, day, ends }: ListOptions) {
  const values: unknown[] = [at, day, ends];
  const inner: string[] = [];
  const outer: string[] = [];
  const add = (parts: string[], sql: string, value: unknown): void => {
    values.push(value);
    parts.push(sql.replaceAll('?', `$${values.length}`));
  };
  if (f.channel) add(inner, 'r."channel" = any(?)', f.channel);
  if (f.topic) add(inner, 'r."topic" = any(?)', f.topic);
  if (f.enterprise) add(inner, 'r."enterprise" = ?', f.enterprise);
  if (f.division) {
    add(
      inner,
      `r."jurisdiction" = any(array(select d.id from rec.division_above d where d.above = ? and d.vf <= $1 and $1 < d.vt))`,
      f.division,
    );
  }
  if (f.stage) add(outer, 'r.stage = any(?)', f.stage);
  // What was answered, and found to be nothing, is at its end too.
  if (f.open)
    outer.push(
      `r.stage <> all($3) and (r.stage <> 'answered' or r."result" is distinct from 'not-true')`,
    );
  if (f.overdue) outer.push('r.due < $2::date and r.stage <> all($3)');
  return { values, inner, outer };
}

const and = (parts: readonly string[]): string => parts.map((part) => ` and ${part}`).join('');

/** A page of the list, within the scope of the transaction. */
export async function listReports(
  db: Queryable,
  o: ListOptions & { readonly sort: ReportOrder },
): Promise<readonly (ReportRecord & { readonly place: string[] })[]> {
  const by = reportOrdersIn[o.sort];
  const { values, inner, outer } = conditionsOf(o);
  if (o.after) {
    values.push(...o.after);
    // The stage and its limit are joined: what goes by the report's own day is cut off before.
    const where = o.sort.endsWith('date') ? inner : outer;
    where.push(order.beyond(by, values.length - o.after.length + 1));
  }
  values.push(o.limit);
  const { rows } = await db.query<ReportRecord & { place: string[] }>(
    `select r.id, r."date"::text, r."channel", r."topic", r."enterprise", e."name" as "enterpriseName",
       r."jurisdiction" as division, d."name" as "divisionName", r.stage, r.due::text,
       coalesce(r.due < $2::date and r.stage <> all($3), false) as overdue, r."result", r."hazard",
       r.amount::float8 as amount, ${order.placeIn(by)} place
     from (select * from (${FOUND}${and(inner)}) r where true${and(outer)}
       order by ${order.orderBy(by)} limit $${values.length}) r
     left join rec.enterprise e on e.id = r."enterprise" and e.vf <= $1 and $1 < e.vt
     left join rec.jurisdiction d on d.id = r."jurisdiction" and d.vf <= $1 and $1 < d.vt
     order by ${order.orderBy(by)}`,
    values,
  );
  return rows;
}

export interface StageCount {
  readonly stage: string;
  readonly count: number;
  readonly overdue: number;
}

/** How many stand where, and how many of them late. */
export async function countReports(
  db: Queryable,
  o: Omit<ListOptions, 'after' | 'limit'>,
): Promise<readonly StageCount[]> {
  const { values, inner, outer } = conditionsOf({ ...o, after: null, limit: 0 });
  const { rows } = await db.query<StageCount>(
    `select r.stage, count(*)::int as count,
       count(*) filter (where r.due < $2::date and r.stage <> all($3))::int as overdue
     from (${FOUND}${and(inner)}) r where true${and(outer)} group by r.stage`,
    values,
  );
  return rows;
}

/** What was paid for a report; null: nothing. */
export async function rewardOf(db: Queryable, report: string, at: Date): Promise<number | null> {
  const { rows } = await db.query<{ amount: number | null }>(
    `select sum(w."amount")::float8 as amount from rec.reward w
     where w."report" = $1 and w.vf <= $2 and $2 < w.vt and w.live`,
    [report, at],
  );
  return rows[0]?.amount ?? null;
}
