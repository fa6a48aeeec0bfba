import { conditionsOf } from '../../../law/plans/condition.ts';
import type { Clause, Occurs, Predicate, Requirement } from '../../../law/plans/model.ts';
import type { Queryable } from '../../../platform/db/index.ts';
import type { Value } from '../../records/index.ts';
import { column, definitionOf, literal, tableOf } from '../../records/index.ts';
import type { DutyFindings } from '../model.ts';
import { leavesOf } from '../rules/explain/leaves.ts';
import type { EvaluationInput } from './clause-query.ts';
import { contextOf, divisionsOf, kindOf } from './clause-query.ts';
import { condition } from './conditions.ts';
import type { Context } from './context.ts';
import { AS_SUBJECT, moment, ofSome, scopeOf } from './context.ts';
import { groupsOf } from './groups.ts';
import { matches } from './matches.ts';
import { node } from './nodes.ts';
import { population } from './population.ts';
import { always, never } from './truth.ts';

interface FindingRow extends DutyFindings {
  readonly subject: string;
  readonly period: string | null;
}

export function dutyKey(duty: {
  readonly subject: string;
  readonly period: string | null;
}): string {
  return `${duty.subject} ${duty.period ?? ''}`;
}

/** How every leaf of the requirement stands for each duty, of one subject or of all. */
export async function findingsOf(
  db: Queryable,
  clause: Clause,
  input: EvaluationInput,
  subject: string | null,
): Promise<ReadonlyMap<string, DutyFindings>> {
  const { all, complete } = groupsOf(clause, input);
  const found = new Map<string, DutyFindings>();
  const scope = { someSubjects: subject !== null };
  for (const group of complete) {
    const context = contextOf(clause, input, group.parameters, divisionsOf(group, all), scope);
    const values = subject === null ? [] : [[subject.slice(subject.indexOf('/') + 1)]];
    const { rows } = await db.query<FindingRow>(findingsQuery(context, clause), values);
    for (const row of rows) found.set(dutyKey(row), { name: row.name, leaves: row.leaves });
  }
  return found;
}

function findingsQuery(context: Context, clause: Clause): string {
  const { requirement, subject } = clause;
  const kind = kindOf(clause, context);
  const base = population(context, { kind, selector: subject.selector, requirement });
  const leaves = leavesOf(requirement).map((leaf) => leafOf(context, leaf, kind === 'recurring'));
  const named = definitionOf(context.types, context.entity).attributes.find(
    ({ name }) => name === 'name',
  );
  const name = named ? `nm.${column('name')}` : 'null::text';
  const now = moment(context);
  return `${[base, ...leaves.flatMap((leaf) => leaf.ctes)].join(',\n')}
select '${context.entity}/' || d.k subject, d.label period, ${name} as name, jsonb_build_array(${leaves.map((leaf) => leaf.finding).join(', ')}) leaves
from duty_base d left join ${tableOf(context.entity)} nm on nm.id = d.k and nm.vf <= ${now} and ${now} < nm.vt
${leaves.map((leaf) => leaf.joins).join('\n')}`;
}

interface Leaf {
  readonly ctes: readonly string[];
  readonly finding: string;
  readonly joins: string;
}

function leafOf(context: Context, leaf: Requirement, freeze: boolean): Leaf {
  const n = node(context, leaf);
  const name = `f${context.next()}`;
  const at = freeze && !n.flow ? 'd.tau' : moment(context);
  const truth = (column: string, missing: string): string =>
    `coalesce(${name}.${column}, ${n.missing === missing ? always : never}) @> ${at}`;
  const holds = `case when ${truth('t', 'true')} then true when ${truth('u', 'unknown')} then null else false end`;
  const joined = (table: string): string =>
    `left join ${table} on ${table}.k = d.k${n.periodic ? ` and ${table}.p = d.p` : ''}`;
  const cte = `${name} as materialized (${n.sql})`;
  const part = (field: string, sql: string): string => `${literal(field, 'text')}, ${sql}`;
  const built = (...parts: string[]): string =>
    `jsonb_build_object(${[part('holds', holds), ...parts].join(', ')})`;
  if (leaf.form === 'occurs') return occursLeaf(context, leaf, { cte, name, joined, built, part });
  if (leaf.form !== 'state') {
    const finding = built(part('records', `${name}.ev`));
    return { ctes: [cte], finding, joins: joined(name) };
  }
  const conditions = `${name}c`;
  return {
    ctes: [
      cte,
      `${conditions} as materialized (${conditionTable(context, leaf.predicate, freeze)})`,
    ],
    finding: built(part('conditions', `${conditions}.c`)),
    joins: `${joined(name)}\nleft join ${conditions} on ${conditions}.k = d.k and ${conditions}.p = d.p`,
  };
}

interface LeafParts {
  readonly cte: string;
  readonly name: string;
  readonly joined: (table: string) => string;
  readonly built: (...parts: string[]) => string;
  readonly part: (field: string, sql: string) => string;
}

/** Short of what is asked for the node has no row: what matches is asked for apart. */
function occursLeaf(context: Context, leaf: Occurs, parts: LeafParts): Leaf {
  const { cte, name, joined, built, part } = parts;
  const { covers } = leaf;
  const now = moment(context);
  const rows = matches(context, leaf, covers ? { columns: { c: covers.attr }, spread: 'c' } : {});
  const found = `${name}m as materialized (select k, p, array_agg(distinct rid) ev, ${covers ? 'array_agg(distinct c)' : 'null::text[]'} covered
 from (${rows}) m where lo <= ${now} and ${now} < hi group by k, p)`;
  const own = covers?.values.kind === 'subject' ? covers.values.attr : null;
  const wanted = own === null ? [] : [`${name}w as materialized (${ownValue(context, own)})`];
  const finding = built(
    part('records', `${name}m.ev`),
    part('covered', `${name}m.covered`),
    part('wanted', own === null ? 'null' : `${name}w.v`),
  );
  const more = own === null ? '' : `\nleft join ${name}w on ${name}w.k = d.k`;
  return {
    ctes: [cte, found, ...wanted],
    finding,
    joins: `${joined(name)}\n${joined(`${name}m`)}${more}`,
  };
}

/** An attribute of the subjects at the as-of moment. */
function ownValue(context: Context, attr: string): string {
  const scope = scopeOf(context, context.entity, AS_SUBJECT);
  const value = scope.attr(attr).sql;
  const { b, e } = scope.segment;
  const now = moment(context);
  return `select ${scope.row}.id k, ${value} v from ${scope.from(now)} where ${b} <= ${now} and ${now} < ${e}${ofSome(context, scope)}`;
}

/** The value that each condition reads, and its truth, as the duty's moment has them. */
function conditionTable(context: Context, predicate: Predicate, freeze: boolean): string {
  const scope = scopeOf(context, context.entity, AS_SUBJECT);
  const subject: Value = { sql: `${scope.row}.id`, kind: 'text', target: context.entity };
  const names = { context, mode: 'state', subject, period: 'sj' } as const;
  const items = conditionsOf(predicate).map(
    (each) =>
      `jsonb_build_object('holds', ${condition(scope, each, names)}, 'value', to_jsonb(${scope.attr(each.attr).sql}))`,
  );
  const { b, e } = scope.segment;
  const at = freeze ? 'sj.tau' : moment(context);
  return `select sj.k, sj.p, jsonb_build_array(${items.join(', ')}) c
from ${scope.from(moment(context))} join duty_base sj on sj.k = ${scope.row}.id where ${b} <= ${at} and ${at} < ${e}${ofSome(context, scope)}`;
}
