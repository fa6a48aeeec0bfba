import type { Trend, TrendOf } from '../../../law/plans/model.ts';
import { column, literal, Scope } from '../../records/index.ts';
import type { Context } from './context.ts';
import { fixed, moment, startOf } from './context.ts';
import type { Matching } from './matches.ts';
import { matches } from './matches.ts';
import type { Node } from './truth.ts';
import { never, operators } from './truth.ts';

/** A figure now against the same figure then, tested at every moment at which either may change. */
export function trend(context: Context, r: Trend): Node {
  const { of } = r;
  const periodic =
    r.against.kind === 'periodStart' || r.against.kind === 'previousPeriod' || r.in === 'period';
  const source =
    of.kind === 'subjectAttr' ? attributeSeries(context, of.attr) : recordSeries(context, r, of);
  const attrs = of.kind === 'subjectAttr' || of.fn === 'count' ? ['n'] : of.attrs;
  const flow = r.in === 'period';
  const by = of.kind === 'subjectAttr' ? null : r.by;
  const then = thenMoment(context, r);
  const verdicts = attrs.map((name) => verdict(context, r, name)).join(' and ');
  const point = (pt: string, period: string): string =>
    aggregates(of, attrs, pt, flow ? period : null);
  const grouped = by ? 'm.g is not distinct from x.g' : 'true';
  const sql = `(with m as materialized (${source}),
base as (select k, ${periodic ? 'p, ps, pe' : '0 p, null::date ps, null::date pe'} from ${periodic ? 'duty_base' : 'pop'}),
pts as (select distinct base.k, base.p, base.ps, base.pe, b from base cross join lateral (
 select m.lo b from m where m.k = base.k union select m.hi from m where m.k = base.k
 union select m.d from m where m.k = base.k union select m.lo + interval '1 year' from m where m.k = base.k
 union select m.hi + interval '1 year' from m where m.k = base.k and m.hi < 'infinity' union select '-infinity'
 ${periodic ? `union select ${startOf('base.ps')} union select ${startOf('base.pe + 1')}` : ''}${constantThen(context, r)}) y),
sp as (select *, coalesce(lead(b) over (partition by k, p order by b), 'infinity') e from pts where b is not null),
ev as (select sp.*, (select ${by ? 'bool_and(h) is not false and count(*) > 0' : 'bool_and(h)'} from (
  select ${by ? 'case when count(*) = 0 then null else bool_and(coalesce(h, null)) end' : 'bool_and(h)'} h, bool_or(h is null) un from (
   select (${verdicts}) h from (select ${by ? 'distinct m.g from m where m.k = sp.k and (m.lo <= sp.b)' : 'null::text g'}) x
   cross join lateral (${point('sp.b', 'sp')} ${by ? `and ${grouped}` : ''}) a
   cross join lateral (${point(then, 'pv')} ${by ? `and ${grouped}` : ''}) z) hh) hv) h0,
 (select bool_or(h is null) or count(*) = 0 from (select (${verdicts}) h from (select ${by ? 'distinct m.g from m where m.k = sp.k and (m.lo <= sp.b)' : 'null::text g'}) x
   cross join lateral (${point('sp.b', 'sp')} ${by ? `and ${grouped}` : ''}) a
   cross join lateral (${point(then, 'pv')} ${by ? `and ${grouped}` : ''}) z) hh) un,
 ${tooEarly(context, r)} early from sp
 ${flow ? `cross join lateral (select (select max(q.ps) from periods q where q.pe < sp.ps) ps, sp.ps - 1 pe) pv` : ''} where b < e)
select k, p, coalesce(range_agg(tstzrange(b, e)) filter (where not early and h0 and not un), ${never}) t,
coalesce(range_agg(tstzrange(b, e)) filter (where early or (un and h0 is not false)), ${never}) u, null::text[] ev from ev group by k, p)`;
  return { sql, periodic, flow, missing: 'unknown' };
}

function attributeSeries(context: Context, attr: string): string {
  const scope = new Scope(context.types, context.entity);
  const value = scope.attr(attr).sql;
  return `select ${scope.row}.id k, null::text g, ${scope.segment.b} lo, ${scope.segment.e} hi, ${scope.segment.b} d, ${scope.row}.seqkey, ${value} n from ${scope.from(moment(context))} where ${value} is not null`;
}

type Series = Extract<TrendOf, { kind: 'records' }>;

function recordSeries(context: Context, r: Trend, of: Series): string {
  const columns: Record<string, string> = {};
  if (r.by) columns.g = r.by;
  if (of.fn !== 'count') for (const name of of.attrs) columns[name] = name;
  const matching: Matching = { ...of, in: r.in === 'period' ? 'window' : 'asOf' };
  const rows = matches(context, matching, { columns, undated: true });
  const spread = of.fn === 'count' ? ', 1 n' : '';
  return `select s.* ${r.by ? '' : ', null::text g'}${spread} from (${rows}) s`;
}

/** count and sum of nothing are 0, latest of nothing is unknown. */
function aggregates(
  of: TrendOf,
  attrs: readonly string[],
  at: string,
  period: string | null,
): string {
  const active = `m.k = sp.k and m.lo <= ${at} and ${at} < m.hi${period ? ` and m.d >= ${startOf(`${period}.ps`)} and m.d < ${startOf(`${period}.pe + 1`)} and m.d <= sp.b` : ''}`;
  const value = (name: string): string => {
    if (of.kind === 'subjectAttr') return 'max(m.n)';
    if (of.fn === 'count') return 'count(*)::double precision';
    if (of.fn === 'sum') return `coalesce(sum(m.${column(name)}), 0)`;
    return `(array_agg(m.${column(name)} order by m.d desc, m.seqkey desc))[1]`;
  };
  return `select ${attrs.map((name) => `${value(name)} ${column(name)}`).join(', ')} from m where ${active}`;
}

function verdict(context: Context, r: Trend, name: string): string {
  const op = operators[r.op];
  const target = `${Number(fixed(context, r.value))}::double precision`;
  const [now, then] = [`a.${column(name)}`, `z.${column(name)}`];
  if (r.change === 'difference') return `(${now} - ${then}) ${op} ${target}`;
  const figure = r.change === 'reduction' ? `1 - ${now} / ${then}` : `${now} / ${then}`;
  return `case when ${now} is null or ${then} is null then null when ${then} = 0 then ${now} = 0 else ${figure} ${op} ${target} end`;
}

function constantDate(context: Context, r: Trend): string | null {
  if (r.against.kind !== 'date') return null;
  return `(${startOf(`${literal(fixed(context, r.against.date), 'date')} + 1`)} - interval '1 millisecond')`;
}

function constantThen(context: Context, r: Trend): string {
  const date = constantDate(context, r);
  return date ? ` union select ${date}` : '';
}

function thenMoment(context: Context, r: Trend): string {
  const date = constantDate(context, r);
  if (date) return date;
  if (r.against.kind === 'periodStart') return `(${startOf('sp.ps')} - interval '1 millisecond')`;
  return r.in === 'period' ? 'sp.b' : `(sp.b - interval '1 year')`;
}

/** The moment of comparison still lies ahead: unknown. */
function tooEarly(context: Context, r: Trend): string {
  const date = constantDate(context, r);
  return date ? `sp.b < ${date}` : 'false';
}
