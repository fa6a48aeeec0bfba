import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Moment } from '../../../kernel/calendar.ts';
import type { Role } from '../../../law/roles.ts';
import { roleNames } from '../../../law/roles.ts';
import { alarmSettings } from '../load.ts';
import type { Act, Actor, Alarm, Given, State } from '../model.ts';
import { actNames, kindNames, ruleNames, stateNames, verdictNames } from '../model.ts';
import { perform, released, whyNot } from './machine.ts';
import { stateOf } from './state.ts';
import { conditions, fits, mayPutAside, table } from './table.ts';

const settings = alarmSettings();
const MINUTE = 60_000;
const at = (minutes: number): Moment => (Date.UTC(2026, 2, 2) + minutes * MINUTE) as Moment;

const fresh: Alarm = {
  ...{ level: 'orange', kind: 'pressure', rule: 'high' },
  ...{ clearedAt: null, acknowledgedAt: null, hold: null, holdUntil: null, verdict: null },
  ...{ handledAt: null, checkedAt: null, permitMatched: null, measure: null, closedAt: null },
};
const desk: Actor = { roles: ['dispatcher'], leads: false };
const leader: Actor = { roles: ['dispatcher'], leads: true };

/** Takes acts one after the other; `clear` comes from the signal. */
function taken(alarm: Alarm, actor: Actor, steps: readonly (readonly [Act, Given?] | 'clear')[]) {
  return steps.reduce<{ alarm: Alarm; refused: string | null; n: number }>(
    ({ alarm: before, refused, n }, step) => {
      if (refused !== null) return { alarm: before, refused, n };
      if (step === 'clear') return { alarm: { ...before, clearedAt: at(n) }, refused, n: n + 1 };
      const done = perform(before, step[0], step[1] ?? {}, { actor, at: at(n), settings });
      return done.ok
        ? { alarm: done.value, refused: null, n: n + 1 }
        : { alarm: before, refused: done.error.why.en, n };
    },
    { alarm, refused: null, n: 1 },
  );
}

describe('worked examples', () => {
  const real: Given = { verdict: 'real' };
  const cases: readonly [string, Parameters<typeof taken>[2], State, string | null][] = [
    [
      'F6, five steps',
      [
        ['acknowledge'],
        ['call'],
        ['judge', real],
        'clear',
        ['dispose', { measure: '降压' }],
        ['close'],
      ],
      'closed',
      null,
    ],
    [
      'above the limit',
      [['acknowledge'], ['judge', real], ['dispose', { measure: '降压' }], ['close']],
      'acknowledged',
      'the condition still holds: it can be closed only once it has cleared',
    ],
    [
      'real and not handled',
      [['acknowledge'], 'clear', ['judge', real], ['close']],
      'returned',
      'a real alarm needs its disposal first',
    ],
    ['no reason', [['acknowledge'], 'clear', ['close']], 'returned', 'say first what it is'],
    [
      'false',
      [['acknowledge'], 'clear', ['judge', { verdict: 'false', reason: '探头受潮' }], ['close']],
      'closed',
      null,
    ],
    [
      'false, and no word why',
      [['acknowledge'], 'clear', ['judge', { verdict: 'false' }], ['close']],
      'returned',
      'mend what is marked',
    ],
    ['returned before anyone looked', ['clear', ['acknowledge']], 'returned', null],
    [
      'disposal before a reason',
      [['acknowledge'], ['dispose', { measure: 'x' }]],
      'acknowledged',
      'say first what it is',
    ],
    [
      'twice',
      [['acknowledge'], ['acknowledge']],
      'acknowledged',
      "it is acknowledged: 'acknowledge' is no step from there",
    ],
  ];
  test.each(cases)('%s', (_name, steps, state, refused) => {
    const done = taken(fresh, desk, steps);
    expect([stateOf(done.alarm), done.refused]).toEqual([state, refused]);
  });

  test('a red alarm is not closed by the enterprise alone, another one is', () => {
    const firm: Actor = { roles: ['safetyManager'], leads: false };
    const why: Given = { verdict: 'false', reason: '误碰' };
    const steps: Parameters<typeof taken>[2] = [['acknowledge'], ['judge', why], 'clear'];
    const red = taken({ ...fresh, level: 'red' }, firm, steps).alarm;
    expect(taken(red, firm, [['close']]).refused).toContain('not by the enterprise alone');
    expect(taken(red, desk, [['close']]).refused).toBeNull();
    expect(taken(fresh, firm, [...steps, ['close']]).refused).toBeNull();
  });

  test('shelving: by the shift leader, with a reason, eight hours at most, never of what must be heard', () => {
    const eight: Given = { minutes: 480, reason: '换表' };
    expect(taken(fresh, desk, [['shelve', eight]]).refused).toContain('leader of the shift');
    expect(stateOf(taken(fresh, leader, [['shelve', eight]]).alarm)).toBe('shelved');
    for (const given of [{ minutes: 481, reason: 'x' }, { minutes: 60 }, { reason: 'x' }]) {
      expect(taken(fresh, leader, [['shelve', given]]).refused).toBe('mend what is marked');
    }
    for (const change of [
      { kind: 'gas' },
      { level: 'red' },
      { rule: 'highHigh' },
      { kind: 'illegal-hot-work' },
    ] as const) {
      const refused = taken({ ...fresh, ...change }, leader, [['shelve', eight]]).refused;
      expect(refused).toContain('never put aside');
    }
    const shelved = taken(fresh, leader, [['acknowledge'], ['shelve', eight]]).alarm;
    // It comes back by itself: unanswered where it still holds, as it was where it does not.
    expect(stateOf({ ...shelved, ...released(shelved) })).toBe('unacknowledged');
    const cleared = { ...shelved, clearedAt: at(9) };
    expect(stateOf({ ...cleared, ...released(cleared) })).toBe('returned');
  });

  test.each(['covertProduction', 'falseOffline'] as const)(
    '%s: looked at on the spot before it ends',
    (rule) => {
      const found: Alarm = { ...fresh, kind: 'covert-production', rule, level: 'red' };
      const handled = [['acknowledge'], ['judge', real], ['dispose', { measure: '断电' }]] as const;
      const early = taken(found, desk, [...handled, 'clear', ['close']]);
      expect([stateOf(early.alarm), early.refused]).toEqual([
        'returned',
        'what electricity alone shows needs a check on the spot first',
      ]);
      const looked = taken(found, desk, [
        ...handled,
        'clear',
        ['check', { reason: '已停产' }],
        ['close'],
      ]);
      expect([stateOf(looked.alarm), looked.refused]).toEqual(['closed', null]);
    },
  );

  test('hot work: whether a permit matched is asked', () => {
    const hot: Alarm = {
      ...fresh,
      kind: 'illegal-hot-work',
      rule: 'hotWorkWithoutPermit',
      level: 'red',
    };
    expect(
      taken(hot, desk, [['acknowledge'], ['judge', { verdict: 'real' }]]).refused,
    ).not.toBeNull();
    const done = taken(hot, desk, [
      ['acknowledge'],
      ['judge', { verdict: 'real', permitMatched: false }],
    ]);
    expect(done.alarm.permitMatched).toBe(false);
  });
});

