import type {
  Attest,
  ListValue,
  None,
  Occurs,
  Ratio,
  RatioSide,
  Requirement,
  State,
} from '../../../law/plans/model.ts';
import type { Scope } from '../../records/index.ts';
import { literal, runningTotals, tableOf } from '../../records/index.ts';
import { speaksOfPeriod } from './conditions.ts';
import type { Context } from './context.ts';
import { AS_SUBJECT, fixed, moment, ofSome, scopeOf } from './context.ts';
import { followsHolds } from './follows.ts';
import type { Matching } from './matches.ts';
import { matches, readsPeriod, selfPredicate } from './matches.ts';
import { compared } from './sweep.ts';
import { trend } from './trend.ts';
import { always, type Node, never } from './truth.ts';

export function node(context: Context, r: Requirement): Node {
  switch (r.form) {
    case 'state':
      return state(context, r);
    case 'occurs':
      return occurs(context, r);
    case 'none':
      return none(context, r);
    case 'ratio':
      return ratio(context, r);
    case 'trend':
      return trend(context, r);
    case 'attest':
      return attest(context, r);
    case 'follows':
      return followsHolds(context, r);
    default:
      throw new Error(`form ${r.form} is combined by the caller`);
  }
}

function evidence(context: Context): string {
  if (!context.evidence) return 'null::text[]';
  return `array_agg(distinct rid) filter (where lo <= ${moment(context)} and ${moment(context)} < hi)`;
}

function state(context: Context, r: State): Node {
  const scope = scopeOf(context, context.entity, AS_SUBJECT);
  const periodic = speaksOfPeriod(r.predicate);
  const truth = selfPredicate(context, scope, r.predicate, 'state');
  const { b, e } = scope.segment;
  const sql = `select k, p, coalesce(range_agg(tstzrange(b, e)) filter (where v), ${never}) t,
coalesce(range_agg(tstzrange(b, e)) filter (where v is null), ${never}) u, array['${context.entity}/' || k] ev
from (select sj.k, ${periodic ? 'sj.p' : '0 as p'}, ${b} b, ${e} e, ${truth} v
from ${scope.from(moment(context))} join ${periodic ? 'duty_base' : 'pop'} sj on sj.k = ${scope.row}.id where true${ofSome(context, scope)}) s group by k, p`;
  return { sql, periodic, flow: false, missing: 'unknown' };
}

function union(rows: string, context: Context, keys = 'k, p'): string {
  return `select ${keys}, range_agg(tstzrange(lo, hi)) t, ${evidence(context)} ev from (${rows}) m group by ${keys}`;
}

/** The time in which at least `n` rows (or different values of the column) are running. */
function atLeast(
  rows: string,
  n: number,
  context: Context,
  keys: readonly string[],
  distinct: string | null,
): string {
  const key = keys.join(', ');
  const same = keys.map((name) => `x.${name} = c.${name}`).join(' and ');
  return `(with m as materialized (${rows}), c as materialized (${counts('m', keys, distinct, null)}),
 x as (select ${key}, ${evidence(context)} ev from m group by ${key})
 select ${keys.map((name) => `c.${name}`).join(', ')}, range_agg(tstzrange(b, e)) t, min(x.ev) ev
 from c join x on ${same} where n >= ${n} and b < e group by ${keys.map((name) => `c.${name}`).join(', ')})`;
}

/** How many rows run, over time; with `distinct`, how many different values they have. */
function counts(
  rows: string,
  keys: readonly string[],
  distinct: string | null,
  zero: string | null,
): string {
  const key = keys.join(', ');
  const source = distinct
    ? `(select ${key}, lower(r) lo, upper(r) hi from (select ${key}, ${distinct}, unnest(range_agg(tstzrange(lo, hi))) r from ${rows} where ${distinct} is not null group by ${key}, ${distinct}) di)`
    : rows;
  const change = { rows: source, at: 'lo', until: `coalesce(hi, 'infinity')`, values: { n: '1' } };
  return runningTotals(keys, ['n'], [change], zero);
}

function occurs(context: Context, r: Occurs): Node {
  const m: Matching = r;
  const periodic = readsPeriod(m);
  const flow = m.in === 'period';
  const need = r.atLeast;
  if (need.kind === 'subject') return occursOfSubject(context, r, need.attr);
  const n = Number(fixed(context, need));
  const done = (sql: string): Node => ({
    sql: `select k, p, t, ${never} u, ev from (${sql}) o`,
    periodic,
    flow,
    missing: 'false',
  });
  if (r.covers) return covered(context, r, r.covers, n);
  if (r.count) {
    const rows = matches(context, m, { columns: { c: r.count }, spread: 'c' });
    return done(atLeast(rows, n, context, ['k', 'p'], 'c'));
  }
  const rows = matches(context, m);
  return done(n <= 1 ? union(rows, context) : atLeast(rows, n, context, ['k', 'p'], null));
}

