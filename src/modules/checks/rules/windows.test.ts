import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Day, Moment } from '../../../kernel/calendar.ts';
import {
  addDays,
  dayOf,
  endOfDay,
  formatDay,
  formatMoment,
  parseDay,
  parseMoment,
  startOfDay,
} from '../../../kernel/calendar.ts';
import { must } from '../../../kernel/result.ts';
import { statutoryHolidays } from '../../../law/standards/holidays.ts';
import type { WorkingCalendar } from '../../../law/standards/working-days.ts';
import { workingCalendarOf } from '../../../law/standards/working-days.ts';
import { type Frequency, frequencyNames } from '../model.ts';
import { checkSettings } from './settings.ts';
import { stateOf } from './state.ts';
import { windowOf, windowsEnding, windowsOn } from './windows.ts';

const day = (text: string): Day => {
  const parsed = parseDay(text);
  return must(parsed.ok ? parsed.value : null, text);
};
const moment = (text: string): Moment => {
  const parsed = parseMoment(text);
  return must(parsed.ok ? parsed.value : null, text);
};

/** 国庆 2026 as announced; 元旦 2027 by the law alone. */
const calendar: WorkingCalendar = workingCalendarOf(
  statutoryHolidays.parse({
    basis: '',
    basisConfidence: '',
    2026: { off: { 国庆: { from: '2026-10-01', to: '2026-10-07' } }, workdays: ['2026-10-10'] },
    2027: { statutoryDaysOnly: { 元旦: ['2027-01-01'] }, note: '' },
  }),
);
const rules = { calendar, settings: checkSettings };

const on = (every: Frequency, text: string, shifts: number | null = null) =>
  windowsOn(day(text), rules)
    .filter((window) => window.every === every && (shifts === null || window.shifts === shifts))
    .map(({ key, from, until }) => [key, formatMoment(from), formatMoment(until)]);

const FROM_0 = 'T00:00:00+08:00';
const EXAMPLES: readonly [Frequency, string, readonly (readonly [string, string, string])[]][] = [
  ['day', '2026-11-24', [['2026-11-24', '2026-11-24', '2026-11-25']]],
  ['week', '2026-11-24', [['2026-W48', '2026-11-23', '2026-11-30']]],
  ['week', '2027-01-01', [['2026-W53', '2026-12-28', '2027-01-04']]],
  ['week', '2024-12-30', [['2025-W01', '2024-12-30', '2025-01-06']]],
  ['month', '2026-02-28', [['2026-02', '2026-02-01', '2026-03-01']]],
  ['quarter', '2026-11-24', [['2026-Q4', '2026-10-01', '2027-01-01']]],
  ['year', '2026-11-24', [['2026', '2026-01-01', '2027-01-01']]],
  ['holiday', '2026-09-28', [['holiday-2026-10-01', '2026-09-28', '2026-10-01']]],
  ['holiday', '2026-09-27', []],
  ['holiday', '2026-10-01', []],
  ['holiday', '2026-10-05', []],
  ['holiday', '2026-12-31', [['holiday-2027-01-01', '2026-12-29', '2027-01-01']]],
];

test.each(EXAMPLES)('%s on %s', (every, text, wanted) => {
  const whole = wanted.map(([key, from, until]) => [key, `${from}${FROM_0}`, `${until}${FROM_0}`]);
  expect(on(every, text)).toEqual(whole);
});

test('shifts: of an enterprise that works two, three touch a calendar day', () => {
  expect(on('shift', '2026-11-24', 2)).toEqual([
    ['2026-11-23/2', '2026-11-23T20:00:00+08:00', '2026-11-24T08:00:00+08:00'],
    ['2026-11-24/1', '2026-11-24T08:00:00+08:00', '2026-11-24T20:00:00+08:00'],
    ['2026-11-24/2', '2026-11-24T20:00:00+08:00', '2026-11-25T08:00:00+08:00'],
  ]);
  expect(on('shift', '2026-11-24', 1)).toHaveLength(2);
  expect(on('shift', '2026-11-24', 3).map(([key]) => key)).toEqual([
    '2026-11-23/3',
    '2026-11-24/1',
    '2026-11-24/2',
  ]);
});

