import { describe, expect, it } from 'vitest';
import { bypassState, faultsOfBypass } from './bypass.ts';
import { endedAt, faultsOfWindow, type Window, windowAt, windowState } from './windows.ts';

const HOUR = 3_600_000;
const window = (id: string, from: number, until: number): Window => ({
  ...{ id, kind: 'maintenance' },
  ...{ from: from * HOUR, until: until * HOUR },
});

describe('a window of maintenance or calibration', () => {
  const windows = new Map([[7, [window('a', 1, 3), window('b', 2, 5), window('c', 8, 6)]]]);
  it.each([
    [0.5, null],
    [1, 'a'],
    [2.5, 'b'],
    [4.9, 'b'],
    [5, null],
    // One that was ended before it began covers nothing.
    [7, null],
  ])('at %d h the tag is covered by %s', (hour, id) => {
    expect(windowAt(windows, 7, hour * HOUR)?.id ?? null).toBe(id);
    expect(windowAt(windows, 8, hour * HOUR)).toBeNull();
  });

  it('ends by itself: what it held goes on from its end', () => {
    expect(endedAt(windows, 7, 9 * HOUR)).toBe(5 * HOUR);
    expect(endedAt(windows, 7, 3.5 * HOUR)).toBe(3 * HOUR);
    expect(endedAt(windows, 8, 9 * HOUR)).toBe(9 * HOUR);
  });

  it.each([
    ['maintenance', 0, 72, []],
    ['maintenance', 0, 72.5, ['endsAt']],
    ['calibration', 0, 8, []],
    ['calibration', 1, 9.5, ['endsAt']],
    // Never entered afterwards.
    ['maintenance', -0.05, 1, []],
    ['maintenance', -0.2, 1, ['startsAt']],
    ['maintenance', 31 * 24, 31 * 24 + 1, ['startsAt']],
    ['maintenance', 2, 1, ['endsAt']],
    ['maintenance', -0.05, -0.01, ['endsAt']],
  ] as const)('of %s from hour %d to hour %d: faults at %j', (kind, from, until, fields) => {
    const now = 1000 * HOUR;
    const asked = { kind, from: now + from * HOUR, until: now + until * HOUR };
    expect(Object.keys(faultsOfWindow(asked, now))).toEqual(fields);
  });

  it('is planned, present, ended', () => {
    const states = [0, 1, 2, 3].map((at) => windowState({ from: 1, until: 3 }, at));
    expect(states).toEqual(['planned', 'present', 'present', 'ended']);
  });
});

describe('a bypassed interlock', () => {
  it.each([
    [0, null, 'planned'],
    [1, null, 'present'],
    [3, null, 'overdue'],
    [9, null, 'overdue'],
    [9, 2, 'restored'],
  ] as const)('at %d, restored %s, is %s', (now, restored, state) => {
    expect(bypassState({ from: 1, until: 3, restored }, now)).toBe(state);
  });

  it.each([
    // Entered afterwards: late, yet better than never.
    [-500, -490, []],
    [0, 30 * 24, []],
    [0, 30 * 24 + 1, ['endsAt']],
    [5, 5, ['endsAt']],
    [31 * 24, 32 * 24, ['startsAt']],
  ] as const)('from hour %d to hour %d: faults at %j', (from, until, fields) => {
    const now = 1000 * HOUR;
    const asked = { from: now + from * HOUR, until: now + until * HOUR };
    expect(Object.keys(faultsOfBypass(asked, now))).toEqual(fields);
  });
});
