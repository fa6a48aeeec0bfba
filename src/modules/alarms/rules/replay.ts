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
  let alarm = fresh;
  for (const { act, at, given, to } of history) {
    const before: Alarm = { ...alarm, clearedAt: to === 'unacknowledged' ? null : at };
    if (act === 'release') alarm = { ...alarm, ...released(before) };
    else if (isAct(act)) alarm = { ...alarm, ...changeOf(act, before, given, at) };
  }
  return alarm;
}
