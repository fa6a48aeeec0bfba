import type { Follows, Requirement, Selector } from '../../../law/plans/model.ts';
import type { Value } from '../../records/index.ts';
import { definitionOf, literal, momentOf, Scope } from '../../records/index.ts';
import type { DutyKind } from '../rules/duties.ts';
import { predicate, speaksOfPeriod } from './conditions.ts';
import type { Context } from './context.ts';
import { moment, startOf } from './context.ts';
import { followTables } from './follows.ts';
import { node } from './nodes.ts';
import type { Node } from './truth.ts';
import { always, never } from './truth.ts';

export interface Plan {
  readonly kind: DutyKind;
  readonly selector: Selector;
  readonly requirement: Requirement;
}

/** The query of all duties: subject, trigger, period, due, status, since, evidence, division. */
export function compile(context: Context, plan: Plan): string {
  const base = population(context, plan);
  if (plan.requirement.form === 'follows')
    return `${base} ${eventDuties(context, plan.requirement, plan.selector.entity)}`;
  const ctes: string[] = [];
  const truth = combine(context, plan.requirement, ctes, plan.kind === 'recurring');
  return `${base}, ${[...ctes, `truth as (select d.*, (${truth.t}) t, (${truth.u}) u, ${truth.ev} ev, ${truth.lost ?? 'null::tstzmultirange'} lost from duty_base d ${truth.joins})`].join(',\n')}
${verdicts(context, plan)}`;
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
  const at = plan.kind === 'recurring' || plan.kind === 'annual' ? tau : moment(context);
  return `periods as materialized (select *, ${at} tau from (${values}) v(p, label, ps, pe, due, running))`;
}

/** pop: subjects that appear in any period; duty_base: subject × period in the population. */
function population(context: Context, plan: Plan): string {
  const { entity } = plan.selector;
  const scope = new Scope(context.types, entity);
  const subject: Value = {
    sql: `${scope.row}.id`,
    kind: 'text',
    target: entity,
  };
  const condition = predicate(scope, plan.selector, {
    context,
    mode: 'where',
    subject,
    period: 'pr',
  });
  const nature = definitionOf(context.types, entity).nature;
  const dateName = definitionOf(context.types, entity).dateAttr;
  const own = dateName ? momentOf(scope, dateName) : 'null::timestamptz';
  const bounded = ['event', 'measurement', 'instrument'].includes(nature);
  const inWindow = bounded
    ? ` and ${own} >= ${startOf(`'${context.window.from}'::date`)} and ${own} < ${startOf(`'${context.window.until}'::date + 1`)}`
    : '';
  const periodic = speaksOfPeriod(plan.selector);
  const keys = periodic ? 'p, k' : 'k';
  const { b, e } = scope.segment;
  const lo = bounded ? `greatest(${b}, ${own})` : b;
  const now = moment(context);
  return `with recursive division(id, above) as (select id, id from rec."jurisdiction" where vf > '-infinity' and vf <= ${now} and ${now} < vt
 union select d.id, j."parent" from division d join rec."jurisdiction" j on j.id = d.above and j.vf <= ${now} and ${now} < j.vt where j."parent" is not null),
${periodRows(context, plan)},
home as materialized (${homes(context, entity)}),
seg as materialized (select * from (select ${periodic ? 'pr.p, ' : ''}${scope.row}.id k, ${lo} lo, ${e} hi, ${scope.row}.born, ${own} own
 from ${scope.from(moment(context))}${periodic ? ' cross join periods pr' : ''} where ${scope.row}.live and ${condition}${inWindow}) s where lo < hi),
inside as (select ${keys}, unnest(range_agg(tstzrange(lo, hi))) r from seg group by ${keys}),
duty_base as materialized (select pr.p, sg.k, sg.born, pr.label, pr.ps, pr.pe, pr.due, pr.running, pr.tau, lower(i.r) entry, h.division, sg.own
 from periods pr join seg sg on ${periodic ? 'sg.p = pr.p and ' : ''}sg.lo <= pr.tau and pr.tau < sg.hi
 join inside i on i.k = sg.k and i.r @> pr.tau${periodic ? ' and i.p = pr.p' : ''} left join home h on h.k = sg.k${divisionFilter(context)}),
pop as materialized (select k, min(born) born, min(entry) entry, '${entity}/' || k as trig, (array_agg(division order by p desc))[1] division, (array_agg(own order by p desc))[1] own from duty_base group by k)`;
}

interface Truth {
  readonly t: string;
  readonly u: string;
  readonly ev: string;
  readonly joins: string;
  readonly lost?: string;
}

function combine(context: Context, r: Requirement, ctes: string[], freeze: boolean): Truth {
  if (r.form === 'all' || r.form === 'any') {
    const parts = r.of.map((x) => combine(context, x, ctes, freeze));
    const every = r.form === 'all';
    const ts = parts.map((x) => `(${x.t})`);
    const us = parts.map((x) => `(${x.u})`);
    const fs = parts.map((x) => `(${always} - (${x.t}) - (${x.u}))`);
    const t = ts.join(every ? ' * ' : ' + ');
    const f = fs.join(every ? ' + ' : ' * ');
    return {
      t,
      u: us.every((x) => x === `(${never})`) ? never : `${always} - (${t}) - (${f})`,
      ev: `array_cat(${nest(parts.map((x) => x.ev))})`,
      joins: parts.map((x) => x.joins).join('\n'),
    };
  }
  return leaf(context, node(context, r), ctes, freeze);
}

