import type { Requirement } from '../../../law/plans/model.ts';
import type { Context, Plan } from './context.ts';
import { eventHistory, history } from './history.ts';
import { node } from './nodes.ts';
import { population } from './population.ts';
import type { Node } from './truth.ts';
import { always, never } from './truth.ts';
import { eventDuties, verdicts } from './verdicts.ts';

/**
 * The query of all duties: subject, trigger, period, due, status, since, evidence, division; of
 * their history: subject, trigger, period, due, status, since, division, and the span [vf, vt) of
 * as-of moments for which the row stands.
 */
export function compile(context: Context, plan: Plan): string {
  const base = population(context, plan);
  if (plan.requirement.form === 'follows')
    return `${base} ${(context.history ? eventHistory : eventDuties)(context, plan.requirement, plan.selector.entity)}`;
  const ctes: string[] = [];
  const truth = combine(context, plan.requirement, ctes, plan.kind === 'recurring');
  // Apart, or what reads it would turn its joins back into ones that may be nested.
  const apart = truth.joins.includes(EVERY_PERIOD) ? ' materialized' : '';
  return `${base}, ${[...ctes, `truth as${apart} (select d.*, (${truth.t}) t, (${truth.u}) u, ${truth.ev} ev, ${truth.lost ?? 'null::tstzmultirange'} lost from duty_base d ${truth.joins})`].join(',\n')}
${(context.history ? history : verdicts)(context, plan)}`;
}

/**
 * How values by period meet their duties. They hang on no other duty, so that nothing is added;
 * and it can't be a nested loop, which the planner takes for a subject alone, not knowing of its
 * thousand periods.
 */
const EVERY_PERIOD = 'full join';

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
    joins: n.periodic
      ? `${EVERY_PERIOD} ${name} on ${name}.k = d.k and ${name}.p = d.p`
      : `left join ${name} on ${name}.k = d.k`,
  };
}
