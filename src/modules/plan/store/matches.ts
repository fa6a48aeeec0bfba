import type { CountedIn, Predicate, Tied } from '../../../law/plans/model.ts';
import type { Scope, Value } from '../../records/index.ts';
import { column, definitionOf, momentOf, validity } from '../../records/index.ts';
import { predicate, speaksOfPeriod } from './conditions.ts';
import type { Context, Role } from './context.ts';
import { moment, scopeOf, startOf } from './context.ts';

export interface Matching extends Tied {
  readonly in: CountedIn;
}

export interface MatchOptions {
  /** Extra columns by name: attribute paths of the record; lists are spread when `spread` names them. */
  readonly columns?: Readonly<Record<string, string>>;
  readonly spread?: string;
  /** Records are matched without their date rule (trend decides by itself). */
  readonly undated?: boolean;
}

/** Does the matching depend on the period of the duty? */
export function readsPeriod(matching: Matching): boolean {
  return matching.in === 'period' || speaksOfPeriod(matching.where);
}

/**
 * Matching records over time: rows (k subject, p period or 0, rid, seqkey, lo, hi, d, extra
 * columns); the record matches in [lo, hi). `periodic` rows join the duties, others the subjects.
 */
export function matches(context: Context, m: Matching, options: MatchOptions = {}): string {
  const group = m.in === 'asOf' ? (definitionOf(context.types, m.record).currentBy ?? null) : null;
  const scope = scopeOf(context, m.record, roleOf(m, group));
  const { definition } = scope;
  const dateName = m.at ?? definition.dateAttr;
  const date = dateName ? momentOf(scope, dateName) : scope.segment.b;
  const spans = definition.span !== undefined && m.at === null;
  const optional = group?.includes(m.tie) === false;
  const subject = joinSubjects(
    context,
    scope,
    m,
    spans ? null : date,
    group?.includes(m.tie) === false,
  );
  const where = predicate(scope, m.where, { context, mode: 'where', subject, period: 'sj' });
  const condition = `${where}${optional ? '' : nearTo(context, scope, m)}${around(context, m, date)}`;
  const timed = timing(context, scope, m, dateName, options.undated ?? false);
  const bounds = m.reach === 'below' ? whileBelow(timed) : timed;
  const extra = Object.entries(options.columns ?? {}).map(([name, path]) => {
    const value = scope.attr(path);
    return `${options.spread === name && value.kind === 'list' ? `unnest(${value.sql})` : value.sql} as ${column(name)}`;
  });
  const columns = [
    'sj.k',
    readsPeriod(m) ? 'sj.p' : '0 as p',
    `'${m.record}/' || ${scope.row}.id as rid`,
    `${scope.row}.seqkey`,
    `${bounds.lo} as lo`,
    `${bounds.hi} as hi`,
    `${date} as d`,
    ...extra,
  ];
  if (group) return currentOnly(context, scope, columns, group, condition);
  return `select * from (select ${columns.join(', ')}
from ${scope.from(moment(context))}
where ${scope.row}.live and ${condition}${bounds.where ? ` and ${bounds.where}` : ''}) mm where lo < hi`;
}

export function roleOf(m: Tied, group: readonly string[] | null = null): Role {
  return { kind: 'tied', tie: m.tie, below: m.reach === 'below', group: group ?? [] };
}

/** Joins `sj`, the subjects (with their periods) that the record is tied to. */
function joinSubjects(
  context: Context,
  scope: Scope,
  m: Matching,
  date: string | null,
  optional: boolean,
): Value {
  const tie = scope.attr(m.tie);
  const join = optional ? 'left join' : 'join';
  let tied = tie.sql;
  if (tie.kind === 'list') {
    scope.source(`${join} lateral (select distinct unnest(${tie.sql}) k) tied on true`);
    tied = 'tied.k';
  }
  const periodic = readsPeriod(m);
  const subjects = periodic ? 'duty_base' : 'pop';
  const period = m.in === 'period' && date ? ` and sj.p = ${periodOf(context, date)}` : '';
  if (m.reach === 'below') {
    scope.source(`${join} division dv on dv.id = ${tied}`);
    scope.source(`${join} ${subjects} sj on sj.k = dv.above${period}`);
  } else {
    scope.source(`${join} ${subjects} sj on sj.k = ${tied}${period}`);
  }
  const sql = m.reach === 'below' ? 'sj.k' : tied;
  return { sql, kind: 'text', target: context.entity };
}

