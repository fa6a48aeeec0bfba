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
import { literal, Scope } from '../../records/index.ts';
import { speaksOfPeriod } from './conditions.ts';
import type { Context } from './context.ts';
import { fixed, moment } from './context.ts';
import { followsHolds } from './follows.ts';
import type { Matching } from './matches.ts';
import { matches, readsPeriod, selfPredicate } from './matches.ts';
import { trend } from './trend.ts';
import { always, type Node, never, operators } from './truth.ts';

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
  return `array_agg(distinct rid) filter (where lo <= ${moment(context)} and ${moment(context)} < hi)`;
}

function state(context: Context, r: State): Node {
  const scope = new Scope(context.types, context.entity);
  const periodic = speaksOfPeriod(r.predicate);
  const truth = selfPredicate(context, scope, r.predicate, 'state');
  const { b, e } = scope.segment;
  const sql = `select k, p, coalesce(range_agg(tstzrange(b, e)) filter (where v), ${never}) t,
coalesce(range_agg(tstzrange(b, e)) filter (where v is null), ${never}) u, array['${context.entity}/' || k] ev
from (select sj.k, ${periodic ? 'sj.p' : '0 as p'}, ${b} b, ${e} e, ${truth} v
from ${scope.from(moment(context))} join ${periodic ? 'duty_base' : 'pop'} sj on sj.k = ${scope.row}.id) s group by k, p`;
  return { sql, periodic, flow: false, missing: 'unknown' };
}

function union(rows: string, context: Context, keys = 'k, p'): string {
  return `select ${keys}, range_agg(tstzrange(lo, hi)) t, ${evidence(context)} ev from (${rows}) m group by ${keys}`;
}

/** The time in which at least `n` rows (or different values of `c`) are running. */
function atLeast(
  rows: string,
  n: string,
  context: Context,
  keys: readonly string[],
  counted: string,
): string {
  const cols = keys.join(', ');
  const on = keys.map((key) => `m.${key} is not distinct from s.${key}`).join(' and ');
  return `(with m as materialized (${rows}), s as (select ${cols}, b, coalesce(lead(b) over (partition by ${cols} order by b), 'infinity') e
 from (select ${cols}, lo b from m union select ${cols}, hi from m) q),
 c as (select ${keys.map((key) => `s.${key}`).join(', ')}, s.b, s.e from s join m on ${on} and m.lo <= s.b and s.b < m.hi
 group by ${keys.map((key) => `s.${key}`).join(', ')}, s.b, s.e having count(${counted}) >= ${n})
 select ${cols}, range_agg(tstzrange(b, e)) t,
 (select ${evidence(context)} from m where ${keys.map((key) => `m.${key} = c.${key}`).join(' and ')}) ev from c group by ${cols})`;
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
    return done(atLeast(rows, String(n), context, ['k', 'p'], 'distinct m.c'));
  }
  const rows = matches(context, m);
  return done(
    n <= 1 ? union(rows, context) : atLeast(rows, String(n), context, ['k', 'p'], 'distinct m.rid'),
  );
}

function occursOfSubject(context: Context, r: Occurs, attr: string): Node {
  const rows = matches(context, r, r.count ? { columns: { c: r.count }, spread: 'c' } : {});
  const scope = new Scope(context.types, context.entity);
  const value = scope.attr(attr).sql;
  const need = `select ${scope.row}.id k, ${scope.segment.b} b, ${scope.segment.e} e, ${value} n from ${scope.from(moment(context))}`;
  const counted = r.count ? 'distinct m.c' : 'distinct m.rid';
  const sql = `(with m as materialized (${rows}), need as materialized (${need}),
 s as (select k, b, coalesce(lead(b) over (partition by k order by b), 'infinity') e from (select k, lo b from m union select k, hi from m union select k, b from need union select k, e from need) q),
 v as (select s.k, s.b, s.e, max(need.n) n, count(${counted}) c from s left join need on need.k = s.k and need.b <= s.b and s.b < need.e
 left join m on m.k = s.k and m.lo <= s.b and s.b < m.hi group by s.k, s.b, s.e)
 select k, 0 p, coalesce(range_agg(tstzrange(b, e)) filter (where c >= n), ${never}) t,
 coalesce(range_agg(tstzrange(b, e)) filter (where n is null), ${never}) u,
 (select ${evidence(context)} from m where m.k = v.k) ev from v where b < e group by k)`;
  return { sql, periodic: false, flow: false, missing: 'unknown' };
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
    n <= 1
      ? union(rows, context, 'k, p, c')
      : atLeast(rows, String(n), context, ['k', 'p', 'c'], 'distinct m.rid');
  if (!subjectList) {
    const sql = `select k, p, case when count(*) = ${new Set(list).size} then range_intersect_agg(t) else ${never} end t, ${never} u,
 (select array_agg(distinct x) from unnest(string_to_array(string_agg(array_to_string(ev, e'\\n'), e'\\n'), e'\\n')) x) ev
 from (${perValue}) o where c = any(${literal(list, 'list')}) group by k, p`;
    return { sql, periodic, flow, missing: 'false' };
  }
  const scope = new Scope(context.types, context.entity);
  const value = scope.attr(subjectList).sql;
  const need = `select ${scope.row}.id k, ${scope.segment.b} b, ${scope.segment.e} e, ${value} n from ${scope.from(moment(context))}`;
  const sql = `(with o as materialized (${perValue}), pl as materialized (${plain.sql}), need as materialized (${need})
 select need.k, coalesce(pl.p, 0) p, coalesce(range_agg(x.r) filter (where not isempty(x.r)), ${never}) t, ${never} u, min(pl.ev) ev
 from need left join pl on pl.k = need.k cross join lateral (select unnest(tstzmultirange(tstzrange(need.b, need.e)) * case
 when coalesce(cardinality(need.n), 0) = 0 then coalesce(pl.t, ${never})
 when (select count(distinct o.c) from o where o.k = need.k and o.c = any(need.n)) < (select count(distinct y) from unnest(need.n) y) then ${never}
 else (select range_intersect_agg(o.t) from o where o.k = need.k and o.c = any(need.n)) end) r) x group by need.k, pl.p)`;
  return { sql, periodic: false, flow: false, missing: 'false' };
}

