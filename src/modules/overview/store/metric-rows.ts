import type { Day } from '../../../kernel/calendar.ts';
import { endOfDay, formatDay } from '../../../kernel/calendar.ts';
import { must } from '../../../kernel/result.ts';
import type { MetricDefinition } from '../model.ts';

/**
 * The one query behind each metric: its rows as of the end of a day, as (subject, key, division,
 * bad, due, clause, period, key of the
 * trigger). $1 the moment, $2 the day, $3 numbers of clauses.
 */

const MAJOR_HAZARDS = `select 'hazard/' || h.id subject, h.id key, h."jurisdiction" division,
  coalesce(h."open" and h."overdue", false) bad, greatest(h."dueOn", h."extendedUntil") due, null::text clause, null::text period, null::text "triggerKey"
from rec.hazard h
where h.vf <= $1 and $1 < h.vt and h.live and h."treatedAsMajor" and (h."open" or h."closedOn" > $2::date - 365)`;

const REOPENED = `select 'hazard/' || h.id subject, h.id key, h."jurisdiction" division,
  exists (select from rec.hazard o where o.id = c.id and o.live and o."open" and o.vf >= c.closed_until and o.vf <= $1) bad,
  c.closed_on due, null::text clause, null::text period, null::text "triggerKey"
from (select id, min(vt) closed_until, min("closedOn") closed_on from rec.hazard
    where live and not "open" and vf <= $1 and "closedOn" > $2::date - 365 group by id) c
  join rec.hazard h on h.id = c.id and h.vf <= $1 and $1 < h.vt and h.live`;

const FEEDS = `select 'dataFeed/' || f.id subject, f.id key, f."jurisdiction" division,
  not (coalesce(f."connected", false) and (f."offlineSince" is null or f."offlineSince" > $1)
    and coalesce(f."uptime", 1) >= 0.9) bad,
  f."connectedOn" due, null::text clause, null::text period, null::text "triggerKey"
from rec."dataFeed" f where f.vf <= $1 and $1 < f.vt and f.live`;

const ACCIDENTS = `select 'incident/' || i.id subject, i.id key, i."jurisdiction" division,
  coalesce(i."deaths", 0) > 0 bad, (i."date" at time zone 'Asia/Shanghai')::date due, null::text clause, null::text period, null::text "triggerKey"
from rec.incident i
where i.vf <= $1 and $1 < i.vt and i.live and i."date" <= $1 and i."date" > $1 - interval '365 days'`;

const GRADED = `select 'enterprise/' || e.id subject, e.id key, e."jurisdiction" division,
  g."colour" in ('red', 'orange') bad, g."date" due, null::text clause, g."colour" period, null::text "triggerKey"
from (select distinct on ("enterprise") "enterprise" firm, "colour", "date" from rec."gradeAssessment"
    where vf <= $1 and $1 < vt and live and "kind" = 'confirmed' and "date" <= $2::date
    order by "enterprise", "date" desc, id) g
  join rec.enterprise e on e.id = g.firm and e.vf <= $1 and $1 < e.vt and e.live`;

const UNINSPECTED = `select g.subject, g.key, g.division,
  not exists (select from rec.inspection i where i."enterprise" = g.key and i.vf <= $1 and $1 < i.vt and i.live
    and i."date" between date_trunc('year', $2::date)::date and $2::date) bad,
  g.due, g.clause, g.period, g."triggerKey"
from (${GRADED}) g where g.bad`;

const STANDING_ALARMS = (
  bad: string,
  more: string,
): string => `select 'alarm/' || a.id subject, a.id key, a."jurisdiction" division,
  ${bad} bad, (a."raisedAt" at time zone 'Asia/Shanghai')::date due, null::text clause, a."kind" period, null::text "triggerKey"
from rec.alarm a
where a.vf <= $1 and $1 < a.vt and a.live and a."raisedAt" <= $1 and (a."clearedAt" is null or a."clearedAt" > $1)${more}`;

const TRUE_ALARM = ' and a."falseAlarm" is not true';
const RED_ALARMS = STANDING_ALARMS(`coalesce(a."level" = 'red', false)`, TRUE_ALARM);
/** A false alarm, too, waits for somebody to say so. */
const WAITING_ALARMS = STANDING_ALARMS(
  '(a."acknowledgedAt" is null or a."acknowledgedAt" > $1)',
  '',
);

const DUTIES = (bad: string, counted: string): string =>
  `select s.subject, concat_ws('|', c.id, s.subject, coalesce(s.trigger, ''), coalesce(s.period, '')) key, s.division,
  ${bad} bad, s.due, c.id clause, s.period,
  coalesce(left(md5(s.trigger), 12), '') "triggerKey"
from duty.span s join duty.clause c on c.no = s.clause
where s.clause = any($3::smallint[]) and s.vf <= $1 and $1 < s.vt${counted}`;

const records: Readonly<Record<string, string>> = {
  'major-hazard-overdue': MAJOR_HAZARDS,
  'hazard-reopened': REOPENED,
  'monitoring-online': FEEDS,
  'fatal-accidents': ACCIDENTS,
  'red-orange-firms': GRADED,
  'red-orange-uninspected': UNINSPECTED,
  'red-alarms': RED_ALARMS,
  'alarms-waiting': WAITING_ALARMS,
};

/** Statuses as duty.span numbers them: 0 met, 1 late, 2 pending, 3 overdue, 4 unknown. */
const duties = {
  due: DUTIES('s.status in (3, 4)', ' and s.status <> 2'),
  all: DUTIES('s.status = 3', ''),
};

export function rowsSql({ id, source }: MetricDefinition): string {
  if (source.kind === 'duties') return duties[source.counting];
  return must(records[id], `a query of metric ${id}`);
}

/** $1 to $3 of every query here. */
export function asked(day: Day, clauses: readonly number[]): [Date, string, readonly number[]] {
  return [new Date(endOfDay(day)), formatDay(day), clauses];
}

/** Names the types of parameters that a query of rows may not use. */
export const TYPED =
  '$1::timestamptz is not null and $2::date is not null and $3::smallint[] is not null';
