import type { Day } from '../../../kernel/calendar.ts';
import type { Clause } from '../../../law/plans/model.ts';
import type { Role } from '../../../law/roles.ts';
import type { WorkingCalendar } from '../../../law/standards/working-days.ts';
import type { Divisions, DutyTodo, KeptTodo, Owed, TodoChanges } from '../model.ts';
import type { DutyRules } from './in-force.ts';
import { dayAfter } from './in-force.ts';
import { above, keysOf, ownersOf } from './owners.ts';
import type { EscalationStep } from './settings.ts';

export interface TodoInput {
  readonly owed: readonly Owed[];
  /** To-dos of the same clauses, open or done. */
  readonly kept: readonly KeptTodo[];
  readonly clauses: ReadonlyMap<string, Pick<Clause, 'actor' | 'plan'>>;
  /** What holds in a place. */
  readonly rules: (divisions: Divisions) => DutyRules;
  readonly calendar: WorkingCalendar;
  readonly day: Day;
}

/** A to-do that is still being added up. */
interface Sum {
  readonly first: Omit<DutyTodo, 'subjects' | 'overdue' | 'due'>;
  readonly subjects: Set<string>;
  overdue: number;
  due: Day | null;
}

/**
 * To-dos of open duties: one for each owner and clause, and one for each division above where a
 * duty has been overdue for so many working days. What is met closes by itself.
 */
export function todosOf(input: TodoInput): TodoChanges {
  const wanted = new Map([...sums(input)].map(([key, sum]) => [key, todoOf(sum)]));
  const kept = new Map(input.kept.map((todo) => [todo.key, todo]));
  const open: DutyTodo[] = [];
  const change: DutyTodo[] = [];
  for (const [key, todo] of wanted) {
    const now = kept.get(key);
    if (!now?.open) open.push(todo);
    else if (differs(now, todo)) change.push(todo);
  }
  const close = input.kept.filter((todo) => todo.open && !wanted.has(todo.key));
  return { open, change, close: close.map(({ key }) => key) };
}

function sums(input: TodoInput): Map<string, Sum> {
  const { owed, clauses, rules } = input;
  const limitsOf = limitsOn(input);
  const found = new Map<string, Sum>();
  for (const one of owed) {
    const clause = clauses.get(one.clause);
    if (!clause) continue;
    const { soon, limits } = limitsOf(rules(one.place.divisions));
    if (one.status === 'pending' && (one.due === null || one.due > soon)) continue;
    for (const owner of ownersOf(clause.actor, one.place)) {
      add(found, 'duty', owner.node, owner.roles, clause.plan, one);
      const begun = one.due ?? one.since;
      if (one.status !== 'overdue' || begun === null) continue;
      const higher = above(owner, one.place);
      for (const { step, limit } of limits) {
        if (begun <= limit) climb(found, step, higher[step.to], clause.plan, one);
      }
    }
  }
  return found;
}

interface Limits {
  readonly soon: Day;
  readonly limits: readonly { readonly step: EscalationStep; readonly limit: Day }[];
}

/** The days that rules mean today; worked out once for each. */
function limitsOn({ calendar, day }: TodoInput): (rules: DutyRules) => Limits {
  const known = new Map<DutyRules, Limits>();
  return (rules) => {
    const found = known.get(rules);
    if (found) return found;
    const days = (count: number): Day => dayAfter(calendar, rules, day, count);
    const limits = rules.steps.map((step) => ({ step, limit: days(-step.after) }));
    const made = { soon: days(rules.remindBefore), limits };
    known.set(rules, made);
    return made;
  };
}

function climb(
  found: Map<string, Sum>,
  { roles }: EscalationStep,
  division: string | undefined,
  plan: string,
  one: Owed,
): void {
  if (division !== undefined) add(found, 'chase', `d:${division}`, roles, plan, one);
}

function add(
  found: Map<string, Sum>,
  kind: 'duty' | 'chase',
  owner: string,
  roles: readonly Role[],
  plan: string,
  { clause, place, status, due, count, about }: Owed,
): void {
  const key = `${owner}|${clause}${kind === 'chase' ? '|chase' : ''}`;
  let sum = found.get(key);
  if (!sum) {
    const first = { key, kind, owner, keys: keysOf(owner, [plan]), roles, clause };
    sum = { first, subjects: new Set(), overdue: 0, due: null };
    found.set(key, sum);
  }
  const subjects = place.enterprises.length > 0 ? place.enterprises : [about];
  for (const subject of subjects) sum.subjects.add(subject);
  if (status === 'overdue') sum.overdue += count;
  if (due !== null && (sum.due === null || due < sum.due)) sum.due = due;
}

function todoOf({ first, subjects, overdue, due }: Sum): DutyTodo {
  return { ...first, subjects: subjects.size, overdue, due };
}

function differs(kept: KeptTodo, todo: DutyTodo): boolean {
  return kept.subjects !== todo.subjects || kept.overdue !== todo.overdue || kept.due !== todo.due;
}
