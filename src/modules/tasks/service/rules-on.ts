import type { Day } from '../../../kernel/calendar.ts';
import type { ParameterEntry } from '../../../law/plans/model.ts';
import { entriesInForce } from '../../plan/index.ts';
import type { Divisions } from '../model.ts';
import type { DutyRules } from '../rules/in-force.ts';
import { isTaskParameter, rulesBy } from '../rules/in-force.ts';

/** The rules of to-dos on a day, by place. */
export function rulesOn(
  entries: readonly ParameterEntry[],
  day: Day,
): (divisions: Divisions) => DutyRules {
  const own = entries.filter(({ name }) => isTaskParameter(name));
  return rulesBy((chain) => entriesInForce(own, day, chain));
}
