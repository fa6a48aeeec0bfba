import type { Day } from '../../../kernel/calendar.ts';
import type { Duration } from '../../../kernel/duration.ts';
import type { Clause, ParameterEntry } from '../../../law/plans/model.ts';
import type { Evaluation, Scope, Types } from '../../records/index.ts';
import type { DutyPeriod } from '../rules/duties.ts';
import { day, dutyKind, dutyPeriods } from '../rules/duties.ts';
import type { Definitions, ParameterGroup } from '../rules/parameters.ts';
import { parameterGroups } from '../rules/parameters.ts';
import { compile } from './compile.ts';
import { mayHold } from './conditions.ts';
import type { Concern, Context } from './context.ts';
import { durationOf } from './context.ts';

export interface EvaluationInput {
  readonly types: Types;
  readonly definitions: Definitions;
  readonly entries: readonly ParameterEntry[];
  readonly asOf: Day;
  /** The day whose parameters hold; the as-of day where it says nothing else. */
  readonly parametersAt?: Day;
  /** Every duty with its evidence, or the figures alone. */
  readonly duties: boolean;
  /** Each division as of the day with itself and those above it, nearest first. */
  readonly chains: ReadonlyMap<string, readonly string[]>;
  /** Division → the county-level division that its duties are counted under. */
  readonly countyOf: ReadonlyMap<string, string>;
  /** Division → the functional zones in which it lies, beside the divisions above it. */
  readonly zones: ReadonlyMap<string, readonly string[]>;
  /** Only duties of subjects in this division or below; null: all. */
  readonly within: string | null;
}

/** A clause's query, and how records concern its subjects. */
export interface ClauseQuery {
  readonly sql: string;
  readonly concerns: readonly Concern[];
  /** May a subject be in its population while the scope's row stands? Never denied wrongly. */
  readonly mayCount: (scope: Scope) => string;
  readonly periods: readonly DutyPeriod[];
}

type Narrower = Partial<Pick<Context, 'history' | 'someSubjects' | 'somePeriods'>>;

export function queryOf(
  clause: Clause,
  input: EvaluationInput,
  group: ParameterGroup,
  groups: readonly ParameterGroup[],
  scope: Narrower = {},
): ClauseQuery {
  const context = contextOf(clause, input, group.parameters, divisionsOf(group, groups), scope);
  const { requirement, subject } = clause;
  const kind = kindOf(clause, context);
  const sql = compile(context, { kind, selector: subject.selector, requirement });
  const mayCount = (row: Scope): string => mayHold(row, subject.selector, context);
  return { sql, concerns: context.concerns, mayCount, periods: context.periods };
}

/** Which subjects a group of divisions speaks of. */
export function divisionsOf(
  group: ParameterGroup,
  groups: readonly ParameterGroup[],
): Context['divisions'] {
  if (groups.length === 1) return null;
  if (group.divisions) return { only: true, list: group.divisions };
  return { only: false, list: groups.flatMap((g) => g.divisions ?? []) };
}

export function contextOf(
  clause: Clause,
  input: EvaluationInput,
  parameters: Context['parameters'],
  divisions: Context['divisions'],
  scope: Narrower = {},
): Context {
  let counter = 0;
  const { due } = clause;
  const window =
    due.type === 'by' && due.from ? { ...clause.window, from: due.from } : clause.window;
  const every = everyOf(clause, parameters);
  const kind = dutyKind(clause.requirement.form, due, every);
  const { history = false, someSubjects = false, somePeriods = false } = scope;
  return {
    history,
    someSubjects,
    somePeriods,
    types: knowing(input),
    asOf: input.asOf,
    parameters,
    divisions,
    window,
    periods: dutyPeriods(kind, due, every, window, history ? day(window.until) : input.asOf),
    every,
    evidence: input.duties && !history,
    entity: clause.subject.selector.entity,
    clauseId: clause.id,
    concerns: [],
    next: () => {
      counter += 1;
      return counter;
    },
  };
}

/** The types, with the parameters that derived attributes read. */
function knowing(input: EvaluationInput): Types {
  const { types, entries, definitions, asOf, chains } = input;
  const at = input.parametersAt ?? asOf;
  const parameters: Evaluation['parameters'] = (names) =>
    parameterGroups(entries, definitions, at, names, chains).map((group) => ({
      divisions: group.divisions,
      valueIn: (name) => group.parameters.get(name)?.value ?? null,
    }));
  return Object.assign(new Map(types), { evaluation: { asOf, parameters } });
}

export function kindOf(clause: Clause, context: Context): ReturnType<typeof dutyKind> {
  return dutyKind(clause.requirement.form, clause.due, everyOf(clause, context.parameters));
}

function everyOf(clause: Clause, parameters: Context['parameters']): Duration | null {
  const { due } = clause;
  if (due.type === 'every') return durationOf({ parameters }, { kind: 'literal', iso: due.every });
  const turnsRecurring = due.type === 'continuous' || due.type === 'routine';
  return turnsRecurring && clause.every ? durationOf({ parameters }, clause.every) : null;
}