function none(context: Context, r: None): Node {
  const sql = `select k, p, ${always} - t as t, ${never} u, ev from (${union(matches(context, r), context)}) n`;
  return { sql, periodic: readsPeriod(r), flow: r.in === 'period', missing: 'true' };
}

function side(context: Context, s: RatioSide): string {
  if (s.kind === 'records')
    return `select k, p, rid, lo, hi, 1::double precision n from (${matches(context, s)}) sd`;
  const scope = new Scope(context.types, context.entity);
  const value = scope.attr(s.attr).sql;
  return `select ${scope.row}.id k, 0 p, null::text rid, ${scope.segment.b} lo, ${scope.segment.e} hi, ${value} n from ${scope.from(moment(context))} where ${value} is not null`;
}

function ratio(context: Context, r: Ratio): Node {
  const empty = { met: 'true', unmet: 'false', unknown: 'null::boolean' }[r.whenEmpty];
  const attrSide = (s: RatioSide): boolean => s.kind === 'subjectAttr';
  const unknownSide = [
    attrSide(r.numerator) ? 'count(nu.n) = 0' : '',
    attrSide(r.denominator) ? 'count(de.n) = 0' : '',
  ].filter(Boolean);
  const target = Number(fixed(context, r.value));
  const sums = (alias: string): string =>
    `(select coalesce(sum(n), 0) n, count(n) c from ${alias} x where x.k = s.k and x.p = s.p and x.lo <= s.b and s.b < x.hi)`;
  const sql = `(with nu as materialized (${side(context, r.numerator)}), de as materialized (${side(context, r.denominator)}),
 s as (select k, p, b, coalesce(lead(b) over (partition by k, p order by b), 'infinity') e from
 (select k, p, lo b from nu union select k, p, hi from nu union select k, p, lo from de union select k, p, hi from de
 union select k, 0, '-infinity' from pop) q),
 v as (select s.k, s.p, s.b, s.e, case ${unknownSide.length ? `when ${attrSide(r.denominator) ? 'd.c = 0' : 'false'} or ${attrSide(r.numerator) ? 'n.c = 0' : 'false'} then null` : ''}
 when d.n = 0 then ${empty} else n.n / d.n ${operators[r.op]} ${target} end h
 from s cross join lateral ${sums('nu')} n cross join lateral ${sums('de')} d where s.b < s.e)
 select k, p, coalesce(range_agg(tstzrange(b, e)) filter (where h), ${never}) t, coalesce(range_agg(tstzrange(b, e)) filter (where h is null), ${never}) u,
 (select array_agg(distinct rid) from de where de.k = v.k and de.lo <= ${moment(context)} and ${moment(context)} < de.hi) ev from v group by k, p)`;
  return {
    sql,
    periodic: false,
    flow: false,
    missing: r.whenEmpty === 'met' ? 'true' : r.whenEmpty === 'unmet' ? 'false' : 'unknown',
  };
}

function attest(context: Context, r: Attest): Node {
  const roles = literal(r.by, 'list');
  const scope = new Scope(context.types, 'attestation');
  const value = (name: string): string => scope.attr(name).sql;
  const { b, e } = scope.segment;
  const start = `(coalesce(${value('validFrom')}, ${value('date')})::timestamp at time zone 'Asia/Shanghai')`;
  const dated = `(${value('date')}::timestamp at time zone 'Asia/Shanghai')`;
  const until = `coalesce((${value('validUntil')} + 1)::timestamp at time zone 'Asia/Shanghai', 'infinity')`;
  const counts = `${scope.row}.live and ${value('clause')} = '${context.clauseId}' and ${value('result')} = 'fulfilled'
 and ${value('document')} is not null and ${value('byRole')} = any(${roles})`;
  const named = `case when ${value('subject')} like '${context.entity}/%' then substr(${value('subject')}, ${context.entity.length + 2}) else ${value('subject')} end`;
  const typed = `coalesce(${value('subjectType')}, '${context.entity}') = '${context.entity}'`;
  const columns = `'attestation/' || ${scope.row}.id rid, greatest(${b}, ${start}, ${dated}) lo, least(${e}, ${until}) hi`;
  const stated = `select ${named} as named, ${value('jurisdiction')} as division, ${typed} typed, ${columns}
 from ${scope.from(moment(context))} where ${counts}`;
  const rows = `select * from (with st as materialized (select * from (${stated}) s where lo < hi)
 select sj.k, 0 p, st.rid, st.lo, st.hi from st join pop sj on sj.k = st.named where st.typed
 union all select sj.k, 0, st.rid, st.lo, st.hi from st join division dv on dv.above = st.division join pop sj on sj.division = dv.id where st.named is null) a`;
  return {
    sql: `select k, p, t, ${never} u, ev from (${union(rows, context)}) o`,
    periodic: false,
    flow: false,
    missing: 'false',
  };
}
