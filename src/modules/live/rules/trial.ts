import type { Rule } from '../model.ts';
import type { OneTag } from './gather.ts';
import { judge } from './judge.ts';
import { type Judged, TagStates } from './tag-states.ts';

export interface TriedAlarm {
  readonly rule: Rule;
  readonly since: number;
  readonly at: number;
  readonly value: number;
  /** Null: it still stands at the end. */
  clearedAt: number | null;
}

/** Alarms that are told with their times; all of them are counted. */
const MOST = 500;

/**
 * Present and proposed limits over the same stored readings (试算): the judge is the one that
 * judges live, so present limits raise what they raised.
 */
export class Trial {
  readonly #states = new TagStates();
  readonly #sides: { count: number; alarms: TriedAlarm[]; open: Map<Rule, TriedAlarm> }[];
  readings = 0;

  constructor(...limits: readonly Judged[]) {
    this.#sides = limits.map((by, tag) => {
      this.#states.judge(tag, by);
      return { count: 0, alarms: [], open: new Map() };
    });
  }

  /** Readings by their time, each stretch after the one before. */
  feed({ times, values, qualities }: OneTag): void {
    for (const [at, time] of times.entries()) {
      const [value, quality] = [values[at] as number, qualities[at] as number];
      for (const [tag, side] of this.#sides.entries()) {
        judge(this.#states, tag, time, value, quality, time, ({ rule, state, ...said }) => {
          if (state === 'cleared') {
            const open = side.open.get(rule);
            if (open) open.clearedAt = said.at;
            side.open.delete(rule);
            return;
          }
          const { since, at: raised, value: shown } = said;
          const alarm = { rule, since, at: raised, value: shown, clearedAt: null };
          side.open.set(rule, alarm);
          side.count += 1;
          if (side.alarms.length < MOST) side.alarms.push(alarm);
        });
      }
    }
    this.readings += times.length;
  }

  /** Of each set of limits, in the order in which they were given. */
  results(): readonly { readonly count: number; readonly alarms: readonly TriedAlarm[] }[] {
    return this.#sides.map(({ count, alarms }) => ({ count, alarms }));
  }
}
