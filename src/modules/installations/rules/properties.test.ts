import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Rational } from '../../../kernel/rational.ts';
import { add, compare, divide, multiply, parseDecimal } from '../../../kernel/rational.ts';
import { classSymbols } from '../../../law/standards/gb18218.ts';
import { loadGb18218 } from '../load.ts';
import type { UnitResult } from '../model.ts';
import { judgeInventory } from './judge.ts';

const [edition] = loadGb18218();

interface Line {
  readonly row?: number;
  readonly class?: string | string[];
  readonly quantity: string;
}
type Result = Omit<UnitResult, 'name'>;

function judge(substances: readonly Line[], exposedPopulation: number): Result {
  if (!edition) throw new Error('no edition');
  const judged = judgeInventory({ substances, exposedPopulation }, edition, '2026-01-01');
  if (!judged.ok) throw new Error(JSON.stringify(judged.error));
  if ('units' in judged.value) throw new Error('one unit expected');
  return judged.value;
}

/** Exact figures are printed as decimals or fractions. */
function read(text: string): Rational {
  const [n = '', d = '1'] = text.split('/');
  const [top, bottom] = [parseDecimal(n), parseDecimal(d)];
  if (!top || !bottom) throw new Error(text);
  return divide(top, bottom);
}
const S = (result: Result): Rational => read(result.exact.S);
const R = (result: Result): Rational => read(result.exact.R);
/** 1 is the gravest; no level is the least grave. */
const gravity = (result: Result): number => -(result.level ?? 5);

/** Grams to thousands of tonnes. */
const grams = fc.oneof(
  fc.bigInt(1n, 10_000_000n),
  fc.bigInt(1n, 5_000n).map((tonnes) => tonnes * 1_000_000n),
  fc.bigInt(1n, 20_000_000_000n),
);
const quantity = grams.map((g) => `${g / 1_000_000n}.${String(g % 1_000_000n).padStart(6, '0')}`);
const listed = fc.record({ row: fc.integer({ min: 1, max: 85 }), quantity });
const classed = fc.record({
  class: fc.oneof(
    fc.constantFrom<string>(...classSymbols),
    fc.uniqueArray(fc.constantFrom<string>(...classSymbols), { minLength: 1, maxLength: 4 }),
  ),
  quantity,
});
const lines: fc.Arbitrary<Line[]> = fc
  .array(fc.oneof(listed, classed), { minLength: 1, maxLength: 8 })
  .map((all: Line[]) =>
    all.filter(
      (line, i) => line.row === undefined || all.findIndex((other) => other.row === line.row) === i,
    ),
  );
const people = fc.oneof(fc.constantFrom(0, 1, 29, 30, 49, 50, 99, 100), fc.nat({ max: 5_000 }));

const scaled = (all: readonly Line[], factor: bigint): Line[] =>
  all.map((line) => {
    const g = BigInt(line.quantity.replace('.', '')) * factor;
    return { ...line, quantity: `${g / 1_000_000n}.${String(g % 1_000_000n).padStart(6, '0')}` };
  });

describe('any inventory', () => {
  it('has the S and R of its parts added up, in any order', () => {
    fc.assert(
      fc.property(lines, people, fc.nat({ max: 8 }), (all, population, cut) => {
        const whole = judge(all, population);
        const back = judge(all.toReversed(), population);
        expect([back.exact, back.level]).toEqual([whole.exact, whole.level]);
        const [left, right] = [all.slice(0, cut), all.slice(cut)];
        if (left.length === 0 || right.length === 0) return;
        const [a, b] = [judge(left, population), judge(right, population)];
        expect(compare(add(S(a), S(b)), S(whole))).toBe(0);
        expect(compare(add(R(a), R(b)), R(whole))).toBe(0);
      }),
    );
  });

  it('scales with its quantities', () => {
    fc.assert(
      fc.property(lines, people, fc.integer({ min: 2, max: 50 }), (all, population, factor) => {
        const k = { n: BigInt(factor), d: 1n };
        const [one, many] = [
          judge(all, population),
          judge(scaled(all, BigInt(factor)), population),
        ];
        expect(compare(multiply(k, S(one)), S(many))).toBe(0);
        expect(compare(multiply(k, R(one)), R(many))).toBe(0);
      }),
    );
  });

  it('is never less grave with more substance, or with one substance more', () => {
    fc.assert(
      fc.property(lines, people, classed, (all, population, extra) => {
        const before = judge(all, population);
        const [first, ...rest] = all;
        if (!first) return;
        const more = judge([...scaled([first], 3n), ...rest], population);
        expect(compare(S(more), S(before))).toBeGreaterThan(0);
        expect(compare(R(more), R(before))).toBeGreaterThan(0);
        expect(gravity(more)).toBeGreaterThanOrEqual(gravity(before));
        expect(gravity(judge([...all, extra], population))).toBeGreaterThanOrEqual(gravity(before));
      }),
    );
  });

  it('is never less grave with more people outside, and S does not know them', () => {
    fc.assert(
      fc.property(lines, people, people, (all, a, b) => {
        const [few, many] = [judge(all, Math.min(a, b)), judge(all, Math.max(a, b))];
        expect(compare(R(few), R(many))).toBeLessThanOrEqual(0);
        expect(gravity(few)).toBeLessThanOrEqual(gravity(many));
        expect(few.exact.S).toBe(many.exact.S);
      }),
    );
  });

  it('with one more class has no greater Q, no smaller β and no lower level', () => {
    const symbols = fc.uniqueArray(fc.constantFrom<string>(...classSymbols), {
      minLength: 2,
      maxLength: 5,
    });
    fc.assert(
      fc.property(symbols, quantity, people, (classes, q, population) => {
        const few = judge([{ class: classes.slice(1), quantity: q }], population);
        const all = judge([{ class: classes, quantity: q }], population);
        expect(all.items[0]?.Q).toBeLessThanOrEqual(few.items[0]?.Q ?? 0);
        expect(all.items[0]?.beta).toBeGreaterThanOrEqual(few.items[0]?.beta ?? 99);
        expect(gravity(all)).toBeGreaterThanOrEqual(gravity(few));
      }),
    );
  });

  it('prints numbers that stand on the same side of every cut-off as the exact ones', () => {
    fc.assert(
      fc.property(lines, people, (all, population) => {
        const result = judge(all, population);
        expect(result.S >= 1).toBe(result.isMajorHazard);
        const level = [100, 50, 10, 0].findIndex((cut) => result.R >= cut) + 1;
        expect(result.level).toBe(result.isMajorHazard ? level : null);
        expect(result.R).toBeCloseTo(
          result.alpha * result.items.reduce((sum, item) => sum + item.weighted, 0),
          4,
        );
      }),
    );
  });
});
