import { expect, test } from 'vitest';
import type { Value } from '../model.ts';
import { fieldValue, rawValue } from './values.ts';

test.each<[string, Value]>([
  ['string', '菏泽'],
  ['int', 12],
  ['bool', false],
  ['codes', ['trade', 'chemical']],
  ['codes', null],
  ['date', '2026-06-30'],
  ['datetime', '2026-06-30T08:00:00+08:00'],
  ['refs:person', ['P-1', 'P-2']],
])('%s %j survives the form', (type, value) => {
  expect(rawValue({ type }, fieldValue({ type, value }))).toEqual(value);
});
