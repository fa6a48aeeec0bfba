import type { Follows } from '../../../law/plans/model.ts';
import { definitionOf } from '../../records/index.ts';
import { speaksOfPeriod } from './conditions.ts';
import type { Context, Plan } from './context.ts';
import { dayOf, startOf } from './context.ts';
import { followTables } from './follows.ts';
import { divisionFilter, hasPeriods } from './population.ts';
import { never } from './truth.ts';

/**
 * The status of every duty over time: docs/evaluation.md read once for all as-of moments. Where
 * `verdicts.ts` asks about one moment, this cuts the time of a duty where its status turns.
 */
export function history(context: Context, plan: Plan): string {
  const { entity } = plan.selector;
  const due = dueOf(context, plan);
  const turn = turnOf(context, plan);
  const running = plan.kind === 'recurring' ? ` - coalesce(lost, ${never})` : '';
  const held = isDated(plan)
    ? `case when ${dayOf('greatest(lower(x), born)')} <= due then 'met' else 'late' end`
    : `'met'`;
  const p = (alias: string): string =>
    speaksOfPeriod(plan.selector) ? ` and ${alias}.p = tr.p` : '';
  return `, stands_so as (select tr.k, tr.label, st.born, ${stayFrom(plan)} lo, ${stayUntil(plan)} hi, h.division, ${due} due, tr.t, tr.u, tr.lost, tr.pe
 from truth tr join stay st on st.k = tr.k${p('st')}${hasPeriods(plan) ? ` and st.lo <= tr.tau and st.hi > ${startOf('tr.ps')}` : ''}
 join inside i on i.k = st.k and i.r @> st.lo${p('i')} join home h on h.k = tr.k${divisionFilter(context)}),
row_of as (select *, ${turn} turn, tstzmultirange(tstzrange(lo, hi)) - t - u rest from stands_so where lo < hi),
piece as (
 select r.*, x, ${held} status, ${dayOf('greatest(lower(x), born)')} since from row_of r cross join lateral unnest(t) x
 union all select r.*, x, 'unknown', null from row_of r cross join lateral unnest(u - t) x
 union all select r.*, x, 'pending', null from row_of r cross join lateral unnest(rest * tstzmultirange(tstzrange(null, turn))${running}) x where turn > lo
 union all select r.*, x, 'overdue', null from row_of r cross join lateral unnest(rest - (tstzmultirange(tstzrange(null, turn))${running})) x)
${spans(`'${entity}/' || k`, 'null::text', 'label')}`;
}

/** Duties of triggers: each as long as the trigger stands and its subject is in the population. */
export function eventHistory(context: Context, follows: Follows, entity: string): string {
  return `, ${followTables(context, follows, 'ever')},
row_of as (select tr.k, tr.trig, tr.dl, st.born, greatest(tr.lo, st.lo, h.lo) lo, least(tr.hi, st.hi, h.hi) hi, h.division,
  ${dayOf(`tr.dl - interval '1 millisecond'`)} due, coalesce(dn.t, ${never}) t, tstzmultirange(tstzrange(null, coalesce(tr.dl, 'infinity'))) early
 from tr join stay st on st.k = tr.k join home h on h.k = tr.k left join dn on dn.n = tr.n${divisionFilter(context)}),
piece as (
 select r.*, x, case when dl is null or greatest(lower(x), born) < dl then 'met' else 'late' end status, ${dayOf('greatest(lower(x), born)')} since from row_of r cross join lateral unnest(t) x
 union all select r.*, x, 'pending', null from row_of r cross join lateral unnest(early - t) x
 union all select r.*, x, 'overdue', null from row_of r cross join lateral unnest(tstzmultirange(tstzrange(null, null)) - early - t) x)
${spans(`'${entity}/' || k`, 'trig', 'null::text')}`;
}

/** Each piece within the time in which its row stands. */
function spans(subject: string, trigger: string, period: string): string {
  const lo = `greatest(lower(x), lo)`;
  const hi = `least(upper(x), hi)`;
  return `select * from (select ${subject} subject, ${trigger} trigger, ${period} period, due, status, since, division, ${lo} vf, ${hi} vt from piece) sp where vf < vt`;
}

function isDated({ kind }: Plan): boolean {
  return kind === 'dated' || kind === 'annual';
}

/** A period's duty begins with its period; who is in the population at its end keeps it. */
function stayFrom(plan: Plan): string {
  return hasPeriods(plan) ? `greatest(st.lo, h.lo, ${startOf('tr.ps')})` : 'greatest(st.lo, h.lo)';
}

function stayUntil(plan: Plan): string {
  return hasPeriods(plan)
    ? `least(case when st.hi > tr.tau then 'infinity'::timestamptz else st.hi end, h.hi)`
    : 'least(st.hi, h.hi)';
}

function dueOf(context: Context, plan: Plan): string {
  if (isDated(plan)) return `greatest(tr.due, ${dayOf('lower(i.r)')})`;
  if (plan.kind === 'recurring') return 'tr.pe';
  const { nature } = definitionOf(context.types, plan.selector.entity);
  return nature === 'entity' ? `'${context.window.until}'::date` : dayOf('st.own');
}

/** From when on what does not hold is overdue; before, it is pending. */
function turnOf(context: Context, plan: Plan): string {
  if (plan.kind !== 'standing') return startOf('due + 1');
  const { nature } = definitionOf(context.types, plan.selector.entity);
  const breach = nature !== 'entity' || plan.requirement.form === 'none';
  return breach
    ? `'-infinity'::timestamptz`
    : `least(${startOf('due + 1')}, lower(t * tstzmultirange(tstzrange(born, null))))`;
}
