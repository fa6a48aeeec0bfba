import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Day } from '../../../kernel/calendar.ts';
import { addDays, dayOf, formatDay } from '../../../kernel/calendar.ts';
import { must } from '../../../kernel/result.ts';
import type { Role } from '../../../law/roles.ts';
import { roleNames } from '../../../law/roles.ts';
import { loadWorkingCalendar } from '../../plan/index.ts';
import type { Actor, Hazard, Values, Wanted } from '../model.ts';
import { actNames, levels, stageNames } from '../model.ts';
import { dayIn, fixerOf, isMajor } from './conditions.ts';
import { perform, report } from './machine.ts';
import { replay } from './replay.ts';
import { loopSettings } from './settings.ts';
import { table } from './table.ts';

const FROM = dayOf(2025, 9, 20);
const calendar = loadWorkingCalendar();

const DAYS = [
  ...['foundOn', 'dueOn', 'stoppedOn', 'rectifiedOn', 'verifiedOn', 'closedOn', 'extendedUntil'],
];
/** Values for every field, right ones often enough that histories become long; days as offsets. */
const VALUES: Readonly<Record<string, fc.Arbitrary<Values[string]>>> = {
  ...Object.fromEntries(
    actNames
      .flatMap((act) => Object.keys(table[act].fields))
      .map((name) => [
        name,
        fc.constantFrom('示例', 'P1', 'P2', 'P3', '示例', 'P1', 'P2', 'P3', null),
      ]),
  ),
  ...Object.fromEntries(DAYS.map((name) => [name, fc.integer({ min: -3, max: 3 })])),
  dueOn: fc.integer({ min: -1, max: 30 }),
  extendedUntil: fc.integer({ min: 1, max: 60 }),
  ...Object.fromEntries(
    ['major', 'treatedAsMajor', 'stopRequired', 'refused'].map((name) => [name, fc.boolean()]),
  ),
  source: fc.constantFrom('selfInspection', 'inspection'),
  class: fc.constantFrom('static', 'dynamic'),
  stopScope: fc.constantFrom('facility', 'enterprise'),
  rectificationLeadRole: fc.constantFrom('principal', 'principal', 'safety-manager'),
  escalatedTo: fc.constantFrom(...levels),
  supervisedBy: fc.constantFrom(...levels),
  funds: fc.integer({ min: -1, max: 1000 }),
};

const ROLES: readonly Role[] = [
  ...(['principal', 'safetyManager', 'teamLeader', 'officer', 'bureau', 'office'] as const),
];
const actorOf = fc
  .tuple(
    fc.constantFrom(...ROLES, ...ROLES, ...ROLES, ...ROLES, ...ROLES, ...roleNames),
    fc.integer({ min: 0, max: 2 }),
  )
  .map(([role, n]): Actor => {
    const level = ['bureau', 'office', 'officer'].includes(role) ? 'county' : null;
    return { account: `A${n}`, name: role, seats: [{ role, level }] };
  });
const attemptOf = fc.record({
  /** Among the acts of the stage, mostly; else any. */
  act: fc.nat(),
  any: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
  actor: actorOf,
  later: fc.integer({ min: 0, max: 3 }),
  values: fc.record(VALUES),
  /** A field that is not the act's own, now and then. */
  stray: fc.option(fc.constantFrom('major', 'closedOn', 'stage'), { freq: 12 }),
  reason: fc.constantFrom('理由', '理由', null),
});
type Attempt = typeof attemptOf extends fc.Arbitrary<infer T> ? T : never;

const ONWARD = ['judge', 'assign', 'control', 'rectify', 'verify', 'close'];

function wantedOf(attempt: Attempt, { stage }: Hazard, day: Day): Wanted {
  const { act: n, any, values, stray, reason } = attempt;
  const fitting = any ? actNames : actNames.filter((act) => table[act].from.includes(stage));
  // Onward more often than back.
  const onward = fitting.filter((act) => ONWARD.includes(act));
  const choice = [...fitting, ...onward, ...onward, ...onward, ...onward, ...onward];
  const act = must(choice[n % choice.length], 'every stage has an act');
  const set = Object.keys(table[act].fields).map((name) => {
    const value = values[name] ?? null;
    const isDay = DAYS.includes(name) && typeof value === 'number';
    return [name, isDay ? formatDay(addDays(day, value)) : value] as const;
  });
  return {
    act,
    set: { ...Object.fromEntries(set), ...(stray ? { [stray]: 'closed' } : {}) },
    reason,
  };
}

