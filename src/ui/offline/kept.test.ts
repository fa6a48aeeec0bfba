import { expect, it } from 'vitest';
import { attached, DAY_MS, isStale, KEPT_MS, named } from './rules.ts';

it('names what is attached wherever it stands, and nothing that is gone', () => {
  const body = { items: [{ photos: [attached('a'), attached('b')] }], note: 'attached' };
  expect(named(body, new Map([['a', 'sha256:a']]))).toEqual({
    ...{ items: [{ photos: ['sha256:a'] }], note: 'attached' },
  });
});

it('what was fetched is of use for three days, by the server’s clock', () => {
  expect([0, KEPT_MS, KEPT_MS + 1].map((now) => isStale(0, now))).toEqual([false, false, true]);
  expect(isStale(DAY_MS, 0)).toBe(true);
});
