import { expect, test } from 'vitest';
import { isValidCreditCode } from '../../../law/records/credit-code.ts';
import { creditCode } from './credit-code.ts';

test.each([
  ['91350100M000100Y43', true], // worked example of GB 32100-2015
  ['91350100M000100Y44', false],
  ['91350100M000100Y4', false],
  ['9135010OM000100Y43', false],
])('%s is valid: %s', (code, valid) => {
  expect(isValidCreditCode(code)).toBe(valid);
});

test('codes are valid, marked fictitious and different', () => {
  const codes = Array.from({ length: 5000 }, (_, i) => creditCode(7, '371728', i));
  expect(codes.every(isValidCreditCode)).toBe(true);
  expect(codes.every((code) => code.startsWith('91371728XX'))).toBe(true);
  expect(new Set(codes).size).toBe(codes.length);
});

test('any changed character is noticed', () => {
  const code = creditCode(1, '371721', 42);
  for (let i = 0; i < code.length; i += 1) {
    const other = code.charAt(i) === '1' ? '2' : '1';
    expect(isValidCreditCode(code.slice(0, i) + other + code.slice(i + 1))).toBe(false);
  }
});
