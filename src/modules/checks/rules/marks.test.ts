import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Moment } from '../../../kernel/calendar.ts';
import { parseMoment } from '../../../kernel/calendar.ts';
import { must } from '../../../kernel/result.ts';
import type { Arrived } from './marks.ts';
import { marksOf, metresBetween, takenAt } from './marks.ts';
import { checkSettings } from './settings.ts';
import { takeCheck } from './submission.ts';

const at = (time: string): Moment => {
  const parsed = parseMoment(`2026-11-24T${time}+08:00`);
  return must(parsed.ok ? parsed.value : null, time);
};
const later = (moment: Moment, minutes: number): Moment => (moment + minutes * 60_000) as Moment;

const GATE = { longitude: 115.48, latitude: 35.23 };
/** 1.1 km to the north. */
const TANKS = { longitude: 115.48, latitude: 35.24 };

const good: Arrived = {
  window: { from: at('08:00:00'), until: at('20:00:00') },
  doneAt: at('09:00:00'),
  sentAt: at('09:00:30'),
  receivedAt: at('09:00:31'),
  takenAt: at('09:00:00'),
  secondsTaken: 12,
  bulk: false,
  place: GATE,
  neighbours: [],
  photosElsewhere: [],
};

const arrived = (change: Partial<Arrived>): Arrived => {
  const whole = { ...good, ...change };
  return 'takenAt' in change ? whole : { ...whole, takenAt: takenAt(whole, checkSettings) };
};
const marked = (change: Partial<Arrived>): string[] =>
  marksOf(arrived(change), checkSettings).map(({ mark }) => mark);

const copies = (count: number): Arrived['photosElsewhere'] =>
  Array.from({ length: count }, () => ({ type: 'hazard', on: '2026-11-01' }));
const COPIED: Arrived['photosElsewhere'] = [
  { type: 'measureCheck', on: '2026-11-20' },
  { type: 'hazard', on: '2026-11-01' },
];

const EXAMPLES: readonly [string, Partial<Arrived>, readonly string[]][] = [
  ['nothing odd', {}, []],
  ['looked at for two seconds', { secondsTaken: 2 }, ['tooFast']],
  ['called normal with the rest: nobody looked at it alone', { secondsTaken: 0, bulk: true }, []],
  ['the device does not say how long', { secondsTaken: null }, []],
  ['a photograph of another record', { photosElsewhere: COPIED.slice(0, 1) }, ['copiedPhoto']],
  [
    '1.1 km in a minute',
    { neighbours: [{ doneAt: at('08:59:00'), place: TANKS }] },
    ['impossibleTravel'],
  ],
  ['the same in ten minutes', { neighbours: [{ doneAt: at('08:50:00'), place: TANKS }] }, []],
  [
    'the next check, sent before this one, is too far',
    { neighbours: [{ doneAt: at('09:00:30'), place: TANKS }] },
    ['impossibleTravel'],
  ],
  ['within the error of a position', { neighbours: [{ doneAt: good.doneAt, place: GATE }] }, []],
  [
    'after its shift, at once sent',
    { doneAt: at('20:10:00'), sentAt: at('20:10:10'), receivedAt: at('20:10:11') },
    ['late'],
  ],
  [
    'a day without signal',
    { sentAt: later(at('09:00:00'), 1500), receivedAt: later(at('09:00:00'), 1500) },
    ['backfilled'],
  ],
  [
    'a clock two hours fast at the end of a shift: off, not late',
    { doneAt: at('21:30:00'), sentAt: at('21:31:00'), receivedAt: at('19:31:00') },
    ['clockOff'],
  ],
  [
    'a clock two hours slow',
    { doneAt: at('07:00:00'), sentAt: at('07:01:00'), receivedAt: at('09:01:00') },
    ['clockOff'],
  ],
  [
    'done in the future, and nobody knows when it was sent',
    { doneAt: at('11:00:00'), sentAt: null },
    ['clockOff'],
  ],
  [
    'everything at once',
    {
      doneAt: at('20:10:00'),
      sentAt: later(at('20:10:00'), 2880),
      receivedAt: later(at('20:10:00'), 2940),
      secondsTaken: 1,
      photosElsewhere: COPIED,
      neighbours: [{ doneAt: at('20:10:30'), place: TANKS }],
    },
    ['tooFast', 'copiedPhoto', 'impossibleTravel', 'late', 'backfilled', 'clockOff'],
  ],
];

