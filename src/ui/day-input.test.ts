import { expect, it } from 'vitest';
import { typedDay } from './day-input.tsx';

it.each([
  ['2026-06-30', '2026-06-30'],
  ['20260630', '2026-06-30'],
  ['2026/06/30', '2026-06-30'],
  ['2026年06月30日', '2026-06-30'],
  ['2026-6-30', null],
  ['2026-02-30', null],
  ['2026-13-01', null],
  ['30.06.2026', null],
  ['', null],
])('%s is %s', (text, day) => expect(typedDay(text)).toBe(day));