test('a start-up asks for a check on the day and the two after it', () => {
  const windows = windowsOn(day('2026-11-24'), rules).filter(({ every }) => every === 'startup');
  expect(windows.map(({ startedOn, key }) => [startedOn, key])).toEqual([
    ['2026-11-24', 'startup-2026-11-24'],
    ['2026-11-23', 'startup-2026-11-23'],
    ['2026-11-22', 'startup-2026-11-22'],
  ]);
});

test('days before a holiday that no notice has named are provisional', () => {
  const holiday = (text: string) =>
    windowsOn(day(text), rules).find(({ every }) => every === 'holiday')?.provisional;
  expect([holiday('2026-09-30'), holiday('2026-12-31')]).toEqual([false, true]);
});

test('keys that name nothing', () => {
  const wrong: readonly [Frequency, string][] = [
    ['shift', '2026-11-24/3'],
    ['shift', '2026-11-24'],
    ['day', '2026-02-30'],
    ['week', '2026-W54'],
    ['week', 'W48'],
    ['month', '2026-13'],
    ['quarter', '2026-Q5'],
    ['year', '26'],
    ['holiday', 'holiday-2026-10-02'],
    ['startup', 'startup-x'],
    ['day', '2026-W48'],
  ];
  for (const [every, key] of wrong)
    expect([key, windowOf(every, key, 2, rules)]).toEqual([key, null]);
});

const days = fc.integer({ min: dayOf(2024, 1, 1), max: dayOf(2027, 12, 31) }) as fc.Arbitrary<Day>;
const shifts = fc.integer({ min: 1, max: 4 });

test('a key names its window again, and the window touches the day', () => {
  fc.assert(
    fc.property(days, shifts, (at, n) => {
      for (const window of windowsOn(at, rules)) {
        if (window.shifts !== null && window.shifts !== n) continue;
        expect(windowOf(window.every, window.key, n, rules)).toEqual(window);
        expect(window.from <= endOfDay(at) && window.until > startOfDay(at)).toBe(true);
      }
    }),
  );
});

test('of each rhythm of the calendar exactly one window holds any moment, and they meet', () => {
  const rhythm = frequencyNames.filter((every) => every !== 'holiday' && every !== 'startup');
  fc.assert(
    fc.property(days, fc.integer({ min: 0, max: 86_399_999 }), shifts, (at, ms, n) => {
      const now = startOfDay(at) + ms;
      const windows = windowsOn(at, rules).filter((w) => (w.shifts ?? n) === n);
      for (const every of rhythm) {
        const holding = windows.filter((w) => w.every === every && w.from <= now && now < w.until);
        expect([every, holding.length]).toEqual([every, 1]);
      }
    }),
  );
});

test('every window ends in exactly one span of days', () => {
  fc.assert(
    fc.property(days, fc.integer({ min: 0, max: 20 }), (at, more) => {
      const whole = windowsEnding(at, addDays(at, more + 1), rules);
      const parts = [
        ...windowsEnding(at, addDays(at, more), rules),
        ...windowsEnding(addDays(at, more + 1), addDays(at, more + 1), rules),
      ];
      const name = (w: (typeof whole)[number]): string => `${w.every} ${w.key} ${w.shifts}`;
      expect(parts.map(name).sort()).toEqual(whole.map(name).sort());
    }),
    { numRuns: 40 },
  );
});

test('states of a task', () => {
  const [window] = windowsOn(day('2026-11-24'), rules).filter(({ every }) => every === 'day');
  const task = must(window, 'a day');
  const cases: readonly [string | null, string, string][] = [
    [null, '2026-11-23T23:59:59+08:00', 'upcoming'],
    [null, '2026-11-24T00:00:00+08:00', 'due'],
    [null, '2026-11-24T23:59:59+08:00', 'due'],
    [null, '2026-11-25T00:00:00+08:00', 'missed'],
    ['2026-11-24T23:59:59+08:00', '2026-11-26T00:00:00+08:00', 'done'],
    ['2026-11-25T00:00:00+08:00', '2026-11-26T00:00:00+08:00', 'late'],
  ];
  for (const [done, now, state] of cases) {
    expect([done, now, stateOf(task, done ? moment(done) : null, moment(now))]).toEqual([
      done,
      now,
      state,
    ]);
  }
  expect(formatDay(day('2026-11-24'))).toBe('2026-11-24');
});
