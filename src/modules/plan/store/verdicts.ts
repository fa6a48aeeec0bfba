import type { Follows } from '../../../law/plans/model.ts';
import { definitionOf } from '../../records/index.ts';
import type { Context, Plan } from './context.ts';
import { dayOf, moment } from './context.ts';
import { followTables } from './follows.ts';

/** The duties of the as-of moment, from common tables `truth` or those of `follows`. */

export function verdicts(context: Context, plan: Plan): string {
  const now = moment(context);
  const day = dayOf;
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

export function eventDuties(context: Context, follows: Follows, entity: string): string {
  const now = moment(context);
  const day = dayOf;
  return `, ${followTables(context, follows, 'now')}
select '${entity}/' || f.k subject, f.trig trigger, null::text period, ${day(`f.dl - interval '1 millisecond'`)}::text due,
case when since is not null then case when dl is null or since < dl then 'met' else 'late' end
 when dl is null or ${now} < dl then 'pending' else 'overdue' end status,
${day('since')}::text since, case when since is not null then ev end evidence, division, false running
from (select tr.*, dn.ev, pop.division, (select greatest(lower(x), pop.born) from unnest(dn.t) x where x @> ${now}) since
 from tr left join dn on dn.n = tr.n join duty_base pop on pop.k = tr.k) f`;
}
