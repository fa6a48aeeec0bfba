import type { Rational } from '../../../kernel/rational.ts';
import { compare, fromNumber, parseDecimal, ZERO } from '../../../kernel/rational.ts';
import { casCheckDigit, casFault } from '../../../law/standards/cas.ts';
import type { ClassSymbol } from '../../../law/standards/gb18218.ts';
import { classSymbols } from '../../../law/standards/gb18218.ts';
import type { InventoryError, MixtureKind } from '../model.ts';
import { mixtureKinds } from '../model.ts';
import {
  badPopulation,
  hugeQuantity,
  missingField,
  negativeQuantity,
  notANumber,
  wrongType,
  zeroQuantity,
} from './form-errors.ts';
import {
  casCheckDigit as casCheckDigitError,
  malformedCas,
  unknownClass,
} from './substance-errors.ts';

/** Collects every error of an inventory; a reader that adds one returns null. */
export type Errors = InventoryError[];

/** More than the largest oil depot holds: a larger figure is a slip of the unit. Tonnes. */
const MOST = 100_000_000;
const MAX_NAME = 200;
const HUGE = /^-?\d+(?:\.\d+)?[eE]\+?\d+$/;

/** Absent and `null` mean the same: exporters write empty columns as null. */
export const absent = (value: unknown): value is null | undefined =>
  value === undefined || value === null;

/** Tonnes, as a number or as plain digits in a string. */
export function readQuantity(value: unknown, path: string, errors: Errors): Rational | null {
  const fail = (error: InventoryError): null => {
    errors.push(error);
    return null;
  };
  if (absent(value)) return fail(missingField(path, ['the quantity in tonnes', '数量（吨）']));
  if (typeof value !== 'number' && typeof value !== 'string') return fail(notANumber(path, value));
  const text = String(value).trim();
  const quantity = parseDecimal(text);
  if (!quantity)
    return fail(HUGE.test(text) ? hugeQuantity(path, value, MOST) : notANumber(path, value));
  const sign = compare(quantity, ZERO);
  if (sign < 0) return fail(negativeQuantity(path, value));
  if (sign === 0) return fail(zeroQuantity(path));
  if (compare(quantity, fromNumber(MOST)) > 0) return fail(hugeQuantity(path, value, MOST));
  return quantity;
}

/** Dashes and digits of Chinese input methods count as the plain ones. */
export function readCas(value: unknown, path: string, errors: Errors): string | null {
  if (absent(value)) return null;
  const text =
    typeof value === 'string'
      ? value
          .normalize('NFKC')
          .trim()
          .replace(/[\u2010-\u2015\u2212]/g, '-')
      : '';
  const fault = casFault(text);
  if (fault === null) return text;
  errors.push(
    fault === 'checkDigit'
      ? casCheckDigitError(path, text, casCheckDigit(text.replaceAll('-', '').slice(0, -1)))
      : malformedCas(path, value),
  );
  return null;
}

export function readName(value: unknown, path: string, errors: Errors): string | null {
  if (absent(value)) return null;
  const text = typeof value === 'string' ? value.trim() : '';
  if (text !== '' && text.length <= MAX_NAME) return text;
  errors.push(
    wrongType(path, value, [`a name of 1 to ${MAX_NAME} characters`, `1至${MAX_NAME}字的名称`]),
  );
  return null;
}

const symbolOf = (value: unknown): ClassSymbol | undefined => {
  const text = typeof value === 'string' ? value.trim().toUpperCase() : '';
  return classSymbols.find((symbol) => symbol === text);
};

/** One symbol, a list of symbols, or `none`; null when not given. */
export function readClasses(
  value: unknown,
  path: string,
  errors: Errors,
): readonly ClassSymbol[] | null {
  if (absent(value)) return null;
  if (value === 'none') return [];
  const given: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (given.length === 0) errors.push(unknownClass(path, value, classSymbols));
  const symbols = new Set<ClassSymbol>();
  for (const [i, one] of given.entries()) {
    const symbol = symbolOf(one);
    if (symbol) symbols.add(symbol);
    else
      errors.push(unknownClass(Array.isArray(value) ? `${path}[${i}]` : path, one, classSymbols));
  }
  return [...symbols];
}

export function readMixture(value: unknown, path: string, errors: Errors): MixtureKind | null {
  if (absent(value)) return null;
  const kind = mixtureKinds.find((one) => one === value);
  if (kind) return kind;
  errors.push(
    wrongType(path, value, [
      '"sameClass" (of the pure substance\'s hazard class) or "newClass"',
      '"sameClass"（与纯物质危险类别相同）或 "newClass"（不同）',
    ]),
  );
  return null;
}

/** People living within 500 m outside the plant boundary; null when not given. */
export function readPopulation(value: unknown, path: string, errors: Errors): number | null {
  if (absent(value)) return null;
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  errors.push(badPopulation(path, value));
  return null;
}