test.each(EXAMPLES)('%s', (_, change, wanted) => {
  expect(marked(change)).toEqual(wanted);
});

test('a mark says in numbers what it stands for', () => {
  const [mark] = marksOf(arrived({ secondsTaken: 2 }), checkSettings);
  expect(mark?.why).toEqual({ zh: '用时 2 秒，少于 5 秒', en: '2 s, less than 5 s' });
  const [copied] = marksOf(arrived({ photosElsewhere: COPIED }), checkSettings);
  expect(copied?.why).toEqual({
    zh: '2 张照片与其他记录内容相同（2026-11-20 排查、2026-11-01 隐患）',
    en: '2 of the photographs stand in other records (2026-11-20 check, 2026-11-01 hazard)',
  });
});

test('distance: 0.01 degree of latitude is 1,112 m; of longitude at 35 degrees 911 m', () => {
  expect(metresBetween(GATE, TANKS)).toBeCloseTo(1112, 0);
  const east = { longitude: 0.01, latitude: 35 };
  expect(metresBetween({ longitude: 0, latitude: 35 }, east)).toBeCloseTo(910.9, 0);
});

test('whatever the clock is off by, a check that is sent at once is taken when it was received', () => {
  fc.assert(
    fc.property(fc.integer({ min: -100_000, max: 100_000 }), (off) => {
      const said = later(good.receivedAt, off);
      const taken = takenAt(
        { doneAt: said, sentAt: said, receivedAt: good.receivedAt },
        checkSettings,
      );
      expect(taken).toBeLessThanOrEqual(good.receivedAt);
      expect(good.receivedAt - taken).toBeLessThanOrEqual(
        checkSettings.clockMinutes.value * 60_000,
      );
    }),
  );
});

test('more time, distance or photographs never take a mark away', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 3 }), (s, photos) => {
      const less = marked({ secondsTaken: s + 1, photosElsewhere: copies(photos) });
      const more = marked({ secondsTaken: s, photosElsewhere: copies(photos + 1) });
      expect(more).toEqual(expect.arrayContaining(less));
    }),
  );
});

const rules = {
  calendar: { years: new Set<number>(), off: new Set<never>(), worked: new Set<never>() },
  settings: checkSettings,
};
const measure = { checkEvery: 'shift', active: true, shifts: 2, level: 'yellow' } as const;
const sent = { period: '2026-11-24/1', result: 'normal', note: null, bulk: false, photos: [] };

const TAKEN: readonly [string, object, object, boolean][] = [
  ['a normal one', {}, {}, true],
  ['abnormal without a word', {}, { result: 'abnormal' }, false],
  ['abnormal with a photograph of it', {}, { result: 'abnormal', photos: ['sha256:0'] }, true],
  ['abnormal with what it is', {}, { result: 'abnormal', note: '渗漏' }, true],
  ['其余正常', {}, { bulk: true }, true],
  ['其余正常 of a red risk', { level: 'red' }, { bulk: true }, false],
  ['a red one alone', { level: 'red' }, {}, true],
  ['其余正常 that is not', {}, { bulk: true, result: 'notInvolved' }, false],
  ['a shift that has not begun', {}, { period: '2026-11-24/2' }, false],
  ['a shift long ago', {}, { period: '2026-11-20/2' }, true],
  ['a shift that is not worked', { shifts: 1 }, { period: '2026-11-23/2' }, false],
  ['no rhythm', { checkEvery: null }, {}, false],
];

test.each(TAKEN)('taken: %s', (_, change, other, wanted) => {
  const taken = takeCheck({ ...measure, ...change }, { ...sent, ...other }, at('09:00:00'), rules);
  expect(taken.ok).toBe(wanted);
});