const maybe = (moment: Moment) => fc.constantFrom(null, moment);
const anyAlarm: fc.Arbitrary<Alarm> = fc.record({
  level: fc.constantFrom('red', 'orange', 'yellow', 'blue'),
  kind: fc.constantFrom(...kindNames),
  rule: fc.constantFrom(...ruleNames),
  clearedAt: maybe(at(0)),
  acknowledgedAt: maybe(at(0)),
  hold: fc.constantFrom(null, null, 'shelved', 'suppressed', 'outOfService'),
  holdUntil: fc.constant(null),
  verdict: fc.constantFrom(null, ...verdictNames),
  handledAt: maybe(at(0)),
  checkedAt: maybe(at(0)),
  permitMatched: fc.constantFrom(null, true),
  measure: fc.constant(null),
  closedAt: fc.constantFrom(null, null, at(0)),
});
const anyActor: fc.Arbitrary<Actor> = fc.record({
  roles: fc.constantFrom(...roleNames).map((role): readonly Role[] => [role]),
  leads: fc.boolean(),
});
const anyGiven: fc.Arbitrary<Given> = fc.record(
  {
    verdict: fc.constantFrom(...verdictNames),
    measure: fc.constantFrom('', '停车'),
    permitMatched: fc.boolean(),
    minutes: fc.integer({ min: 1, max: 6000 }),
    reason: fc.constantFrom('', '检修'),
  },
  { requiredKeys: [] },
);

describe('for every alarm, person and act', () => {
  test('what is done is what the table says, and nothing else is', () => {
    fc.assert(
      fc.property(
        anyAlarm,
        anyActor,
        fc.constantFrom(...actNames),
        anyGiven,
        (alarm, actor, act, given) => {
          const rule = table[act];
          const to = rule.way[stateOf(alarm)];
          const allowed =
            to !== undefined &&
            rule.who.some((who) => fits(who, actor, alarm)) &&
            (rule.conditions ?? []).every((name) => conditions[name](alarm));
          expect(whyNot(act, alarm, actor) === null).toBe(allowed);
          const done = perform(alarm, act, given, { actor, at: at(5), settings });
          if (!done.ok) return;
          expect(allowed).toBe(true);
          const expected = to === 'back' ? stateOf({ ...alarm, ...released(alarm) }) : to;
          expect(stateOf(done.value)).toBe(expected);
          expect(done.value.clearedAt).toBe(alarm.clearedAt);
        },
      ),
      { numRuns: 3000 },
    );
  });

  test('no sequence of acts closes what still holds, or puts aside what must be heard', () => {
    const step = fc.tuple(fc.constantFrom(...actNames), anyGiven, anyActor);
    const start = anyAlarm.filter(({ closedAt, hold }) => closedAt === null && hold === null);
    fc.assert(
      fc.property(start, fc.array(step, { maxLength: 30 }), (first, steps) => {
        let alarm: Alarm = { ...first, clearedAt: null };
        for (const [act, given, actor] of steps) {
          const done = perform(alarm, act, given, { actor, at: at(1), settings });
          if (done.ok) alarm = done.value;
          expect(stateOf(alarm)).not.toBe('closed');
          if (!mayPutAside(alarm)) expect(alarm.hold).toBeNull();
          if (alarm.holdUntil !== null)
            expect(alarm.holdUntil - at(1)).toBeLessThanOrEqual(72 * 3_600_000);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('every state is reached by some act or signal', () => {
    const reached = new Set(Object.values(table).flatMap(({ way }) => Object.values(way)));
    expect(stateNames.filter((state) => !reached.has(state))).toEqual(['suppressed']);
  });
});
