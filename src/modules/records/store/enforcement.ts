import type { Day } from '../../../kernel/calendar.ts';
import { dayOf, formatDay } from '../../../kernel/calendar.ts';
import type { Duration } from '../../../kernel/duration.ts';
import { addToDay, parseDuration } from '../../../kernel/duration.ts';
import { isCalendar, periodsBetween } from '../../../kernel/period.ts';
import type { DivisionValues, Evaluation } from './parameters.ts';
import { byDivision } from './parameters.ts';
import type { Change } from './sweep.ts';
import { runningTotals } from './sweep.ts';

/**
 * How a division and those below it enforce (执法): figures of the last ended period, whose length
 * is a parameter. So they cannot be kept; this is a table like that of a facet, for one evaluation.
 */
export const enforcementFigures = [
  'penalties',
  'chemPenalties',
  'tradePenalties',
  'inspectsWithoutPenalty',
  'chemInspectsWithoutPenalty',
  'tradeInspectsWithoutPenalty',
] as const;

export const PENALTY_PERIOD = 'enforcement.zeroPenalty.period';
export const UNPUNISHED_SHARE = 'enforcement.inspectNoPenalty.threshold';

/** Periods that are not of the calendar count from the first day of the plan. */
const PLAN_FROM: Day = dayOf(2024, 1, 1);

export function isEnforcement(facet: string): boolean {
  return enforcementFigures.some((name) => facet === `jurisdiction.${name}`);
}

/** The period that follows that of the date, as moments; the figures of the date count in it. */
interface Following {
  readonly from: string;
  readonly until: string;
  /** When the first period has ended. */
  readonly judged: string;
}

const moment = (local: string): string => `((${local}) at time zone 'Asia/Shanghai')`;

function following(every: Duration, date: string, asOf: Day): Following {
  if (!isCalendar(every)) return listed(every, date, asOf);
  const { months, days } = every;
  const length = `make_interval(months => ${months}, days => ${days})`;
  const month = `date_trunc('month', ${date}::timestamp)`;
  const into = `make_interval(months => (extract(month from ${date})::int - 1) % ${months || 1})`;
  const start =
    months > 0
      ? `${month} - ${into}`
      : `date_trunc('${days === 7 ? 'week' : 'day'}', ${date}::timestamp)`;
  return {
    from: moment(`${start} + ${length}`),
    until: moment(`${start} + 2 * ${length}`),
    judged: `'-infinity'::timestamptz`,
  };
}

function listed(every: Duration, date: string, asOf: Day): Following {
  const last = addToDay(addToDay(asOf, every), every);
  const starts = periodsBetween(every, PLAN_FROM, last).map((p) => `'${formatDay(p.start)}'`);
  const array = `array[${starts.join(', ')}]::timestamp[]`;
  // No element 0: a date before the plan is in no period.
  const at = (by: number): string =>
    moment(`(${array})[nullif(width_bucket(${date}::timestamp, ${array}), 0) + ${by}]`);
  return { from: at(1), until: at(2), judged: moment(`(${array})[2]`) };
}

function lengthOf(group: DivisionValues): Duration | null {
  const value = group.valueIn(PENALTY_PERIOD);
  if (typeof value === 'number') return { months: 0, days: value, ms: 0 };
  const parsed = typeof value === 'string' ? parseDuration(value) : null;
  return parsed?.ok ? parsed.value : null;
}

/** Whom the figure concerns, by the industries of the record's enterprise. */
function concerns(figure: string): string {
  if (figure.startsWith('trade')) return `'trade' = any(industry)`;
  return figure.startsWith('chem') ? `not industry <@ array['trade']` : 'true';
}

