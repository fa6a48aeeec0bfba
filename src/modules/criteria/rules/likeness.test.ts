import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aspects, likeness, type Profile } from './likeness.ts';

const NOTHING: Profile = {
  id: 'E',
  ...{ industry: [], tradeSector: [], tradeFeatures: [], keyProcesses: [], hazchemRole: [] },
  ...{ products: [], facilities: [], places: [], levels: [] },
};
const profile = (more: Partial<Profile>): Profile => ({ ...NOTHING, ...more });

describe('likeness', () => {
  const foundry = profile({
    industry: ['trade'],
    tradeSector: ['metallurgy'],
    tradeFeatures: ['metalSmelting'],
  });

  it.each([
    // 10 + 20 + 20 of 50 points that count.
    [foundry, 100],
    [
      profile({ industry: ['trade'], tradeSector: ['light'], tradeFeatures: ['metalSmelting'] }),
      60,
    ],
    [profile({ industry: ['trade'], tradeSector: ['metallurgy'] }), 60],
    // Half of the features: 10 + 20 + 10 of 50.
    [profile({ ...foundry, tradeFeatures: ['metalSmelting', 'confinedSpace'] }), 80],
    [profile({ industry: ['chemical'] }), 0],
    // What only the other has in an aspect of its own changes nothing.
    [profile({ ...foundry, products: ['ethylene-oxide'] }), 100],
  ])('of a foundry with %j is %d', (other, score) => {
    expect(likeness(foundry, other).score).toBe(score);
  });

  const codes = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 3 });
  const anyone = fc
    .record(Object.fromEntries(aspects.map(({ aspect }) => [aspect, codes])))
    .map((some) => profile(some));

  it('is between 0 and 100, 100 with itself, and the sum of its working', () => {
    fc.assert(
      fc.property(anyone, anyone, (a, b) => {
        const { score, working } = likeness(a, b);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(100.5);
        expect(working.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(score, 5);
        const known = aspects.some(({ aspect }) => a[aspect].length > 0);
        expect(Math.abs(likeness(a, a).score - (known ? 100 : 0))).toBeLessThan(0.5);
      }),
    );
  });

  it('grows when the other gains what the first has', () => {
    fc.assert(
      fc.property(anyone, anyone, fc.constantFrom(...aspects), (a, b, { aspect }) => {
        const gained = { ...b, [aspect]: [...new Set([...b[aspect], ...a[aspect]])] };
        expect(likeness(a, gained).score).toBeGreaterThanOrEqual(likeness(a, b).score - 0.2);
      }),
    );
  });
});
