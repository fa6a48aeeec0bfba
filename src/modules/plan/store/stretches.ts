import type { Day } from '../../../kernel/calendar.ts';
import { dayOf } from '../../../kernel/calendar.ts';
import type { Clause } from '../../../law/plans/model.ts';
import { parametersOf } from '../../../law/plans/uses.ts';
import type { Types } from '../../records/index.ts';
import { day } from '../rules/duties.ts';
import { hasValue, parameterGroups } from '../rules/parameters.ts';
import type { ClauseQuery, EvaluationInput } from './clause-query.ts';
import { queryOf } from './clause-query.ts';
import type { Context } from './context.ts';
import { isComplete } from './groups.ts';

/** Before any parameter has a value. */
const BEFORE = dayOf(1900, 1, 1);

/** A query of a clause's history under the parameters of one stretch of time. */
export interface Stretch extends ClauseQuery {
  /** First day of the stretch and of the next one; null: open. */
  readonly from: string | null;
  readonly until: string | null;
}

/** To which subjects and periods a query keeps. */
type Some = Partial<Pick<Context, 'someSubjects' | 'somePeriods'>>;

/** What is asked of a clause from a day on; null: from the beginning. */
interface Cut {
  readonly from: string | null;
  readonly queries: readonly ClauseQuery[];
}

/** Days on which parameters turn that the clause names, or some attribute reads. */
function turnsOf(clause: Clause, { types, entries }: EvaluationInput): (string | null)[] {
  const turning = new Set([...parametersOf(clause), ...parametersOfAttributes(types)]);
  const turns = entries.flatMap((e) => (turning.has(e.name) ? [e.from] : []));
  return [null, ...[...new Set(turns)].sort()];
}

/** A turn that changes nothing here cuts nothing: half as many spans, and half the work. */
function cutsOf(clause: Clause, input: EvaluationInput): Cut[] {
  const asked = turnsOf(clause, input).map((from) =>
    cutAt(clause, input, from, { someSubjects: true }),
  );
  const texts = asked.length < 2 ? [] : asked.map(({ queries }) => textOf(queries));
  return asked.filter((_, index) => index === 0 || texts[index] !== texts[index - 1]);
}

const cutAt = (clause: Clause, input: EvaluationInput, from: string | null, some: Some): Cut => ({
  from,
  queries: queriesAt(clause, input, from === null ? BEFORE : day(from), some),
});

/**
 * One query for every group of divisions and every stretch of time in which the parameters that
 * the clause names keep their values. None while one that it needs is unset.
 */
const stretchesOf = (cuts: readonly Cut[]): Stretch[] =>
  cuts.flatMap(({ from, queries }, index) => {
    const until = cuts[index + 1]?.from ?? null;
    return queries.map((query): Stretch => ({ ...query, from, until }));
  });

/** Under the parameters of a day: a query for each group of divisions that has those it needs. */
function queriesAt(clause: Clause, input: EvaluationInput, at: Day, some: Some): ClauseQuery[] {
  if (clause.reads.some((name) => !hasValue(input.entries, name, at))) return [];
  const names = parametersOf(clause);
  const groups = parameterGroups(input.entries, input.definitions, at, names, input.chains);
  const complete = groups.filter((group) => isComplete(clause, group.parameters));
  const then = { ...input, parametersAt: at };
  const scope = { ...some, history: true };
  return complete.map((group) => queryOf(clause, then, group, groups, scope));
}

const textOf = (queries: readonly ClauseQuery[]): string =>
  JSON.stringify(queries.map(({ sql }) => withoutAliases(sql)));

/** Parameters that derived attributes read. */
function parametersOfAttributes(types: Types): string[] {
  return [...types.values()].flatMap((t) => t.attributes.flatMap((a) => a.reads ?? []));
}

/** A statement as it reads whatever was compiled before it. */
export function withoutAliases(sql: string): string {
  return sql.replaceAll(/'[^']*'|"[^"]*"|\b([vjn])\d+(c?)\b/g, (found, alias, cut) =>
    alias === undefined ? found : `${alias}${cut}`,
  );
}

/** Of some subjects, the first parameter lists them; and of all. */
export function stretchesOfClause(
  clause: Clause,
  input: EvaluationInput,
): {
  readonly some: readonly Stretch[];
  readonly all: readonly Stretch[];
  /** Of some subjects and some periods, the second parameter lists their labels. */
  readonly ofPeriods: () => readonly Stretch[];
} {
  const cuts = cutsOf(clause, input);
  const asked = (some: Some): Stretch[] =>
    stretchesOf(cuts.map(({ from }) => cutAt(clause, input, from, some)));
  const ofPeriods = (): Stretch[] => asked({ someSubjects: true, somePeriods: true });
  return { some: stretchesOf(cuts), all: asked({}), ofPeriods };
}