function occursOfSubject(context: Context, r: Occurs, attr: string): Node {
  const rows = matches(context, r, r.count ? { columns: { c: r.count }, spread: 'c' } : {});
  const scope = scopeOf(context, context.entity, AS_SUBJECT);
  const value = scope.attr(attr).sql;
  const need = `select ${scope.row}.id k, ${scope.segment.b} b, ${scope.segment.e} e, ${value} n from ${scope.from(moment(context))} where true${ofSome(context, scope)}`;
  const periodic = readsPeriod(r);
  const zero = periodic ? '(select k, p from duty_base)' : '(select k, 0 p from pop)';
  const sql = `(with m as materialized (${rows}), need as materialized (${need}),
 c as materialized (${counts('m', ['k', 'p'], r.count ? 'c' : null, zero)}),
 x as (select k, p, ${evidence(context)} ev from m group by k, p),
 v as (select c.k, c.p, greatest(c.b, need.b) b, least(c.e, need.e) e, c.n >= need.n h from c join need on need.k = c.k and need.b < c.e and c.b < need.e)
 select v.k, v.p, coalesce(range_agg(tstzrange(b, e)) filter (where h), ${never}) t,
 coalesce(range_agg(tstzrange(b, e)) filter (where h is null), ${never}) u, min(x.ev) ev
 from v left join x on x.k = v.k and x.p = v.p where b < e group by v.k, v.p)`;
  return { sql, periodic, flow: r.in === 'period', missing: 'unknown' };
}

/** Every listed value has at least n matching records; an empty list leaves plain atLeast. */
function covered(
  context: Context,
  r: Occurs,
  covers: { readonly attr: string; readonly values: ListValue },
  n: number,
): Node {
  const { values } = covers;
  const subjectList = values.kind === 'subject' ? values.attr : null;
  const list = values.kind === 'subject' ? [] : (fixed(context, values) as readonly string[]);
  const plain = occurs(context, { ...r, covers: null, count: null });
  if (!subjectList && list.length === 0) return plain;
  const { periodic, flow } = plain;
  const rows = matches(context, r, { columns: { c: covers.attr }, spread: 'c' });
  const perValue =
    n <= 1 ? union(rows, context, 'k, p, c') : atLeast(rows, n, context, ['k', 'p', 'c'], null);
  if (!subjectList) {
    const sql = `select k, p, case when count(*) = ${new Set(list).size} then range_intersect_agg(t) else ${never} end t, ${never} u,
 (select array_agg(distinct x) from unnest(string_to_array(string_agg(array_to_string(ev, e'\\n'), e'\\n'), e'\\n')) x) ev
 from (${perValue}) o where c = any(${literal(list, 'list')}) group by k, p`;
    return { sql, periodic, flow, missing: 'false' };
  }
  const scope = scopeOf(context, context.entity, AS_SUBJECT);
  const value = scope.attr(subjectList).sql;
  const subjects = periodic ? 'duty_base' : 'pop';
  scope.source(`join ${subjects} sj on sj.k = ${scope.row}.id`);
  const need = `select sj.k, ${periodic ? 'sj.p' : '0 p'}, ${scope.segment.b} b, ${scope.segment.e} e, ${value} list from ${scope.from(moment(context))} where ${scope.segment.b} < ${scope.segment.e}${ofSome(context, scope)}`;
  const sql = `(with o as materialized (${perValue}), pl as materialized (${plain.sql}),
 need as materialized (select row_number() over () s, nd.* from (${need}) nd),
 asked as (select n.s, n.k, n.p, x.v from need n cross join lateral (select distinct unnest(n.list) v) x),
 cov as (select a.s, range_intersect_agg(coalesce(o.t, ${never})) t from asked a left join o on o.k = a.k and o.p = a.p and o.c = a.v group by a.s)
 select need.k, need.p, range_agg(tstzmultirange(tstzrange(need.b, need.e)) * case when cov.s is null then coalesce(pl.t, ${never}) else cov.t end) t,
 ${never} u, min(pl.ev) ev from need left join cov on cov.s = need.s left join pl on pl.k = need.k and pl.p = need.p group by need.k, need.p)`;
  return { sql, periodic, flow, missing: 'false' };
}

function none(context: Context, r: None): Node {
  const sql = `select k, p, ${always} - t as t, ${never} u, ev from (${union(matches(context, r), context)}) n`;
  return { sql, periodic: readsPeriod(r), flow: r.in === 'period', missing: 'true' };
}

/** Rows (k, p, rid, lo, hi, v) of one side; `periodic` spreads what has no period over all. */
function side(context: Context, s: RatioSide, periodic: boolean): string {
  const rows = s.kind === 'records' ? recordsOf(context, s) : attributeOver(context, s.attr);
  if (!periodic || (s.kind === 'records' && readsPeriod(s))) return rows;
  return `select s.k, d.p, s.rid, s.lo, s.hi, s.v from (${rows}) s join duty_base d on d.k = s.k`;
}

function recordsOf(context: Context, s: Matching): string {
  return `select k, p, rid, lo, hi, 1 v from (${matches(context, s)}) sd`;
}

