import type { Scope, Value } from '../../records/index.ts';
import { definitionOf, literal, momentOf } from '../../records/index.ts';
import { predicate, speaksOfPeriod } from './conditions.ts';
import type { Context, Plan } from './context.ts';
import { AS_SUBJECT, moment, ofSome, scopeOf, startOf } from './context.ts';

/**
 * Common tables that every query begins with:
 * `division` (id, above, lo, hi): each division with itself and those above it, over time;
 * `periods`; `home` (k, division, lo, hi): where each subject is counted;
 * `seg`, `inside`, `stay`: when it is in the population; `duty_base`: subject × period, once each;
 * `pop` (k): the subjects that appear in any period.
 */
export function population(context: Context, plan: Plan): string {
  const { entity } = plan.selector;
  const periodic = speaksOfPeriod(plan.selector);
  const keys = periodic ? 'p, k' : 'k';
  return `with division as (select id, above, vf lo, vt hi from rec.division_above),
${periodRows(context, plan)},
home as materialized (${homes(context, entity)}),
seg as materialized (${segments(context, plan, periodic)}),
inside as (select ${keys}, unnest(range_agg(tstzrange(lo, hi))) r from seg group by ${keys}),
${context.history ? ever(plan, periodic) : atTheMoment(context, periodic)}`;
}

function periodRows(context: Context, plan: Plan): string {
  const rows = context.periods.map(
    (p, i) =>
      `(${i}, ${p.label === null ? 'null::text' : `'${p.label}'`}, '${p.start}'::date, '${p.end}'::date, ${p.due ? `'${p.due}'::date` : 'null::date'}, ${p.running})`,
  );
  const values = rows.length
    ? `values ${rows.join(', ')}`
    : `select 0, null::text, null::date, null::date, null::date, false where false`;
  const tau = `least(${startOf('pe + 1')} - interval '1 millisecond', ${moment(context)})`;
  const at = hasPeriods(plan) ? tau : moment(context);
  const some = context.somePeriods ? ' where label = any($2::text[])' : '';
  return `periods as materialized (select *, ${at} tau from (${values}) v(p, label, ps, pe, due, running)${some})`;
}

export function hasPeriods({ kind }: Plan): boolean {
  return kind === 'recurring' || kind === 'annual';
}

/** The time in which a subject is in the population, as its versions are cut. */
function segments(context: Context, plan: Plan, periodic: boolean): string {
  const { entity } = plan.selector;
  const scope = scopeOf(context, entity, AS_SUBJECT);
  const subject: Value = { sql: `${scope.row}.id`, kind: 'text', target: entity };
  const names = { context, mode: 'where', subject, period: 'pr' } as const;
  const condition = predicate(scope, plan.selector, names);
  const { nature, dateAttr } = definitionOf(context.types, entity);
  const own = dateAttr ? momentOf(scope, dateAttr) : 'null::timestamptz';
  const bounded = ['event', 'measurement', 'instrument'].includes(nature);
  const { from, until } = context.window;
  const inWindow = bounded
    ? ` and ${own} >= ${startOf(`'${from}'::date`)} and ${own} < ${startOf(`'${until}'::date + 1`)}`
    : '';
  const { b, e } = scope.segment;
  const lo = bounded ? `greatest(${b}, ${own})` : b;
  return `select * from (select ${periodic ? 'pr.p, ' : ''}${scope.row}.id k, ${lo} lo, ${e} hi, ${scope.row}.born, ${own} own
 from ${scope.from(moment(context))}${periodic ? ' cross join periods pr' : ''} where ${scope.row}.live and ${condition}${inWindow}${ofSome(context, scope)}) s where lo < hi`;
}

function atTheMoment(context: Context, periodic: boolean): string {
  const now = moment(context);
  return `duty_base as materialized (select pr.p, sg.k, sg.born, pr.label, pr.ps, pr.pe, pr.due, pr.running, pr.tau, lower(i.r) entry, h.division, sg.own
 from periods pr join seg sg on ${periodic ? 'sg.p = pr.p and ' : ''}sg.lo <= pr.tau and pr.tau < sg.hi
 join inside i on i.k = sg.k and i.r @> pr.tau${periodic ? ' and i.p = pr.p' : ''} left join home h on h.k = sg.k and h.lo <= ${now} and ${now} < h.hi${divisionFilter(context)}),
pop as materialized (select distinct k from duty_base)`;
}

/** A period's duty begins with the period; who is in the population at its end keeps it. */
function ever(plan: Plan, periodic: boolean): string {
  const begun = hasPeriods(plan) ? `st.lo <= pr.tau and st.hi > ${startOf('pr.ps')}` : 'true';
  const p = periodic ? 'st.p = pr.p and ' : '';
  return `stay as materialized (select ${periodic ? 'p, ' : ''}k, own, born, lower(r) lo, upper(r) hi from (select ${periodic ? 'p, ' : ''}k, own, born, unnest(range_agg(tstzrange(lo, hi))) r from seg group by ${periodic ? 'p, ' : ''}k, own, born) x),
duty_base as materialized (select distinct pr.p, st.k, pr.label, pr.ps, pr.pe, pr.due, pr.tau from periods pr join stay st on ${p}${begun}),
pop as materialized (select distinct k from duty_base)`;
}

/** Values of parameters differ between divisions: a query speaks of those that share them. */
export function divisionFilter({ divisions: group }: Context): string {
  if (group === null) return '';
  const held = `h.division = any(${literal(group.list, 'list')})`;
  return group.only ? ` where ${held}` : ` where (${held}) is not true`;
}

/** Where each subject is counted, over time: in its division. */
function homes(context: Context, entity: string): string {
  const scope = scopeOf(context, entity, AS_SUBJECT);
  const division = divisionOf(context, scope, entity);
  const { b, e } = scope.segment;
  return `select k, division, lower(r) lo, upper(r) hi from (select k, division, unnest(range_agg(tstzrange(b, e))) r
 from (select ${scope.row}.id k, ${division} division, ${b} b, ${e} e from ${scope.from(moment(context))} where true${ofSome(context, scope)}) x where b < e group by k, division) y`;
}

/** The division of a subject: itself, its attribute, or none for types that have none. */
function divisionOf(context: Context, scope: Scope, entity: string): string {
  if (entity === 'jurisdiction') return `${scope.row}.id`;
  const has = definitionOf(context.types, entity).attributes.some((a) => a.name === 'jurisdiction');
  return has ? scope.attr('jurisdiction').sql : 'null::text';
}
