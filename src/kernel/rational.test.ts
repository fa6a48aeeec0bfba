import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Rational } from './rational.ts';
import {
  add,
  compare,
  divide,
  fromNumber,
  multiply,
  parseDecimal,
  toExact,
  toNumber,
  toShort,
} from './rational.ts';

const of = (text: string): Rational => {
  const value = parseDecimal(text);
  if (!value) throw new Error(text);
  return value;
};
const third = divide(of('1'), of('3'));

describe('rational', () => {
  it.each([
    ['30', '30'],
    ['0.750', '0.75'],
    ['-1.5', '-1.5'],
    ['3e2', '300'],
    ['1.25E-3', '0.00125'],
    ['007', '7'],
  ])('reads %s as %s', (text, exact) => {
    expect(toExact(of(text))).toBe(exact);
  });

  it.each([
    '',
    ' ',
    '1,000',
    '.5',
    '5.',
    '1e',
    'NaN',
    'Infinity',
    '1/3',
    '+5',
    '1e31',
    '9'.repeat(61),
  ])('refuses %j', (text) => {
    expect(parseDecimal(text)).toBeNull();
  });

  it('adds what binary floats lose', () => {
    expect(0.7 + 0.2 + 0.1).toBeLessThan(1);
    expect(toExact([of('0.7'), of('0.2'), of('0.1')].reduce(add))).toBe('1');
    expect(toExact([third, third, third].reduce(add))).toBe('1');
  });

  it('shows what does not end as a fraction, or cut off for people', () => {
    expect(toExact(third)).toBe('1/3');
    expect(toShort(third)).toBe('0.333333…');
    expect(toShort(of('0.9999999'))).toBe('0.999999…');
    expect(toShort(of('2.50'))).toBe('2.5');
    expect(toShort(of('-0.25'))).toBe('-0.25');
  });

  it('never prints a value under a whole number as that number', () => {
    const under = of('0.99999999999999999999');
    expect(Number('0.99999999999999999999')).toBe(1);
    expect(toNumber(under)).toBeLessThan(1);
    for (const whole of ['1', '10', '50', '100'])
      expect(toNumber(add(of(whole), of('-1e-25')))).toBeLessThan(Number(whole));
    expect(toNumber(add(of('10'), of('1e-25')))).toBe(10);
  });

  it('refuses to divide by nought', () => {
    expect(() => divide(of('1'), of('0'))).toThrow('not positive');
  });

  it('gives a double back as it was', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 1e15, noNaN: true }), (value) => {
        expect(toNumber(fromNumber(value))).toBe(value);
      }),
    );
  });

  it('adds and multiplies as numbers do', () => {
    const decimal = fc.tuple(
      fc.bigInt(-(10n ** 20n), 10n ** 20n),
      fc.integer({ min: -12, max: 3 }),
    );
    const text = decimal.map(([n, e]) => `${n}e${e}`);
    fc.assert(
      fc.property(text, text, text, (a, b, c) => {
        const [x, y, z] = [of(a), of(b), of(c)];
        expect(add(x, y)).toEqual(add(y, x));
        expect(add(add(x, y), z)).toEqual(add(x, add(y, z)));
        expect(multiply(x, add(y, z))).toEqual(add(multiply(x, y), multiply(x, z)));
        expect(Math.sign(compare(x, y))).toBe(-Math.sign(compare(y, x)) + 0);
        expect(of(toExact(x))).toEqual(x);
      }),
    );
  });
});
