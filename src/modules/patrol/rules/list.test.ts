import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Moment } from '../../../kernel/calendar.ts';
import { ANSWER_MS, listOf, reasonOf, type Standing, type Turning } from './list.ts';

const NOW = Date.UTC(2026, 10, 24, 8) as Moment;
const firm = (id: string, facility: string | null = null) => ({
  ...{ enterprise: id, enterpriseName: id, facility, facilityName: facility },
});
const alarm = (more: Partial<Standing> = {}): Standing => ({
  ...{ ...firm('E1', 'F1'), alarm: 'A1', rule: 'high', level: 'orange' },
  ...{ receivedAt: NOW, acknowledgedAt: null },
  ...more,
});

describe('why an alarm is looked at', () => {
  const early = (NOW - ANSWER_MS - 1) as Moment;
  test.each([
    ['alarm', {}],
    ['alarm', { level: 'red' }],
    ['minor', { level: 'yellow' }],
    ['unanswered', { receivedAt: early }],
    ['unanswered', { receivedAt: early, level: 'blue' }],
    // Answered late is still a reason to look that day; answered in time is not.
    ['unanswered', { receivedAt: early, acknowledgedAt: NOW }],
    ['alarm', { receivedAt: early, acknowledgedAt: (early + 1000) as Moment }],
    ['people', { rule: 'occupancyPossible', level: 'blue', receivedAt: early }],
    ['lost', { rule: 'lost', receivedAt: early }],
    ['lost', { rule: 'gatewayLost' }],
  ] as const)('%s: %o', (reason, more) => {
    expect(reasonOf(alarm(more), NOW)).toBe(reason);
  });
});

test('one row a place, all its reasons, the most pressing first; what was looked at stays', () => {
  const turn = (id: string, facility: string | null, due: string | null = null): Turning => ({
    ...{ ...firm(id, facility), due },
  });
  const look = { record: 'R1', at: NOW, findings: 'x', response: null, note: null };
  const rows = listOf(
    {
      standing: [
        alarm({ rule: 'lost', enterprise: 'E9', facility: null }),
        alarm(),
        alarm({ alarm: 'A2', level: 'blue' }),
      ],
      turning: [turn('E1', 'F1', '2026-11-30'), turn('E0', null), turn('E2', 'F2', '2026-11-28')],
      looked: [
        { ...firm('E2', 'F2'), ...look },
        { ...firm('E3', null), ...look, record: 'R2' },
        { ...firm('E3', null), ...look, record: 'R3', at: NOW + 1 },
      ],
    },
    NOW,
  );
  expect(rows.map(({ key, reasons, looked }) => [key, reasons.join(), looked?.record])).toEqual([
    ['facility/F1', 'alarm,minor,due', undefined],
    ['enterprise/E9', 'lost', undefined],
    ['facility/F2', 'due', 'R1'],
    ['enterprise/E0', 'turn', undefined],
    ['enterprise/E3', '', 'R3'],
  ]);
  expect(rows[0]).toMatchObject({ alarms: ['A1', 'A2'], due: '2026-11-30' });
});

test('the same list, in whatever order it is known', () => {
  const some = fc.array(
    fc.record({ id: fc.constantFrom('E1', 'E2', 'E3'), rule: fc.constantFrom('high', 'lost') }),
  );
  fc.assert(
    fc.property(some, (made) => {
      const standing = made.map(({ id, rule }, n) =>
        alarm({ enterprise: id, facility: null, rule, alarm: `A${n}` }),
      );
      const keys = (given: readonly Standing[]) =>
        listOf({ standing: given, turning: [], looked: [] }, NOW).map(({ key }) => key);
      expect(keys([...standing].reverse())).toEqual(keys(standing));
    }),
  );
});
