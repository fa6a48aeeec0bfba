import { expect, test } from 'vitest';
import type { Field } from '../model.ts';
import { agreement } from './inventory.ts';

const hazardOf = (value: boolean, origin: Field['origin'] = 'stated') =>
  ({ value, origin }) as const;

test.each<[string, boolean, number | null, number | null, boolean | null]>([
  ['nothing computed', true, 3, null, null],
  ['the same level', true, 3, 3, true],
  ['a graver one', true, 3, 2, false],
  ['a hazard without a level', true, null, 4, false],
  ['a level where the inventory makes none', true, 4, 0, false],
  ['stated as none, and none', false, null, 0, true],
  ['stated as none, and one', false, null, 4, false],
])('%s', (_, hazard, level, computed, agrees) => {
  const stated = new Map<string, Pick<Field, 'value' | 'origin'>>([
    ['majorHazard', hazardOf(hazard)],
    ['majorHazardLevel', { value: level, origin: 'stated' }],
  ]);
  const judged =
    computed === null
      ? null
      : { isMajorHazard: computed > 0, level: computed === 0 ? null : computed };
  expect(agreement(stated, judged)).toBe(agrees);
});

test('where nothing was stated and nothing is there, nothing is said', () => {
  const stated = new Map([['majorHazard', hazardOf(false, 'default')]]);
  expect(agreement(stated, { isMajorHazard: false, level: null })).toBeNull();
});
