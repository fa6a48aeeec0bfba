import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Moment } from '../../../kernel/calendar.ts';
import { alarmSettings } from '../load.ts';
import { type Actor, type Alarm, actNames, verdictNames } from '../model.ts';
import { perform, released } from './machine.ts';
import { type Done, replay } from './replay.ts';
import { stateOf } from './state.ts';

const settings = alarmSettings();
const at = (minute: number): Moment => (Date.UTC(2026, 2, 2) + minute * 60_000) as Moment;
const fresh: Alarm = {
  ...{ level: 'orange', kind: 'pressure', rule: 'high' },
  ...{ clearedAt: null, acknowledgedAt: null, hold: null, holdUntil: null, verdict: null },
  ...{ handledAt: null, checkedAt: null, permitMatched: null, measure: null, closedAt: null },
};
const actor: Actor = { roles: ['dispatcher', 'bureau', 'safetyManager'], leads: true };

const step = fc.record({
  act: fc.constantFrom(...actNames, 'clear', 'release', 'acknowledge', 'judge'),
  verdict: fc.constantFrom(...verdictNames),
  minutes: fc.integer({ min: 1, max: 480 }),
});

/** What is asked of each act, filled in. */
const givenOf = (act: string, { verdict, minutes }: { verdict: 'real'; minutes: number }) => ({
  ...(act === 'judge' ? { verdict } : {}),
  ...(act === 'dispose' ? { measure: '降压' } : {}),
  ...(act === 'shelve' || act === 'takeOut' ? { minutes } : {}),
  ...(['shelve', 'takeOut', 'check', 'judge'].includes(act) ? { reason: '检修' } : {}),
});

test('a history replays to what the alarm says, whatever was done and whenever it cleared', () => {
  let long = 0;
  fc.assert(
    fc.property(fc.array(step, { minLength: 15, maxLength: 40 }), (steps) => {
      let alarm = fresh;
      const history: Done[] = [];
      for (const [index, { act, ...more }] of steps.entries()) {
        const when = at(index + 1);
        if (act === 'clear') {
          alarm = { ...alarm, clearedAt: alarm.clearedAt ?? when };
        } else if (act === 'release') {
          if (alarm.hold === null || stateOf(alarm) === 'closed') continue;
          alarm = { ...alarm, ...released(alarm) };
          history.push({ act, at: when, given: {}, to: stateOf(alarm) });
        } else {
          const given = givenOf(act, more as Parameters<typeof givenOf>[1]);
          const done = perform(alarm, act, given, { actor, at: when, settings });
          if (!done.ok) continue;
          alarm = done.value;
          history.push({ act, at: when, given, to: stateOf(alarm) });
        }
      }
      if (history.length > 4) long += 1;
      const again = { ...replay(fresh, history), clearedAt: alarm.clearedAt };
      expect(again).toEqual(alarm);
    }),
    { numRuns: 400 },
  );
  expect(long).toBeGreaterThan(50);
});