/** Of some subjects an index knows the records that are tied to them; the joins do not show it. */
function nearTo(context: Context, scope: Scope, m: Matching): string {
  if (!context.someSubjects) return '';
  const tie = scope.attr(m.tie);
  const near =
    m.reach === 'below'
      ? 'array(select dv.id from division dv join pop on pop.k = dv.above)'
      : 'array(select k from pop)';
  return tie.kind === 'list' ? ` and ${tie.sql} && ${near}` : ` and ${tie.sql} = any(${near})`;
}

/** Of some periods it is not worth asking every record in which it lies. */
function around({ somePeriods }: Context, m: Matching, date: string): string {
  if (!somePeriods || m.in !== 'period') return '';
  return ` and ${date} >= (select min(${startOf('ps')}) from periods) and ${date} < (select max(${startOf('pe + 1')}) from periods)`;
}

/** A division counts the record as long as the one that the record names lies under it. */
function whileBelow({ lo, hi, where }: Bounds): Bounds {
  const bounds = { lo: `greatest(${lo}, dv.lo)`, hi: `least(${hi}, dv.hi)` };
  return where ? { ...bounds, where } : bounds;
}

/** Number of the period that a moment lies in; periods follow each other without a gap. */
export function periodOf(context: Context, date: string): string {
  const starts = context.periods.map((p) => `${startOf(`'${p.start}'::date`)}`);
  return `width_bucket(${date}, array[${starts.join(', ')}]::timestamptz[]) - 1`;
}

interface Bounds {
  readonly lo: string;
  readonly hi: string;
  readonly where?: string;
}

function timing(
  context: Context,
  scope: Scope,
  m: Matching,
  dateName: string | null,
  undated: boolean,
): Bounds {
  const { b, e } = scope.segment;
  if (undated && m.in !== 'asOf') return { lo: b, hi: e };
  if (m.in === 'asOf') {
    const valid = validity(scope);
    const date = definitionOf(context.types, m.record).dateAttr;
    const dated = date ? [momentOf(scope, date)] : [];
    return {
      lo: `greatest(${[b, valid.from, ...dated].join(', ')})`,
      hi: `least(${e}, ${valid.until})`,
    };
  }
  if (!dateName) return { lo: b, hi: e };
  const from = m.in === 'period' ? 'sj.ps' : `'${context.window.from}'::date`;
  const until = m.in === 'period' ? 'sj.pe' : `'${context.window.until}'::date`;
  const span = scope.definition.span;
  const start = momentOf(scope, dateName);
  if (span && !m.at) {
    const end = momentOf(scope, span[1]);
    return {
      lo: `greatest(${b}, ${start})`,
      hi: e,
      where: `${start} < ${startOf(`${until} + 1`)} and coalesce(${end}, 'infinity') >= ${startOf(from)}`,
    };
  }
  return {
    lo: `greatest(${b}, ${start})`,
    hi: e,
    where: `${start} >= ${startOf(from)} and ${start} < ${startOf(`${until} + 1`)}`,
  };
}

/**
 * Of the records valid at a moment only the latest of each group: every segment loses the time in
 * which a later one of its group is valid. The condition is asked of those that remain.
 */
function currentOnly(
  context: Context,
  scope: Scope,
  columns: readonly string[],
  group: readonly string[],
  condition: string,
): string {
  const key = `row(${group.map((name) => scope.attr(name).sql).join(', ')})::text`;
  const extra = [`${key} gkey`, `${scope.row}.id own`, `(${condition}) cond`];
  const rows = `select ${[...columns, ...extra].join(', ')} from ${scope.from(moment(context))} where ${scope.row}.live`;
  return `select * from (with cand as materialized (select row_number() over () n, x.* from (${rows}) x where lo < hi),
later as (select a.n, range_agg(tstzrange(o.lo, o.hi)) gone from cand a join cand o on o.gkey = a.gkey and o.own <> a.own
 and (o.d, o.seqkey) > (a.d, a.seqkey) and o.lo < a.hi and a.lo < o.hi where a.cond and a.k is not null group by a.n),
rest as (select c.*, unnest(tstzmultirange(tstzrange(c.lo, c.hi)) - coalesce(later.gone, '{}')) r
 from cand c left join later on later.n = c.n where c.cond and c.k is not null)
select k, p, rid, seqkey, lower(r) lo, upper(r) hi, d${columns
    .slice(7)
    .map((c) => `, ${c.split(' as ').at(-1)}`)
    .join('')} from rest) cu`;
}

export function selfPredicate(
  context: Context,
  scope: Scope,
  p: Predicate,
  mode: 'state' | 'where',
): string {
  const subject: Value = { sql: `${scope.row}.id`, kind: 'text', target: context.entity };
  return predicate(scope, p, { context, mode, subject, period: 'sj' });
}
