import { expect, test } from 'vitest';
import { loadPlans } from '../../plan/index.ts';
import { checkParameters, checkSettings, checkSettingsBy, namesOfSettings } from './settings.ts';

test('every number of checks is a parameter that the plans define', () => {
  const known = new Set(loadPlans().parameters.keys());
  expect(checkParameters.filter((name) => !known.has(name))).toEqual([]);
  expect(new Set(checkParameters).size).toBe(namesOfSettings.length + 3);
});

test('what nobody set is as suggested, what makes no sense as well', () => {
  const plain = checkSettingsBy(new Map());
  for (const name of namesOfSettings) expect(plain[name].value).toBe(checkSettings[name].value);
  const set = checkSettingsBy(
    new Map<string, { value: unknown }>([
      ['checks.fast.seconds', { value: 20 }],
      ['checks.shifts', { value: 0 }],
      ['checks.shift.start', { value: 25 }],
      ['checks.travel.speed', { value: 'fast' }],
    ]) as never,
  );
  expect(set).toMatchObject({
    ...{ fastSeconds: { value: 20 }, shifts: { value: 2 }, shiftStart: { value: 8 } },
    travelSpeed: { value: 30 },
  });
});
