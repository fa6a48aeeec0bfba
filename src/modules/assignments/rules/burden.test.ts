import fc from 'fast-check';
import { expect, it } from 'vitest';
import { burdenOf } from './burden.ts';

it('adds up by addressee, beside what lies there already', () => {
  const open = new Map([
    ['e:1', 9],
    ['e:2', 2],
  ]);
  expect(burdenOf(['e:1', 'e:2', 'e:2', 'e:2', 'd:371721'], 20, open)).toEqual({
    ...{ objects: 5, addressees: 3, minutes: 100 },
    ...{ usualMinutes: 20, mostMinutes: 60, usualOpen: 2, mostOpen: 9 },
  });
  expect(burdenOf(['e:1', 'e:2'], 5, open).usualOpen).toBe(9);
  expect(burdenOf([], 5, open)).toMatchObject({ objects: 0, minutes: 0, mostMinutes: 0 });
});

it('never says less for an addressee than an equal share', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 60 }),
      fc.integer({ min: 1, max: 600 }),
      (owners, minutes) => {
        const found = burdenOf(owners, minutes, new Map());
        expect(found.minutes).toBe(owners.length * minutes);
        expect(found.mostMinutes * found.addressees).toBeGreaterThanOrEqual(found.minutes);
        expect(found.usualMinutes).toBeLessThanOrEqual(found.mostMinutes);
      },
    ),
  );
});
