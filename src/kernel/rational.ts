/** Exact fractions: figures that a cut-off decides must not pass through binary floats. */
export interface Rational {
  readonly n: bigint;
  /** Always positive; n and d have no common factor. */
  readonly d: bigint;
}

/** Exponents beyond this are refused: a short text must not cost unbounded memory. */
const MAX_EXPONENT = 30;
const MAX_DIGITS = 60;
const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,9}))?$/;

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b];
  while (y > 0n) [x, y] = [y, x % y];
  return x;
}

function rational(n: bigint, d: bigint): Rational {
  const common = gcd(n, d);
  return { n: n / common, d: d / common };
}

export const ZERO: Rational = { n: 0n, d: 1n };

/** `30`, `0.75`, `-1.5`, `3e2`; null for anything else, or beyond 60 digits or exponent ±30. */
export function parseDecimal(text: string): Rational | null {
  const match = DECIMAL.exec(text);
  if (!match) return null;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const power = Number(exponent) - fraction.length;
  if (whole.length + fraction.length > MAX_DIGITS || Math.abs(Number(exponent)) > MAX_EXPONENT)
    return null;
  const digits = BigInt(sign + whole + fraction);
  return power >= 0
    ? rational(digits * 10n ** BigInt(power), 1n)
    : rational(digits, 10n ** BigInt(-power));
}

/** The shortest decimal that names the double; throws when it is not finite or far too small. */
export function fromNumber(value: number): Rational {
  const parsed = parseDecimal(String(value));
  if (!parsed) throw new Error(`no decimal for ${value}`);
  return parsed;
}

export const add = (a: Rational, b: Rational): Rational =>
  rational(a.n * b.d + b.n * a.d, a.d * b.d);
export const multiply = (a: Rational, b: Rational): Rational => rational(a.n * b.n, a.d * b.d);

/** Throws on division by nought or by less. */
export function divide(a: Rational, b: Rational): Rational {
  if (b.n <= 0n) throw new Error('the divisor is not positive');
  return rational(a.n * b.d, a.d * b.n);
}

/** Negative, 0 or positive, as a is less than, equal to or more than b. */
export function compare(a: Rational, b: Rational): number {
  const [left, right] = [a.n * b.d, b.n * a.d];
  return left < right ? -1 : Number(left > right);
}

/** Digits cut off (not rounded) after so many places; `exact` says whether any were lost. */
function cut(value: Rational, places: number): { text: string; exact: boolean } {
  const scaled = (value.n < 0n ? -value.n : value.n) * 10n ** BigInt(places);
  const digits = (scaled / value.d).toString().padStart(places + 1, '0');
  const [whole, fraction] = [
    digits.slice(0, digits.length - places),
    digits.slice(digits.length - places),
  ];
  const text = `${value.n < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
  return { text, exact: scaled % value.d === 0n };
}

const trimmed = (text: string): string =>
  text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '') : text;

/** For people: at most six places; `0.999999…` when more follow, never rounded up. */
export function toShort(value: Rational): string {
  const { text, exact } = cut(value, 6);
  return exact ? trimmed(text) : `${text}…`;
}

/** Nothing lost: a decimal when it ends, else a fraction such as `1/3`. */
export function toExact(value: Rational): string {
  let rest = value.d;
  for (const factor of [2n, 5n]) while (rest % factor === 0n) rest /= factor;
  if (rest !== 1n) return `${value.n}/${value.d}`;
  return trimmed(cut(value, value.d.toString(2).length).text);
}

/**
 * The nearest double, except that a value just under a whole number is never shown as that
 * number: what is under a cut-off stays under it.
 */
export function toNumber(value: Rational): number {
  const near = Number(cut(value, 100).text);
  const rose = Number.isInteger(near) && near > 0 && compare(value, fromNumber(near)) < 0;
  return rose ? near * (1 - Number.EPSILON / 2) : near;
}