/** Rows (id, vf, vt, value, known) of every division. */
export function enforcementTable(evaluation: Evaluation | undefined, figure: string): string {
  if (!evaluation) throw new Error(`'${figure}' is read outside an evaluation`);
  const { asOf, parameters } = evaluation;
  const isShare = figure.endsWith('WithoutPenalty');
  const names = isShare ? [PENALTY_PERIOD, UNPUNISHED_SHARE] : [PENALTY_PERIOD];
  const groups = parameters(names);
  const lengths = new Map<string, Duration>();
  for (const group of groups) {
    const length = lengthOf(group);
    if (length) lengths.set(JSON.stringify(length), length);
  }
  const every = [...lengths.keys()];
  const indexOf = (group: DivisionValues): string => {
    const length = lengthOf(group);
    return length ? String(every.indexOf(JSON.stringify(length))) : 'null::int';
  };
  const share = (group: DivisionValues): string => {
    const value = group.valueIn(UNPUNISHED_SHARE);
    return typeof value === 'number' ? `${value}::double precision` : 'null::double precision';
  };
  const parts = [...lengths.values()].map((length, index) => {
    const { from, until, judged } = following(length, 'date', asOf);
    return {
      hits: `select ${index} every, division, greatest(lo, ${from}) lo, least(hi, ${until}) hi, rest from found where ${from} is not null`,
      judged: `select division, ${judged} lo from place where every = ${index}`,
    };
  });
  const none = {
    hits: `select 0 every, division, lo, hi, rest from found where false`,
    judged: `select division, now() lo from place where false`,
  };
  const union = (part: 'hits' | 'judged'): string =>
    (parts.length > 0 ? parts : [none]).map((p) => p[part]).join(' union all ');
  const changes: Change[] = [
    { rows: 'counted', at: 'lo', until: 'hi', values: { n: 'n' } },
    { rows: 'unpunished', at: 'lo', until: 'hi', values: { free: 'n' } },
    {
      rows: 'known',
      at: 'lower(r)',
      until: `coalesce(upper(r), 'infinity')`,
      values: { any_: '1' },
    },
    { rows: 'judged', at: 'lo', until: `'infinity'::timestamptz`, values: { any_: '1' } },
  ];
  const totals = runningTotals(
    ['division'],
    ['n', 'free', 'any_'],
    changes,
    '(select division from place)',
  );
  const value = isShare
    ? '(c.n > 0 and c.free::double precision / nullif(c.n, 0)::double precision >= place.share)'
    : 'c.n::double precision';
  return `with place as materialized (select id division, ${byDivision(groups, 'id', indexOf)} every, ${byDivision(groups, 'id', share)} share from (select distinct id from rec."jurisdiction") j),
governed as materialized (select da.id, da.above, da.vf, da.vt, place.every from rec.division_above da join place on place.division = da.above),
${isShare ? inspections(figure) : penalties(figure)},
hits as materialized (select * from (${union('hits')}) h where lo < hi),
counted as materialized (${above('select every, division, lo, hi, count(*) n from hits group by 1, 2, 3, 4')}),
unpunished as materialized (${above(`select every, division, lower(r) lo, upper(r) hi, count(*) n from (select every, division, unnest(tstzmultirange(tstzrange(lo, hi)) - rest) r from hits where rest is not null) u group by 1, 2, 3, 4`)}),
known as materialized (select above division, unnest(range_agg(k.r * tstzrange(da.vf, da.vt))) r from (select division, unnest(range_agg(tstzrange(lo, hi))) r from everything group by division) k join rec.division_above da on da.id = k.division group by above),
judged as materialized (${union('judged')})
select c.division id, c.b vf, c.e vt, ${value} value, c.any_ = 2 known from (${totals}) c join place on place.division = c.division`;
}

/** Of a division and those below it, in the periods that the division asks for. */
function above(rows: string): string {
  return `select g.above division, greatest(q.lo, g.vf) lo, least(q.hi, g.vt) hi, q.n
from (${rows}) q join governed g on g.id = q.division and g.every = q.every and g.vf < q.hi and g.vt > q.lo`;
}

function rowsOf(record: string, more: string): string {
  return `select * from (select id, "jurisdiction" division, "enterpriseIndustry" industry, "date" date, greatest(vf, coalesce("date"::timestamp at time zone 'Asia/Shanghai', '-infinity')) lo, vt hi${more}
from rec."${record}" where live and vf > '-infinity') r where lo < hi`;
}

/** Everything: of whatever kind, so that there is something to compute from; found: what counts. */
function penalties(figure: string): string {
  return `everything as materialized (${rowsOf('penalty', '')}),
found as (select division, date, lo, hi, null::tstzmultirange rest from everything where date is not null and ${concerns(figure)})`;
}

/** `rest`: when the inspection had a penalty. */
function inspections(figure: string): string {
  return `everything as materialized (${rowsOf('inspection', ', "findings" findings')}),
linked as (select "inspection" id, range_agg(tstzrange(vf, vt)) r from rec."penalty" where live and "inspection" is not null group by 1),
found as (select division, date, lo, hi, coalesce(linked.r, '{}') rest from everything left join linked on linked.id = everything.id
where date is not null and findings > 0 and ${concerns(figure)})`;
}
