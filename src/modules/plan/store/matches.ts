import type { CountedIn, Predicate, Tied } from '../../../law/plans/model.ts';
import type { Value } from '../../records/index.ts';
import {
  attributeOf,
  column,
  definitionOf,
  kindOf,
  momentOf,
  Scope,
  validity,
} from '../../records/index.ts';
import { predicate, speaksOfPeriod } from './conditions.ts';
import type { Context } from './context.ts';
import { moment, startOf } from './context.ts';

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
 * Matching records over time: rows (k subject, p period or 0, rid, key, lo, hi, d, extra columns);
 * the record matches in [lo, hi). `periodic` rows join the duties, others the subjects.
 */
export function matches(context: Context, m: Matching, options: MatchOptions = {}): string {
  const scope = new Scope(context.types, m.record);
  const periodic = readsPeriod(m);
  const tie = scope.attr(m.tie);
  const list = tie.kind === 'list';
  const tied = list ? 'tied.k' : tie.sql;
  const ids = list ? `select unnest(${tie.sql})` : `select ${tie.sql}`;
  const subject: Value = {
    sql: m.reach === 'below' ? 'sj.k' : tied,
    kind: 'text',
    target: context.entity,
    ids,
  };
  const condition = predicate(scope, m.where, {
    context,
    mode: 'where',
    subject,
    period: 'sj',
  });
  const dateName = m.at ?? definitionOf(context.types, m.record).dateAttr;
  const bounds = timing(context, scope, m, dateName, options.undated ?? false);
  const extra = Object.entries(options.columns ?? {}).map(([name, path]) => {
    const value = scope.attr(path);
    return `${options.spread === name && value.kind === 'list' ? `unnest(${value.sql})` : value.sql} as ${column(name)}`;
  });
  const date = dateName ? momentOf(scope, dateName) : scope.segment.b;
  const group = m.in === 'asOf' ? (scope.definition.currentBy ?? null) : null;
  const lo = group ? 'lower(cur.r)' : bounds.lo;
  const hi = group ? 'upper(cur.r)' : bounds.hi;
  const columns = [
    'sj.k',
    periodic ? 'sj.p' : '0 as p',
    `'${m.record}/' || ${scope.row}.id as rid`,
    `${scope.row}.seqkey`,
    `${lo} as lo`,
    `${hi} as hi`,
    `${date} as d`,
    ...extra,
  ];
  const rows = `select ${columns.join(', ')}
from ${group ? currentOnly(context, scope, group, bounds) : scope.from(moment(context))}
${list ? `cross join lateral unnest(${tie.sql}) tied(k)` : ''}
${m.reach === 'below' ? `join division dv on dv.id = ${tied} join ${periodic ? 'duty_base' : 'pop'} sj on sj.k = dv.above` : `join ${periodic ? 'duty_base' : 'pop'} sj on sj.k = ${tied}`}
where ${scope.row}.live and ${condition}${bounds.where ? ` and ${bounds.where}` : ''}`;
  return `select * from (${rows}) mm where lo < hi`;
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
 * which a later one of its group is valid.
 */
function currentOnly(
  context: Context,
  scope: Scope,
  group: readonly string[],
  bounds: Bounds,
): string {
  const other = new Scope(context.types, scope.definition.type);
  const valid = validity(other);
  const date = scope.definition.dateAttr ?? '';
  const same = group.map(
    (name) => `${other.attr(name).sql} is not distinct from ${scope.attr(name).sql}`,
  );
  const lo = `greatest(${other.segment.b}, ${valid.from}, ${momentOf(other, date)})`;
  const hi = `least(${other.segment.e}, ${valid.until})`;
  const later = `(${momentOf(other, date)}, ${other.row}.seqkey) > (${momentOf(scope, date)}, ${scope.row}.seqkey)`;
  const base = scope.from(moment(context));
  return `${base}
join lateral (select unnest(tstzmultirange(tstzrange(${bounds.lo}, greatest(${bounds.lo}, ${bounds.hi})))
 - coalesce((select range_agg(tstzrange(${lo}, ${hi})) from ${other.from(moment(context))}
   where ${other.row}.live and ${other.row}.id <> ${scope.row}.id and ${lo} < ${hi} and ${same.join(' and ')} and ${later}), '{}')) as r) cur on true`;
}

export function selfPredicate(
  context: Context,
  scope: Scope,
  p: Predicate,
  mode: 'state' | 'where',
): string {
  const subject: Value = {
    sql: `${scope.row}.id`,
    kind: 'text',
    target: context.entity,
    ids: `select ${scope.row}.id`,
  };
  return predicate(scope, p, { context, mode, subject, period: 'sj' });
}

export function isListTie(context: Context, m: Matching): boolean {
  return kindOf(attributeOf(definitionOf(context.types, m.record), m.tie)) === 'list';
}