/** Tries them one after the other; what is refused changes nothing. */
function tried(
  attempts: readonly Attempt[],
  watch: (before: Hazard, after: Hazard, day: Day, actor: Actor) => void,
): Hazard {
  const begun = report(
    { enterprise: 'E1', source: 'selfInspection', foundOn: formatDay(FROM), note: '示例' },
    { account: 'A0', name: 'A0', seats: [{ role: 'safetyManager', level: null }] },
    { today: FROM, calendar, settings: loopSettings },
  );
  if (!begun.ok) throw new Error('the report is right');
  let hazard: Hazard = { stage: 'reported', values: begun.value.set, steps: [begun.value.step] };
  let day = FROM;
  for (const attempt of attempts) {
    const { actor } = attempt;
    day = addDays(day, attempt.later);
    const wanted = wantedOf(attempt, hazard, day);
    const done = perform(hazard, wanted, actor, { today: day, calendar, settings: loopSettings });
    if (!done.ok) continue;
    const { step } = done.value;
    const next = {
      stage: step.to,
      values: { ...hazard.values, ...done.value.set },
      steps: [...hazard.steps, step],
    };
    watch(hazard, next, day, actor);
    hazard = next;
  }
  return hazard;
}

const sequence = fc.array(attemptOf, { minLength: 40, maxLength: 120, size: 'max' });

test('no sequence of acts reaches what the machine forbids, and its history replays to its stage', () => {
  const reached = new Set<string>();
  fc.assert(
    fc.property(sequence, (attempts) => {
      const last = tried(attempts, (before, after, day, actor) => {
        reached.add(after.stage);
        const { values } = after;
        const on = (name: string): Day | null => dayIn(values[name]);
        const role = actor.seats[0]?.role ?? 'worker';
        expect(values.stage).toBe(after.stage);
        // Nothing is assigned without who, what and when; a major one without all five.
        if (['assigned', 'controlled', 'rectified', 'verified', 'closed'].includes(after.stage)) {
          for (const name of ['responsible', 'measures', 'dueOn'])
            expect(values[name]).toBeTruthy();
          if (isMajor(after)) {
            expect(values.contingencyPlan).toBeTruthy();
            expect(values.funds).toBeGreaterThanOrEqual(0);
            expect(values.rectificationLeadRole).toBe('principal');
          }
        }
        if (after.stage === 'rectified' && isMajor(after))
          expect(values.interimMeasures).toBeTruthy();
        if (before.stage === 'rectified' && after.stage === 'verified') {
          expect(fixerOf(before)).not.toBe(actor.account);
          if (isMajor(after)) expect(['bureau', 'office', 'officer']).toContain(role);
        }
        if (after.stage === 'closed') {
          expect(on('verifiedOn')).not.toBeNull();
          expect(on('closedOn')).toBeGreaterThanOrEqual(on('verifiedOn') ?? Infinity);
          expect(on('verifiedOn')).toBeGreaterThanOrEqual(on('rectifiedOn') ?? Infinity);
          expect(on('rectifiedOn')).toBeGreaterThanOrEqual(on('foundOn') ?? Infinity);
          expect(on('closedOn')).toBeLessThanOrEqual(day);
        } else expect(on('closedOn')).toBeNull();
        expect(values.extendedTimes ?? 0).toBeLessThanOrEqual(loopSettings.extensions.value);
      });
      expect(replay(last.steps)).toEqual({ ok: true, value: last.stage });
    }),
    { numRuns: 400, seed: 4 },
  );
  expect([...reached].sort()).toEqual([...stageNames].sort());
});

test('an act that is refused says why, in words or at fields', () => {
  fc.assert(
    fc.property(sequence, attemptOf, (attempts, one) => {
      const hazard = tried(attempts, () => undefined);
      const today = addDays(FROM, 40);
      const done = perform(hazard, wantedOf(one, hazard, today), one.actor, {
        today,
        calendar,
        settings: loopSettings,
      });
      if (!done.ok) expect(done.error.why.zh.length).toBeGreaterThan(3);
    }),
    { numRuns: 100, seed: 5 },
  );
});
