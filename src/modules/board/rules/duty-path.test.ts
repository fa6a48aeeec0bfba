import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dutyCursor, dutyPath, readDutyCursor, readDutyPath } from './duty-path.ts';

const text = fc.string({ unit: 'grapheme', maxLength: 30 }).filter((s) => !s.includes('\0'));

test('a duty’s name comes back from its path, and the path needs no escape', () => {
  fc.assert(
    fc.property(text.filter(Boolean), fc.option(text.filter(Boolean)), text, (id, period, key) => {
      const duty = { subject: `enterprise/${id}`, period, triggerKey: key };
      const path = dutyPath(duty);
      expect(path).toMatch(/^[\w-]+$/);
      expect(readDutyPath(path)).toEqual(duty);
    }),
  );
});

test('a cursor comes back; anything else is none', () => {
  expect(readDutyCursor(dutyCursor([1, '2024-05-31', 'hazard/H', '2024 ']))).toEqual([
    1,
    '2024-05-31',
    'hazard/H',
    '2024 ',
  ]);
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (any) => {
      expect(readDutyCursor(any) === null || /^[\w-]+$/.test(any)).toBe(true);
    }),
  );
  for (const wrong of [
    '',
    '%',
    'W10',
    'bnVsbA',
    dutyPath({ subject: 'x', period: null, triggerKey: '' }),
  ]) {
    expect(readDutyCursor(wrong)).toBe(null);
    expect(readDutyPath(wrong)).toBe(null);
  }
});
