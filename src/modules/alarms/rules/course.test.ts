import { expect, it } from 'vitest';
import type { Moment } from '../../../kernel/calendar.ts';
import { courseOf } from './course.ts';

const at = (minutes: number): Moment => (minutes * 60_000) as Moment;
const alarm = (source: string, more: object = {}) => ({
  ...{ source, tags: [], since: at(100), raisedAt: at(101), clearedAt: at(110), limit: 8 },
  ...{ state: 'closed', ...more },
});

it('of an incident that is over: from half an hour before until its last act', () => {
  const alarms = [alarm('tag/T1'), alarm('tag/T2', { since: at(90), clearedAt: at(130) })];
  expect(courseOf(alarms, [at(101), at(200)], at(9999))).toEqual({
    ...{ from: at(60), until: at(205), ended: true, cut: false },
    tags: [
      { id: 'T1', limit: 8 },
      { id: 'T2', limit: 8 },
    ],
  });
});

it('of one that goes on: until now; what lasted for weeks is cut', () => {
  const open = [alarm('tag/T1', { state: 'returned' })];
  expect(courseOf(open, [at(101)], at(150))).toMatchObject({ until: at(150), ended: false });
  const weeks = courseOf([alarm('tag/T1')], [at(101), at(60_000)], at(60_000));
  expect(weeks).toMatchObject({ from: at(70), until: at(70 + 13 * 1440), cut: true });
});

it('shows each tag once: that which alarmed with its limit, and those that show a rule', () => {
  const alarms = [
    alarm('enterprise/E', { tags: ['P', 'T1'], limit: 30 }),
    alarm('tag/T1'),
    alarm('tag/T1', { limit: 9 }),
    alarm('gateway/G', { limit: null }),
  ];
  expect(courseOf(alarms, [], at(500)).tags).toEqual([
    { id: 'P', limit: null },
    { id: 'T1', limit: 8 },
  ]);
});
