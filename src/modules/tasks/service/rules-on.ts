import type { Day } from '../../../kernel/calendar.ts';
import type { ParameterEntry } from '../../../law/plans/model.ts';
import { entriesInForce } from '../../plan/index.ts';
import type { Divisions } from '../model.ts';
import type { DutyRules } from '../rules/in-force.ts';
import { isTaskParameter, rulesBy, rulesFrom } from '../rules/in-force.ts';

/** The rules of to-dos on a day, by place. */
export function rulesOn(
  entries: readonly ParameterEntry[],
  day: Day,
): (divisions: Divisions) => DutyRules {
  const own = entries.filter(({ name }) => isTaskParameter(name));
  return rulesBy((chain) => entriesInForce(own, day, chain));
}

/** The rules of the division that sent something, by its node (`d:371728`). */
export function senderRules(
  entries: readonly ParameterEntry[],
  chains: ReadonlyMap<string, readonly string[]>,
  day: Day,
): (sender: string | null) => DutyRules {
  const own = entries.filter(({ name }) => isTaskParameter(name));
  return (sender) => {
    const division = sender?.replace(/^d:/, '') ?? '';
    return rulesFrom(entriesInForce(own, day, chains.get(division) ?? [division]));
  };
}

/** Within how many working days a letter of a division is answered: by it, or the nearest above. */
export function answerWithinAt(
  entries: readonly ParameterEntry[],
  day: Day,
  chain: readonly string[],
): number {
  const own = entries.filter(({ name }) => isTaskParameter(name));
  return rulesFrom(entriesInForce(own, day, chain)).answerWithin;
}
