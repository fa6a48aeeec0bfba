import { expect, test } from 'vitest';
import { general, setting, who } from '../../../../tests/support/worked-hazards.ts';
import { dayOf, formatDay } from '../../../kernel/calendar.ts';
import type { ParameterEntry } from '../../../law/plans/model.ts';
import { loadPlans } from '../../plan/index.ts';
import { nextDeadline } from './deadline.ts';
import { perform } from './machine.ts';
import { loopParameters, loopSettings, settingsBy } from './settings.ts';

const entry = (name: string, value: unknown): readonly [string, ParameterEntry] => [
  name,
  { name, value, from: '2024-01-01', by: 'test', reason: { zh: '试', en: 'x' } } as ParameterEntry,
];

test('every number of the loop is a parameter that the plans define', () => {
  const known = new Set(loadPlans().parameters.keys());
  expect(loopParameters.filter((name) => !known.has(name))).toEqual([]);
  expect(new Set(loopParameters).size).toBe(Object.keys(loopSettings).length);
});

test('what nobody set is as suggested; what is set moves deadlines and limits', () => {
  const suggested = settingsBy(new Map());
  for (const [name, { value }] of Object.entries(loopSettings)) {
    expect([name, suggested[name as keyof typeof suggested].value]).toEqual([name, value]);
  }
  const set = settingsBy(
    new Map([
      entry('hazards.verify.within', 1),
      entry('hazards.extension.times', 0),
      entry('hazards.judge.within', -3),
    ]),
  );
  const due = (settings: typeof set): string =>
    formatDay(
      nextDeadline(general.rectified, setting.calendar, settings)?.day ?? dayOf(2000, 1, 1),
    );
  // Rectified on Saturday, 20 June 2026; the 19th is the Dragon Boat Festival.
  expect([due(suggested), due(set)]).toEqual(['2026-06-26', '2026-06-22']);
  expect(set.judgeWithin).toEqual(loopSettings.judgeWithin);
  const wanted = { act: 'extend', set: { extendedUntil: '2026-07-22' }, reason: '备件' } as const;
  const principal = who('principal');
  expect(perform(general.assigned, wanted, principal, setting).ok).toBe(true);
  expect(perform(general.assigned, wanted, principal, { ...setting, settings: set }).ok).toBe(
    false,
  );
});
