import { expect, it } from 'vitest';
import { alarmSettings } from '../load.ts';
import { alarmParametersOf, settingsBy } from './in-force.ts';

const shipped = alarmSettings();
const by = (said: Readonly<Record<string, unknown>>) =>
  settingsBy(shipped, new Map(Object.entries(said).map(([name, value]) => [name, { value }])));

it('what ships holds where no parameter says otherwise', () => {
  expect(by({})).toEqual(shipped);
  const nonsense = { 'alarm.climb.red.city': 0, 'alarm.shelve.most': 'long' };
  expect(by(nonsense)).toEqual(shipped);
  expect(alarmParametersOf(shipped)).toHaveLength(19);
});

it('a city sets when alarms climb, and for how long one is put aside, never longer than 8 h', () => {
  const set = by({
    ...{ 'alarm.climb.red.county': 10, 'alarm.dispose.red.within': 20 },
    'alarm.shelve.most': 120,
  });
  expect(set.ladders.red.unanswered).toEqual([
    { to: 'enterprise', minutes: 1 },
    { to: 'park', minutes: 5 },
    { to: 'county', minutes: 10 },
    { to: 'city', minutes: 30 },
  ]);
  expect(set.ladders.red.undone.map(({ minutes }) => minutes)).toEqual([20, 40, 60]);
  expect(set.ladders.red.source).toContain('参数');
  expect(set.ladders.orange).toEqual(shipped.ladders.orange);
  expect(set.shelveMinutes).toBe(120);
  expect(by({ 'alarm.shelve.most': 10_000 }).shelveMinutes).toBe(480);
});
