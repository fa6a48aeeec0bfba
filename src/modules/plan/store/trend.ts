import type { Trend, TrendOf } from '../../../law/plans/model.ts';
import type { Change } from '../../records/index.ts';
import { column, literal, runningTotals } from '../../records/index.ts';
import type { Context } from './context.ts';
import { AS_SUBJECT, fixed, moment, ofSome, scopeOf, startOf } from './context.ts';
import { matches, periodOf } from './matches.ts';
import { compared } from './sweep.ts';
import type { Node } from './truth.ts';
import { always, never } from './truth.ts';

/**
 * A figure now against the same figure then. Both are kept as running totals over time: every
 * record that counts adds to the one, and, where and when the comparison looks, to the other.
 */
export function trend(context: Context, r: Trend): Node {
  const { of } = r;
  const kind = r.against.kind;
  const periodic = kind === 'periodStart' || kind === 'previousPeriod' || r.in === 'period';
  const flow = r.in === 'period';
  const names = figuresOf(of);
  const keys = ['k', 'p', 'g'];
  const columns = [
    'nc',
    'tc',
    ...names.flatMap((_, i) => [`nv${i}`, `nn${i}`, `tv${i}`, `tn${i}`]),
  ];
  const totals = atPeriodStart(r)
    ? beside(context, names)
    : runningTotals(keys, columns, changes(context, r, names), 'zero');
  const verdict = isCount(of)
    ? compare(context, r, { now: 'nc', before: 'tc', known: 'true' })
    : names.map((_, i) => compare(context, r, sidesOf(of, i))).join(' and ');
  const active = hasGroups(r) ? 'nc > 0 or tc > 0' : 'true';
  const { from, early } = bounds(context, r, flow);
  const rows = series(context, r, names);
  const figure =
    of.kind === 'records' && of.fn === 'latest'
      ? `with raw as materialized (${rows}) ${latest(names)}`
      : `select ${['k, g, lo, hi, d', ...values(names)].join(', ')} from (${rows}) raw where lo < hi`;
  // Written down where it is read again; a city's hazards of three years are two million rows.
  const once = atPeriodStart(r) && !hasGroups(r);
  const sql = `(with m as ${once ? '' : 'materialized '}(${figure}),
zero as (select b.k, ${periodic ? 'b.p, b.ps, b.tau' : '0 p'}, x.g from ${periodic ? 'duty_base' : 'pop'} b join (${hasGroups(r) ? 'select distinct k, g from m' : "select k, '' g from pop"}) x on x.k = b.k),
tot as (select *, (${verdict}) h from (${totals}) q where b < e and (${active})),
spans as (select k, p, coalesce(range_agg(tstzrange(b, e)) filter (where h), ${never}) yes,
 coalesce(range_agg(tstzrange(b, e)) filter (where not h), ${never}) no,
 coalesce(range_agg(tstzrange(b, e)) filter (where h is null), ${never}) maybe from tot group by k, p)
select s.k, s.p, (yes - no - maybe)${from} t, (${hasGroups(r) ? `${always} - (yes - maybe) - no` : 'maybe - no'})${early}${flow ? from : ''} u,
 no lost, null::text[] ev from spans s${flow ? ' join duty_base db on db.k = s.k and db.p = s.p' : ''})`;
  return { sql, periodic, flow, missing: 'unknown', lost: canBeLost(r) };
}

/** lt or lte of a growing count or sum of the running period can no longer hold. */
function canBeLost(r: Trend): boolean {
  if (r.in !== 'period' || (r.op !== 'lt' && r.op !== 'lte') || r.change === 'reduction')
    return false;
  return r.of.kind === 'records' && r.of.fn !== 'latest';
}

function hasGroups(r: Trend): boolean {
  return r.by !== null && r.of.kind === 'records';
}

const isCount = (of: TrendOf): boolean => of.kind === 'records' && of.fn === 'count';

/** Values that are added up beside the number of records. */
function figuresOf(of: TrendOf): readonly string[] {
  if (of.kind === 'subjectAttr') return ['n'];
  return of.fn === 'count' ? [] : of.attrs;
}

