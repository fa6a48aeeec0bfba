import type { ParameterEntry } from '../../../law/plans/model.ts';
import type { Caller, LiveCity } from '../../identity/index.ts';
import { loadWorkingCalendar } from '../../plan/index.ts';
import type { Owed } from '../model.ts';
import { farthest, isTaskParameter } from '../rules/in-force.ts';
import { keysOf } from '../rules/owners.ts';
import { todosOf } from '../rules/todos.ts';
import { owedDuties } from '../store/owed.ts';
import { rulesOn } from './rules-on.ts';

/**
 * How many to-dos a change of parameters would open and close, of duties within the caller's scope;
 * null: to-dos do not hang on this one. Nothing is kept.
 */
export async function previewTodos(
  city: LiveCity,
  caller: Pick<Caller, 'keys'>,
  name: string,
  entries: readonly ParameterEntry[],
): Promise<{ readonly opened: number; readonly closed: number } | null> {
  if (!isTaskParameter(name)) return null;
  await city.counted();
  const day = city.today();
  const calendar = loadWorkingCalendar();
  const clauses = new Map(city.clauses.map((clause) => [clause.id, clause]));
  const soon = farthest([...entries, ...city.parameters], calendar, day);
  const mine = new Set(caller.keys);
  const within = ({ clause, place }: Owed): boolean => {
    const plan = clauses.get(clause)?.plan;
    return Object.values(place.divisions).some(
      (division) =>
        division !== null && plan && keysOf(`d:${division}`, [plan]).some((key) => mine.has(key)),
    );
  };
  const all = await owedDuties(city.options.owner, [...clauses.keys()], day, soon);
  const owed = all.filter(within);
  const keysBy = (by: readonly ParameterEntry[]): ReadonlySet<string> => {
    const found = todosOf({ owed, kept: [], clauses, rules: rulesOn(by, day), calendar, day });
    return new Set(found.open.map(({ key, roles }) => `${key} ${roles.join()}`));
  };
  const [before, after] = [keysBy(city.parameters), keysBy(entries)];
  return {
    opened: [...after].filter((key) => !before.has(key)).length,
    closed: [...before].filter((key) => !after.has(key)).length,
  };
}
