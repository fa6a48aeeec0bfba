import type { Level, Rung } from '../model.ts';
import { levels } from '../model.ts';
import type { AlarmSettings, Ladder, Step } from './settings.ts';

/** What a parameter says, where it is in force. */
export type InForce = ReadonlyMap<string, { readonly value?: unknown }>;

const SHELVE = 'alarm.shelve.most';
const climbOf = (level: Level, to: Rung): string => `alarm.climb.${level}.${to}`;
const disposeOf = (level: Level): string => `alarm.dispose.${level}.within`;

/** The parameters (参数) of this slice, each of a city or a division (src/law/plans/parameters.json). */
export const alarmParametersOf = (shipped: AlarmSettings): readonly string[] => [
  SHELVE,
  ...levels.flatMap((level) => [
    disposeOf(level),
    ...shipped.ladders[level].unanswered.map(({ to }) => climbOf(level, to)),
  ]),
];

/** Settings by the parameters in force; where none says otherwise, as they ship. */
export function settingsBy(shipped: AlarmSettings, inForce: InForce): AlarmSettings {
  const minutes = (name: string, usual: number): number => {
    const value = inForce.get(name)?.value;
    return typeof value === 'number' && value >= 1 ? Math.floor(value) : usual;
  };
  const ladder = (level: Level): Ladder => ladderBy(level, shipped.ladders[level], minutes);
  return {
    ...shipped,
    ladders: {
      ...{ red: ladder('red'), orange: ladder('orange') },
      ...{ yellow: ladder('yellow'), blue: ladder('blue') },
    },
    // Never for longer than the design allows.
    shelveMinutes: Math.min(shipped.shelveMinutes, minutes(SHELVE, shipped.shelveMinutes)),
  };
}

function ladderBy(
  level: Level,
  usual: Ladder,
  minutes: (name: string, usual: number) => number,
): Ladder {
  const unanswered: readonly Step[] = usual.unanswered.map(({ to, minutes: after }) => ({
    to,
    minutes: minutes(climbOf(level, to), after),
  }));
  const done = minutes(disposeOf(level), usual.disposeMinutes);
  // The steps after it keep their distance: once, twice, three times the limit.
  const undone = usual.undone.map(({ to, minutes: after }) => ({
    to,
    minutes: Math.round((after / usual.disposeMinutes) * done),
  }));
  const changed =
    done !== usual.disposeMinutes ||
    unanswered.some((step, index) => step.minutes !== usual.unanswered[index]?.minutes);
  return {
    ...{ ...usual, unanswered, undone, disposeMinutes: done },
    ...(changed ? { source: '参数 alarm.climb、alarm.dispose' } : {}),
  };
}
