import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Moment } from '../../../kernel/calendar.ts';
import { securityValues } from '../../../law/security.ts';
import { type Attempts, admitAttempt } from './lockout.ts';
import { kindsOf, passwordFaults } from './password.ts';

const at = (minutes: number): Moment => (minutes * 60_000) as Moment;

test('of attempts that all fail, never more than five are judged within half an hour', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0, max: 12, noNaN: true }), { maxLength: 60 }),
      (gaps) => {
        let known: Attempts | null = null;
        let now = 0;
        const judged: number[] = [];
        for (const gap of gaps) {
          now += gap;
          const admission = admitAttempt(known, at(now), securityValues);
          if (!admission.admitted) continue;
          known = admission.next;
          judged.push(now);
        }
        // Six in a row that all lie within half an hour of the first.
        const tooMany = judged.some((time, index) => (judged[index + 5] ?? 999_999) - time < 29.9);
        expect(tooMany).toBe(false);
      },
    ),
  );
});

test('whoever was locked out is admitted when the lock ends, with a fresh count', () => {
  const locked: Attempts = { failed: 5, lastAt: at(0), lockedUntil: at(30) };
  expect(admitAttempt(locked, at(29), securityValues)).toEqual({
    admitted: false,
    lockedUntil: at(30),
  });
  expect(admitAttempt(locked, at(30), securityValues)).toEqual({
    admitted: true,
    next: { failed: 1, lastAt: at(30), lockedUntil: null },
  });
});

test.each([
  ['Right-horse-42', 'wang', 0],
  ['right-horse-42', 'wang', 0],
  ['righthorse42', 'wang', 1],
  ['Rh-42', 'wang', 1],
  ['安全生产Abc123', 'wang', 0],
  ['Wang-horse-42', 'wang', 1],
  ['a', 'a', 3],
  [`Aa1-${'x'.repeat(125)}`, 'wang', 1],
])('the password %s of %s has %d faults', (password, login, faults) => {
  expect(passwordFaults(password, login, securityValues)).toHaveLength(faults);
});

test('kinds of characters', () => {
  expect(['aaa', 'aA', 'aA1', 'aA1-', '中1'].map(kindsOf)).toEqual([1, 2, 3, 4, 2]);
});