const values = (names: readonly string[]): string[] =>
  names.map((name, i) => `${column(name)}::numeric v${i}`);

/** Records (or spans of the subject's attribute) that make up the figure: k, g, lo, hi, d, values. */
function series(context: Context, r: Trend, names: readonly string[]): string {
  const { of } = r;
  if (of.kind === 'subjectAttr') return attributeSeries(context, of.attr);
  return recordSeries(context, r, of, names);
}

function attributeSeries(context: Context, attr: string): string {
  const scope = scopeOf(context, context.entity, AS_SUBJECT);
  const value = scope.attr(attr).sql;
  const { b, e } = scope.segment;
  return `select ${scope.row}.id k, '' g, ${b} lo, ${e} hi, ${b} d, ${scope.row}.seqkey, ${value} n from ${scope.from(moment(context))} where ${value} is not null and exists (select 1 from pop where pop.k = ${scope.row}.id)${ofSome(context, scope)}`;
}

type Series = Extract<TrendOf, { kind: 'records' }>;

function recordSeries(context: Context, r: Trend, of: Series, names: readonly string[]): string {
  const columns: Record<string, string> = {};
  if (r.by) columns.g = r.by;
  for (const name of names) columns[name] = name;
  const flow = r.in === 'period';
  const rows = matches(
    context,
    { ...of, in: flow ? 'window' : 'asOf' },
    { columns, undated: true, spread: 'g' },
  );
  const figures = names.map((name) =>
    of.fn === 'sum' ? `coalesce(s.${column(name)}, 0) ${column(name)}` : `s.${column(name)}`,
  );
  const lo = flow ? 'greatest(s.lo, s.d)' : 's.lo';
  const kept = ['s.k', r.by ? 's.g' : "'' g", `${lo} lo`, 's.hi, s.d, s.seqkey', ...figures];
  return `select ${kept.join(', ')} from (${rows}) s${r.by ? ' where s.g is not null' : ''}`;
}

/** Of the records at a moment the latest: spans in which it stays the same one. */
function latest(names: readonly string[]): string {
  const picked = names.map(
    (name, i) =>
      `(array_agg(raw.${column(name)} order by raw.d desc nulls last, raw.seqkey desc))[1]::numeric v${i}`,
  );
  return `select q.k, q.g, q.b lo, q.e hi, q.b d, ${picked.join(', ')} from
 (select k, g, b, lead(b, 1, 'infinity') over (partition by k, g order by b) e from (select k, g, lo b from raw union select k, g, hi from raw) y) q
 join raw on raw.k = q.k and raw.g = q.g and raw.lo <= q.b and q.b < raw.hi group by q.k, q.g, q.b, q.e`;
}

/** Columns of one side: how many records, and for each figure its total and how many have it. */
function sideValues(side: 'n' | 't', names: readonly string[]): Record<string, string> {
  const each = names.flatMap((_, i) => [
    [`${side}v${i}`, `coalesce(v${i}, 0)`],
    [`${side}n${i}`, `case when v${i} is null then 0 else 1 end`],
  ]);
  return { [`${side}c`]: '1', ...Object.fromEntries(each) };
}

function atPeriodStart(r: Trend): boolean {
  return r.in === 'asOf' && ['periodStart', 'previousPeriod'].includes(r.against.kind);
}

/**
 * The totals over time, cut where a period begins and a moment before: each piece lies in one
 * period, and the figure then is the piece that begins at that moment.
 */
function beside(context: Context, names: readonly string[]): string {
  const now = sideValues('n', names);
  const cut = (at: string): Change => ({ rows: 'zero', at, until: `'infinity'`, values: {} });
  const last = `(${startOf('ps')} - interval '1 millisecond')`;
  const steady: Change = { rows: 'm', at: 'lo', until: 'hi', values: now };
  const totals = runningTotals(
    ['k', 'g'],
    Object.keys(now),
    [steady, cut(startOf('ps')), cut(last)],
    '(select distinct k, g from zero)',
  );
  const then = Object.keys(now).map((name) => `st.${name} t${name.slice(1)}`);
  return `with st as materialized (${totals}),
 th as materialized (select z.k, z.g, z.p, z.tau, ${then.join(', ')} from zero z join st on st.k = z.k and st.g = z.g and st.b = ${last})
 select st.*, th.p, ${then.map((name) => `th.${name.split(' ')[1]}`).join(', ')} from st
 join th on th.k = st.k and th.g = st.g and th.p = ${periodOf(context, 'st.b')} and st.b <= th.tau`;
}

