import { expect, it } from 'vitest';
import type { Moment } from '../../../kernel/calendar.ts';
import { writtenAt } from './written.ts';

const HOUR = 3_600_000;
const ARRIVED = Date.parse('2026-11-24T10:00:00Z') as Moment;

it.each([
  ['a right clock', '2026-11-24T07:00:00Z', 0, '2026-11-24T07:00:00Z'],
  ['two hours slow', '2026-11-24T05:00:00Z', 2 * HOUR, '2026-11-24T07:00:00Z'],
  ['two hours fast', '2026-11-24T09:00:00Z', -2 * HOUR, '2026-11-24T07:00:00Z'],
  ['fast past its arrival, put right', '2026-11-24T11:30:00Z', -2 * HOUR, '2026-11-24T09:30:00Z'],
  ['fast and never compared', '2026-11-24T11:30:00Z', null, '2026-11-24T10:00:00Z'],
  ['slow and never compared', '2026-11-24T05:00:00Z', null, '2026-11-24T05:00:00Z'],
  ['reset to the beginning of time', '1970-01-01T00:03:00Z', null, '2026-11-24T10:00:00Z'],
  ['a day before', '2026-11-23T07:00:00Z', 0, '2026-11-23T07:00:00Z'],
])('%s', (_, at, offset, expected) =>
  expect(writtenAt({ at, offset }, ARRIVED)).toBe(Date.parse(expected)),
);
