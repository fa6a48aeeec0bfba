import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Moment } from '../../../kernel/calendar.ts';
import { must } from '../../../kernel/result.ts';
import { warningSettings } from '../load.ts';
import { type AlarmFact, type Grade, grades, type Item } from '../model.ts';
import { gradeOf, gradeOfArea, itemOf, neededOf, ROWS_KEPT, rankOf } from './grade.ts';

const { settings } = warningSettings();
const START = Date.UTC(2026, 10, 20);
const at = (minutes: number): Moment => (START + minutes * 60_000) as Moment;

const alarm = (more: Partial<AlarmFact> = {}): AlarmFact => ({
  ...{ id: 'A', source: 'tag/T', rule: 'high', level: 'yellow', enterprise: 'E', facility: null },
  ...{ receivedAt: at(0), ended: false, acknowledged: false, ...more },
});

const fact = (reason: Item['reason'], grade: Grade, id = 'H'): Item => ({
  ...{ reason, grade, enterprise: 'E', facility: null, holds: false },
  ref: { type: 'hazard', id, at: null, what: null },
});

const hazards = (count: number): Item[] =>
  Array.from({ length: count }, (_, n) => fact('majorHazard', settings.majorHazard, `H${n}`));

/** Grade and reasons of what is listed, the alarms looked at after so many minutes. */
function judged(alarms: readonly AlarmFact[], facts: readonly Item[] = [], minutes = 0) {
  const items = [...alarms.map((each) => itemOf(each, at(minutes), settings)), ...facts];
  const standing = gradeOf(items, settings);
  return (
    standing && [
      standing.grade,
      standing.working.map(({ reason, grade, count }) => `${reason} ${grade} ${count}`).join(', '),
    ]
  );
}

describe('one object', () => {
  test.each<[string, AlarmFact[], Item[], number, unknown]>([
    ['nothing', [], [], 0, null],
    ['an alarm as it came', [alarm()], [], 119, ['yellow', 'alarm yellow 1']],
    ['at its limit', [alarm()], [], 120, ['yellow', 'alarm yellow 1']],
    ['unanswered beyond it', [alarm()], [], 121, ['orange', 'alarmLate orange 1']],
    ['orange, unanswered', [alarm({ level: 'orange' })], [], 61, ['red', 'alarmLate red 1']],
    ['red stays red', [alarm({ level: 'red' })], [], 31, ['red', 'alarmLate red 1']],
    ['answered', [alarm({ acknowledged: true })], [], 1440, ['yellow', 'alarm yellow 1']],
    [
      'answered, yet it stands',
      [alarm({ acknowledged: true })],
      [],
      1441,
      ['orange', 'alarmStanding orange 1'],
    ],
    ['over, to be closed', [alarm({ ended: true })], [], 60, ['blue', 'alarmEnded blue 1']],
    ['over, nobody looked', [alarm({ ended: true })], [], 200, ['yellow', 'alarmLate yellow 1']],
    [
      'data lost',
      [alarm({ rule: 'gatewayLost', level: 'orange' })],
      [],
      1,
      ['orange', 'dataLost orange 1'],
    ],
    ['two overdue major hazards', [], hazards(2), 0, ['orange', 'majorHazard orange 2']],
    ['three of them', [], hazards(3), 0, ['red', 'majorHazard red 3']],
    [
      'several reasons: the worst counts, all are told',
      [alarm(), alarm({ id: 'B' })],
      [fact('permit', 'blue'), fact('promise', 'yellow')],
      5,
      ['yellow', 'alarm yellow 2, promise yellow 1, permit blue 1'],
    ],
  ])('%s', (_, alarms, facts, minutes, expected) => {
    expect(judged(alarms, facts, minutes)).toEqual(expected);
  });
});

const grade = fc.constantFrom(...grades);
const anAlarm = fc.record({
  id: fc.uuid(),
  source: fc.constantFrom('tag/1', 'tag/2'),
  rule: fc.constantFrom('high', 'lost', 'covertProduction'),
  level: grade,
  enterprise: fc.constant('E'),
  facility: fc.constant(null),
  receivedAt: fc.integer({ min: -5000, max: 0 }).map(at),
  ended: fc.boolean(),
  acknowledged: fc.boolean(),
});
const someFacts = fc.array(
  fc.constantFrom(
    fact('majorHazard', settings.majorHazard),
    fact('promise', settings.promise),
    fact('permit', settings.permit),
  ),
  { maxLength: 5 },
);
const rank = (of: { readonly grade: Grade } | null): number => (of ? rankOf(of.grade) : 4);
const itemsOf = (alarms: readonly AlarmFact[], facts: readonly Item[], now = at(0)) => [
  ...alarms.map((each) => itemOf(each, now, settings)),
  ...facts,
];

