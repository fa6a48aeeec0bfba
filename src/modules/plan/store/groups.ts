import type { Clause } from '../../../law/plans/model.ts';
import { parametersOf } from '../../../law/plans/uses.ts';
import type { ParameterGroup, ParametersInForce } from '../rules/parameters.ts';
import { inForce, parameterGroups } from '../rules/parameters.ts';
import { chainOf, entriesFor } from '../rules/within.ts';
import type { EvaluationInput } from './clause-query.ts';

export interface ClauseGroups {
  readonly all: readonly ParameterGroup[];
  /** Those with every value that the clause reads: subjects elsewhere have no duty yet. */
  readonly complete: readonly ParameterGroup[];
}

/** The divisions by the values that the clause finds there. */
export function groupsOf(clause: Clause, input: EvaluationInput): ClauseGroups {
  const { definitions, asOf, chains } = input;
  const entries = entriesFor(input.entries, input);
  const all = parameterGroups(entries, definitions, asOf, parametersOf(clause), chains);
  return { all, complete: all.filter(({ parameters }) => isComplete(clause, parameters)) };
}

/** By which values the clause as a whole is judged: the general ones or the asked division's. */
export function judgingValues(clause: Clause, input: EvaluationInput): ParametersInForce {
  const { definitions, asOf } = input;
  const own = inForce(entriesFor(input.entries, input), definitions, asOf, chainOf(input));
  if (isComplete(clause, own)) return own;
  return groupsOf(clause, input).complete[0]?.parameters ?? own;
}

export function isComplete(clause: Clause, parameters: ParametersInForce): boolean {
  return clause.reads.every((name) => parameters.has(name));
}
