import { expect, it } from 'vitest';
import { promiseOf } from './promise.ts';

const clear = { openMajor: 0, overdueMajor: 0, stopIgnored: 0, redAlarms: 0, promisedToday: 0 };

it.each([
  ['nothing stands against it', {}, true, '尚未公告'],
  ['it is announced', { promisedToday: 1 }, true, '已公告'],
  ['a major hazard that is not late is no obstacle', { openMajor: 3 }, true, '尚未公告'],
  ['a major hazard is late', { openMajor: 1, overdueMajor: 1 }, false, '不能'],
  ['it runs although it must stop', { stopIgnored: 1 }, false, '不能'],
  ['a red alarm is not cleared', { redAlarms: 2 }, false, '不能'],
  ['announced, yet something came after', { promisedToday: 1, redAlarms: 1 }, false, '不能'],
] as const)('%s', (_, facts, may, word) => {
  const state = promiseOf({ ...clear, ...facts }, '9137 1');
  expect(state.may).toBe(may);
  expect(state.said.zh).toContain(word);
  const bad = state.obstacles.filter(({ count }) => count > 0);
  expect(bad.length > 0).toBe(!may);
  expect(state.obstacles.map(({ to }) => to)).toEqual([
    '/hazards?show=overdue&weight=anyMajor&enterprise=9137%201',
    '/hazards?show=runs&enterprise=9137%201',
    '/metrics/red-alarms?bad=true',
  ]);
});