describe('always', () => {
  test('one more alarm or fact never lowers a grade', () => {
    fc.assert(
      fc.property(
        fc.array(anAlarm),
        anAlarm,
        someFacts,
        someFacts,
        (alarms, more, facts, others) => {
          const before = rank(gradeOf(itemsOf(alarms, facts), settings));
          expect(rank(gradeOf(itemsOf([...alarms, more], facts), settings))).toBeLessThanOrEqual(
            before,
          );
          expect(
            rank(gradeOf(itemsOf(alarms, [...facts, ...others]), settings)),
          ).toBeLessThanOrEqual(before);
        },
      ),
    );
  });

  test('waiting never lowers it, an answer or the end of an alarm never raises it', () => {
    fc.assert(
      fc.property(anAlarm, fc.nat(10_000), (one, minutes) => {
        const now = rank(itemOf(one, at(0), settings));
        expect(rank(itemOf(one, at(minutes), settings))).toBeLessThanOrEqual(now);
        const young = { ...one, receivedAt: at(0) };
        const answered = itemOf({ ...young, acknowledged: true }, at(minutes), settings);
        const over = itemOf({ ...young, ended: true }, at(minutes), settings);
        const left = rank(itemOf({ ...young, acknowledged: false }, at(minutes), settings));
        expect(rank(answered)).toBeGreaterThanOrEqual(young.ended ? 0 : left);
        expect(rank(over)).toBeGreaterThanOrEqual(
          rank(itemOf({ ...young, ended: false }, at(minutes), settings)),
        );
      }),
    );
  });

  test('the order of what is listed is nothing to it; every row is counted, a hundred are kept', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(anAlarm, { selector: ({ id }) => id }),
        someFacts,
        (alarms, facts) => {
          const items = itemsOf(alarms, facts);
          const standing = gradeOf(items, settings);
          expect(gradeOf(items.toReversed(), settings)).toEqual(standing);
          const working = standing?.working ?? [];
          expect(working.reduce((sum, { count }) => sum + count, 0)).toBe(items.length);
          expect(Math.min(4, ...working.map((line) => rankOf(line.grade)))).toBe(rank(standing));
        },
      ),
    );
    const many = gradeOf(hazards(ROWS_KEPT + 5), settings);
    expect(many?.working.map(({ count, rows }) => [count, rows.length])).toEqual([
      [ROWS_KEPT + 5, ROWS_KEPT],
    ]);
  });
});

describe('an area', () => {
  const below = (text: string) =>
    [...text].map((letter) => ({
      grade: must(
        grades.find((each) => each.startsWith(letter)),
        letter,
      ),
      alarms: 1,
    }));

  test.each<[string, number, Grade | null]>([
    ['', 500, null],
    ['b', 500, 'blue'],
    ['y', 500, 'blue'],
    ['o', 500, 'yellow'],
    ['r', 500, 'orange'],
    ['rr', 50, 'red'],
    ['rr', 500, 'orange'],
    ['rrrrr', 500, 'red'],
    ['rroyy', 500, 'orange'],
    ['yy', 9, 'yellow'],
    ['yb', 9, 'blue'],
  ])('%s of %i', (letters, total, expected) => {
    expect(gradeOfArea(below(letters), total, settings)?.grade ?? null).toBe(expected);
  });

  test('never stands better because one below stands worse, or one more stands at all', () => {
    const some = fc.array(grade, { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(
        some,
        fc.nat(29),
        grade,
        fc.integer({ min: 30, max: 3000 }),
        (all, n, other, total) => {
          const areas = (of: readonly Grade[]) =>
            rank(
              gradeOfArea(
                of.map((each) => ({ grade: each, alarms: 0 })),
                total,
                settings,
              ),
            );
          const before = areas(all);
          const index = n % all.length;
          const worseOne = all.map((each, at) =>
            at === index && rankOf(other) < rankOf(each) ? other : each,
          );
          expect(areas(worseOne)).toBeLessThanOrEqual(before);
          expect(areas([...all, other])).toBeLessThanOrEqual(before);
          expect(neededOf(total, settings)).toBeGreaterThanOrEqual(settings.areaLeast);
        },
      ),
    );
  });
});
