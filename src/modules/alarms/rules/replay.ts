import type { Moment } from '../../../kernel/calendar.ts';
import type { Act, Alarm, Given, State } from '../model.ts';
import { actNames } from '../model.ts';
import { changeOf, released } from './machine.ts';

/** An act as the history keeps it. */
export interface Done {
  readonly act: string;
  readonly at: Moment;
  readonly given: Given;
  readonly to: State;
}

const isAct = (act: string): act is Act => actNames.some((name) => name === act);

/**
 * What an alarm says after its history: acts of people, holds that ended. A climb changes nothing;
 * where a hold led to tells whether the condition had cleared meanwhile.
 */
export function replay(fresh: Alarm, history: readonly Done[]): Alarm {
  return history.reduce<Alarm>((alarm, { act, at, given, to }) => {
    const clearedAt = to === 'unacknowledged' ? null : at;
    if (act === 'release') return { ...alarm, ...released({ ...alarm, clearedAt }) };
    return isAct(act) ? { ...alarm, ...changeOf(act, { ...alarm, clearedAt }, given, at) } : alarm;
  }, fresh);
}
