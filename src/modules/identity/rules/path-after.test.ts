import { expect, test } from 'vitest';
import { pathAfter } from './path-after.ts';

test.each([
  [null, '/'],
  ['', '/'],
  ['/plan?plan=chem', '/plan?plan=chem'],
  ['/login?from=%2Fplan', '/'],
  ['//evil.example/plan', '/'],
  ['/\\evil.example', '/'],
  ['https://evil.example', '/'],
  ['javascript:alert(1)', '/'],
])('after signing in from %s to %s', (from, to) => {
  expect(pathAfter(from)).toBe(to);
});