function nest(parts: readonly string[]): string {
  const [first = 'null::text[]', ...rest] = parts;
  if (rest.length === 0) return `${first}, null::text[]`;
  if (rest.length === 1) return `${first}, ${rest[0]}`;
  return `${first}, array_cat(${nest(rest)})`;
}

function leaf(context: Context, n: Node, ctes: string[], freeze: boolean): Truth {
  const name = `n${context.next()}`;
  ctes.push(`${name} as materialized (${n.sql})`);
  const frozen = (sql: string): string =>
    freeze && !n.flow ? `rec.freeze_at(${sql}, d.tau)` : sql;
  const t = frozen(`coalesce(${name}.t, ${n.missing === 'true' ? always : never})`);
  const u = frozen(`coalesce(${name}.u, ${n.missing === 'unknown' ? always : never})`);
  return {
    t,
    u,
    ev: `${name}.ev`,
    ...(n.lost ? { lost: `${name}.lost` } : {}),
    joins: `left join ${name} on ${name}.k = d.k${n.periodic ? ` and ${name}.p = d.p` : ''}`,
  };
}

function verdicts(context: Context, plan: Plan): string {
  const now = moment(context);
  const day = (sql: string): string => `((${sql}) at time zone 'Asia/Shanghai')::date`;
  const today = day(now);
  const nature = definitionOf(context.types, plan.selector.entity).nature;
  const due = {
    dated: `greatest(d.due, ${day('d.entry')})`,
    annual: `greatest(d.due, ${day('d.entry')})`,
    recurring: 'd.pe',
    standing: nature === 'entity' ? `'${context.window.until}'::date` : day('d.own'),
    event: 'null::date',
  }[plan.kind];
  const lost =
    nature === 'entity' && plan.requirement.form !== 'none'
      ? `case when ${today} > due or not isempty(t * tstzmultirange(tstzrange(born, ${now}, '[]'))) then 'overdue' else 'pending' end`
      : `'overdue'`;
  const unmet =
    plan.kind === 'standing'
      ? lost
      : plan.kind === 'recurring'
        ? `case when running and (lost @> ${now}) is not true then 'pending' else 'overdue' end`
        : `case when ${today} <= due then 'pending' else 'overdue' end`;
  const held =
    plan.kind === 'dated' || plan.kind === 'annual'
      ? `case when ${day('since')} <= due then 'met' else 'late' end`
      : `'met'`;
  return `select '${plan.selector.entity}/' || k subject, null::text trigger, label period, due::text due,
case when since is not null then ${held} when u @> ${now} then 'unknown' else ${unmet} end status,
case when since is null then null else ${day('greatest(since, born)')}::text end since, case when since is not null then ev end evidence, division, running
from (select d.k, d.label, ${due} due, d.born, d.running, d.division, d.t, d.u, d.ev, d.lost,
 case when d.t @> ${now} then (select greatest(lower(x), d.born) from unnest(d.t) x where x @> ${now}) end since from truth d offset 0) f`;
}

function eventDuties(context: Context, follows: Follows, entity: string): string {
  const now = moment(context);
  const day = (sql: string): string => `((${sql}) at time zone 'Asia/Shanghai')::date`;
  return `, ${followTables(context, follows, 'now')}
select '${entity}/' || f.k subject, f.trig trigger, null::text period, ${day(`f.dl - interval '1 millisecond'`)}::text due,
case when since is not null then case when dl is null or since < dl then 'met' else 'late' end
 when dl is null or ${now} < dl then 'pending' else 'overdue' end status,
${day('since')}::text since, case when since is not null then ev end evidence, division, false running
from (select tr.*, dn.ev, pop.division, (select lower(x) from unnest(dn.t) x where x @> ${now}) since
 from tr left join dn on dn.n = tr.n join pop on pop.k = tr.k) f`;
}

/** Values of parameters differ between divisions: a query speaks of those that share them. */
function divisionFilter({ divisions }: Context): string {
  if (divisions === null) return '';
  const held = `h.division = any(${literal(divisions.list, 'list')})`;
  return divisions.only ? ` where ${held}` : ` where (${held}) is not true`;
}

/** Where each subject is counted: in its division at the as-of moment. */
function homes(context: Context, entity: string): string {
  const scope = new Scope(context.types, entity);
  const division = divisionOf(context, scope, entity);
  const now = moment(context);
  return `select ${scope.row}.id k, ${division} division from ${scope.from(now)} where ${scope.segment.b} <= ${now} and ${now} < ${scope.segment.e}`;
}

/** The division of a subject: itself, its attribute, or none for types that have none. */
function divisionOf(context: Context, scope: Scope, entity: string): string {
  if (entity === 'jurisdiction') return `${scope.row}.id`;
  const has = definitionOf(context.types, entity).attributes.some((a) => a.name === 'jurisdiction');
  return has ? scope.attr('jurisdiction').sql : 'null::text';
}