function attributeOver(context: Context, attr: string): string {
  const scope = scopeOf(context, context.entity, AS_SUBJECT);
  const value = scope.attr(attr).sql;
  const { b, e } = scope.segment;
  return `select ${scope.row}.id k, 0 p, null::text rid, ${b} lo, ${e} hi, ${value}::numeric v from ${scope.from(moment(context))} where ${value} is not null${ofSome(context, scope)}`;
}

function ratio(context: Context, r: Ratio): Node {
  const { numerator, denominator } = r;
  const empty = { met: 'true', unmet: 'false', unknown: 'null::boolean' }[r.whenEmpty];
  const inPeriod = (s: RatioSide): boolean => s.kind === 'records' && readsPeriod(s);
  const periodic = inPeriod(numerator) || inPeriod(denominator);
  const span = { at: 'lo', until: 'hi' };
  const columns = ['nv', 'nn', 'dv', 'dn'];
  const totals = runningTotals(
    ['k', 'p'],
    columns,
    [
      { ...span, rows: 'nu', values: { nv: 'v', nn: '1' } },
      { ...span, rows: 'de', values: { dv: 'v', dn: '1' } },
    ],
    periodic ? '(select k, p from duty_base)' : '(select k, 0 p from pop)',
  );
  const unknown = [
    ...(numerator.kind === 'subjectAttr' ? ['nn = 0'] : []),
    ...(denominator.kind === 'subjectAttr' ? ['dn = 0'] : []),
  ];
  const target = Number(fixed(context, r.value));
  const verdict = `case ${unknown.map((x) => `when ${x} then null`).join(' ')} when dv = 0 then ${empty} else ${compared('nv / nullif(dv, 0)', r.op, String(target))} end`;
  const sql = `(with nu as materialized (${side(context, numerator, periodic)}), de as materialized (${side(context, denominator, periodic)}),
 x as (select k, p, ${evidence(context)} ev from de group by k, p),
 v as (select k, p, b, e, ${verdict} h from (${totals}) q where b < e)
 select v.k, v.p, coalesce(range_agg(tstzrange(b, e)) filter (where h), ${never}) t, coalesce(range_agg(tstzrange(b, e)) filter (where h is null), ${never}) u,
 min(x.ev) ev from v left join x on x.k = v.k and x.p = v.p group by v.k, v.p)`;
  const flow = [numerator, denominator].some((s) => s.kind === 'records' && s.in === 'period');
  return { sql, periodic, flow, missing: 'unknown' };
}

/** Of some subjects: attestations that name one of them, and those for whole divisions (''). */
function attesting({ someSubjects, entity, clauseId }: Context, { row }: Scope): string {
  if (!someSubjects) return '';
  const names = `select unnest(array[k, ${literal(`${entity}/`, 'text')} || k]) from pop union all select ''`;
  return ` and ${row}.id = any(array(select id from ${tableOf('attestation')} where "clause" = ${literal(clauseId, 'text')} and coalesce("subject", '') = any(array(${names}))))`;
}

function attest(context: Context, r: Attest): Node {
  const roles = literal(r.by, 'list');
  const scope = scopeOf(context, 'attestation', { kind: 'attest' });
  const value = (name: string): string => scope.attr(name).sql;
  const { b, e } = scope.segment;
  const start = `(coalesce(${value('validFrom')}, ${value('date')})::timestamp at time zone 'Asia/Shanghai')`;
  const dated = `(${value('date')}::timestamp at time zone 'Asia/Shanghai')`;
  const until = `coalesce((${value('validUntil')} + 1)::timestamp at time zone 'Asia/Shanghai', 'infinity')`;
  const counts = `${scope.row}.live and ${value('clause')} = '${context.clauseId}' and ${value('result')} = 'fulfilled'
 and ${value('document')} is not null and ${value('byRole')} = any(${roles})${attesting(context, scope)}`;
  const named = `case when ${value('subject')} like '${context.entity}/%' then substr(${value('subject')}, ${context.entity.length + 2}) else ${value('subject')} end`;
  const typed = `coalesce(${value('subjectType')}, '${context.entity}') = '${context.entity}'`;
  const columns = `'attestation/' || ${scope.row}.id rid, greatest(${b}, ${start}, ${dated}) lo, least(${e}, ${until}) hi`;
  const stated = `select ${named} as named, ${value('jurisdiction')} as division, ${typed} typed, ${columns}
 from ${scope.from(moment(context))} where ${counts}`;
  const rows = `select * from (with st as materialized (select * from (${stated}) s where lo < hi)
 select sj.k, 0 p, st.rid, st.lo, st.hi from st join pop sj on sj.k = st.named where st.typed
 union all select sj.k, 0, st.rid, greatest(st.lo, dv.lo, h.lo), least(st.hi, dv.hi, h.hi) from st join division dv on dv.above = st.division
 join home h on h.division = dv.id join pop sj on sj.k = h.k where st.named is null) a where lo < hi`;
  return {
    sql: `select k, p, t, ${never} u, ev from (${union(rows, context)}) o`,
    periodic: false,
    flow: false,
    missing: 'false',
  };
}