/** What every row adds to the figure now and to the figure then. */
function changes(context: Context, r: Trend, names: readonly string[]): Change[] {
  const dated = (first: string, end: string): string =>
    `m.d >= ${startOf(first)} and m.d < ${startOf(end)}`;
  const rows = (periodic: boolean, where = 'true'): string =>
    periodic
      ? `(select m.*, b.p from m join duty_base b on b.k = m.k where ${where})`
      : `(select m.*, 0 p from m where ${where})`;
  const steady = { at: 'lo', until: 'hi' };
  const atOnce = { at: `'-infinity'::timestamptz`, until: `'infinity'::timestamptz` };
  if (r.in === 'period') {
    return [
      { ...steady, rows: rows(true, dated('b.ps', 'b.pe + 1')), values: sideValues('n', names) },
      {
        ...steady,
        rows: rows(true, dated(beforeStart(context), 'b.ps')),
        values: sideValues('t', names),
      },
    ];
  }
  const year = { at: `lo + interval '1 year'`, until: `hi + interval '1 year'` };
  const now = (periodic: boolean): Change => ({
    ...steady,
    rows: rows(periodic),
    values: sideValues('n', names),
  });
  switch (r.against.kind) {
    case 'previousYear':
      return [now(false), { ...year, rows: rows(false), values: sideValues('t', names) }];
    case 'date': {
      const then = constantDate(context, r);
      const where = `lo <= ${then} and ${then} < hi`;
      return [now(false), { ...atOnce, rows: rows(false, where), values: sideValues('t', names) }];
    }
    default:
      throw new Error(`a trend against ${r.against.kind} has no moment of its own`);
  }
}

/** First day of the period before. */
function beforeStart(context: Context): string {
  const { months, days } = context.every ?? { months: 12, days: 0 };
  return `(b.ps - make_interval(months => ${months}, days => ${days}))::date`;
}

/** What is compared: a column of each side, and when both have a value. */
interface Sides {
  readonly now: string;
  readonly before: string;
  readonly known: string;
}

function sidesOf(of: TrendOf, i: number): Sides {
  const isSum = of.kind === 'records' && of.fn !== 'latest';
  return {
    now: `nv${i}`,
    before: `tv${i}`,
    known: isSum ? 'true' : `nn${i} > 0 and tn${i} > 0`,
  };
}

function compare(context: Context, r: Trend, { now, before, known }: Sides): string {
  const target = `${Number(fixed(context, r.value))}`;
  const figure =
    r.change === 'difference'
      ? compared(`${now} - ${before}`, r.op, target)
      : `case when ${before} = 0 then ${now} = 0 else ${compared(
          r.change === 'reduction' ? `1 - ${now} / ${before}` : `${now} / ${before}`,
          r.op,
          target,
        )} end`;
  return known === 'true' ? figure : `(case when ${known} then ${figure} end)`;
}

function constantDate(context: Context, r: Trend): string {
  if (r.against.kind !== 'date') return 'null';
  return `(${startOf(`${literal(fixed(context, r.against.date), 'date')} + 1`)} - interval '1 millisecond')`;
}

/** Not before the period is over; unknown while the moment of comparison lies ahead. */
function bounds(context: Context, r: Trend, flow: boolean): { from: string; early: string } {
  if (flow) {
    return { from: ` * tstzmultirange(tstzrange(${startOf('db.pe + 1')}, null))`, early: '' };
  }
  if (r.against.kind !== 'date') return { from: '', early: '' };
  const date = constantDate(context, r);
  return {
    from: ` * tstzmultirange(tstzrange(${date}, null))`,
    early: ` + tstzmultirange(tstzrange(null, ${date}))`,
  };
}
