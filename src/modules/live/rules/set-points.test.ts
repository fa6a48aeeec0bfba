import { expect, it } from 'vitest';
import { judgedOf } from './config.ts';
import { limitsHeld } from './set-points.ts';

const none = { highHigh: null, high: null, low: null, lowLow: null };
const gas = { quantity: 'gasCombustible', unit: '%LEL', ...none };

it.each([
  ['a detector without limits of its own', gas, [50, 25, null, null], 'standard', []],
  ['its own, stricter ones', { ...gas, high: 20, highHigh: 40 }, [40, 20, null, null], 'own', []],
  ['as the standard has them', { ...gas, high: 25, highHigh: 50 }, [50, 25, null, null], 'own', []],
  [
    'a first level too high',
    { ...gas, high: 30, highHigh: 50 },
    [50, 30, null, null],
    'own',
    ['high'],
  ],
  ['no second level', { ...gas, high: 25 }, [null, 25, null, null], 'own', ['highHigh']],
  [
    'toxic gas by its OEL',
    { ...gas, quantity: 'gasToxic', unit: '%OEL' },
    [200, 100, null, null],
    'standard',
    [],
  ],
  [
    'toxic gas in ppm',
    { ...gas, quantity: 'gasToxic', unit: 'ppm' },
    [null, null, null, null],
    'none',
    [],
  ],
  [
    'oxygen',
    { ...gas, quantity: 'oxygen', unit: '%VOL' },
    [null, 23.5, 19.5, null],
    'standard',
    [],
  ],
  [
    'oxygen, too low',
    { ...gas, quantity: 'oxygen', unit: '%', high: 23.5, low: 18 },
    [null, 23.5, 18, null],
    'own',
    ['low'],
  ],
  ['no gas', { ...gas, quantity: 'level', unit: 'm' }, [null, null, null, null], 'none', []],
  ['without a unit', { ...gas, unit: null }, [null, null, null, null], 'none', []],
] as const)('%s', (_, tag, [highHigh, high, low, lowLow], from, beyond) => {
  expect(limitsHeld(tag)).toMatchObject({ limits: { highHigh, high, low, lowLow }, from, beyond });
});

it('what holds is what is judged', () => {
  const more = { rangeLow: null, rangeHigh: null, deadband: null, onDelay: null };
  const judged = judgedOf({ ...gas, ...more, ratePerMinute: null });
  expect([judged.highHigh, judged.high, judged.low]).toEqual([50, 25, Number.NaN]);
});
