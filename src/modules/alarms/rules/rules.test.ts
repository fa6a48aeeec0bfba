import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Moment } from '../../../kernel/calendar.ts';
import { must } from '../../../kernel/result.ts';
import { alarmSettings } from '../load.ts';
import type { Signal } from '../model.ts';
import { levels } from '../model.ts';
import { type Climbing, climbing, climbKey, climbsOf, nodesBy, toldAt } from './climb.ts';
import { foldSignals } from './episodes.ts';
import { joinIncidents } from './incidents.ts';
import { floodSince, type Sounding, sounding } from './sound.ts';
import { heldAtStart } from './table.ts';

const settings = alarmSettings();
const at = (minutes: number): Moment => (Date.UTC(2026, 2, 2) + minutes * 60_000) as Moment;

const anySignal: fc.Arbitrary<Signal> = fc.record({
  source: fc.constantFrom('tag/T1', 'tag/T2'),
  rule: fc.constantFrom('high', 'lost'),
  since: fc.integer({ min: 0, max: 3 }).map(at),
  state: fc.constantFrom('raised', 'cleared'),
  at: fc.integer({ min: 4, max: 9 }).map(at),
  receivedAt: fc.integer({ min: 10, max: 12 }).map(at),
  level: fc.constantFrom(...levels),
  kind: fc.constant('pressure'),
  enterprise: fc.constant('E1'),
  facility: fc.constantFrom(null, 'F1'),
  value: fc.constantFrom(null, 1.5),
  limit: fc.constant(1),
  unit: fc.constant('MPa'),
  trust: fc.constant('live'),
});

test('signals of one episode are one, in whatever order and however often they come', () => {
  fc.assert(
    fc.property(
      fc
        .array(anySignal, { maxLength: 12 })
        .chain((signals) =>
          fc.tuple(
            fc.constant(signals),
            fc.shuffledSubarray([...signals, ...signals], { minLength: signals.length * 2 }),
          ),
        ),
      ([signals, shuffled]) => {
        const sorted = (all: readonly Signal[]) =>
          foldSignals(all)
            .map((each) => JSON.stringify(each))
            .sort();
        expect(sorted(shuffled)).toEqual(sorted(signals));
      },
    ),
  );
});

describe('climbing', () => {
  const alarm: Climbing = {
    ...{ level: 'red', climbFrom: at(0), closedAt: null, hold: null, clearedAt: null },
    ...{ acknowledgedAt: null, handledAt: null, verdict: null },
  };

  test('nobody answers a red alarm: 1, 5, 15, 30 minutes; acknowledged and nothing done: 30, 60, 90', () => {
    const told = (steps: ReturnType<typeof climbsOf>) =>
      steps.map(({ to, at: when }) => `${to} ${(when - at(0)) / 60_000}`);
    expect(told(climbsOf(alarm, settings))).toEqual([
      'enterprise 1',
      'park 5',
      'county 15',
      'city 30',
    ]);
    const acknowledged = { ...alarm, acknowledgedAt: at(2) };
    expect(told(climbsOf(acknowledged, settings))).toEqual([
      'enterprise 32',
      'county 62',
      'city 92',
    ]);
    expect(climbsOf({ ...acknowledged, handledAt: at(3) }, settings)).toEqual([]);
    expect(climbsOf({ ...acknowledged, verdict: 'false' }, settings)).toEqual([]);
    expect(climbsOf({ ...alarm, hold: 'shelved' }, settings)).toEqual([]);
    expect(told(climbsOf({ ...alarm, level: 'yellow' }, settings))).toEqual([
      ...['enterprise 30', 'park 45', 'county 60'],
    ]);
  });

  test('where there is no park, the county is told in its place; what is of nobody goes to the city', () => {
    const own = nodesBy(['e:F', 'd:371722:trade', 'd:371700:trade']);
    expect((['enterprise', 'park', 'county'] as const).map((to) => toldAt(to, own))).toEqual([
      ...['enterprise', 'county', 'county'],
    ]);
    expect(toldAt('park', nodesBy(['e:F', 'p:P']))).toBe('park');
    expect(toldAt('enterprise', nodesBy(['d:371700:chem']))).toBe('city');
    expect(toldAt('park', {})).toBeNull();
  });

  test('each step once, whenever it is looked at', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...levels),
        fc.array(fc.integer({ min: 0, max: 600 })),
        (level, looks) => {
          const taken: string[] = [];
          for (const minute of [...looks].sort((a, b) => a - b)) {
            const { due, next } = climbing({ ...alarm, level }, taken, at(minute), settings);
            for (const climb of due) {
              expect(climb.at).toBeLessThanOrEqual(at(minute));
              taken.push(climbKey(climb));
            }
            if (next !== null) expect(next).toBeGreaterThan(at(minute));
          }
          expect(new Set(taken).size).toBe(taken.length);
        },
      ),
    );
  });
});

describe('incidents', () => {
  const joining = (id: string, source: string, unit: string, minute: number) => ({
    ...{ id: `AL-${id}`, source, unit, at: at(minute) },
  });

  test('one unit within ten minutes is one, the first is on top; a tag is counted while it is open', () => {
    const { of, changed } = joinIncidents(
      [],
      [
        joining('b', 'tag/T2', 'facility/F1', 4),
        joining('a', 'tag/T1', 'facility/F1', 0),
        joining('c', 'tag/T1', 'facility/F1', 60),
        joining('d', 'tag/T9', 'facility/F1', 90),
        joining('e', 'tag/T5', 'tag/T5', 1),
      ],
      10,
    );
    expect([...of]).toEqual([
      ...[
        ['AL-a', 'IN-a'],
        ['AL-e', 'IN-e'],
        ['AL-b', 'IN-a'],
        ['AL-c', 'IN-a'],
      ],
      ['AL-d', 'IN-d'],
    ]);
    expect(must(changed[0], 'one').firstAt).toBe(at(0));
    const closed = changed.map((incident) => ({ ...incident, open: false }));
    const later = joinIncidents(closed, [joining('f', 'tag/T1', 'facility/F1', 300)], 10);
    expect([...later.of.values()]).toEqual(['IN-f']);
  });
});

describe('sound and flood', () => {
  const anyRow: fc.Arbitrary<Omit<Sounding, 'id'>> = fc.record({
    at: fc.integer({ min: 0, max: 3_600_000 }).map((ms) => (at(0) + ms) as Moment),
    level: fc.constantFrom(...levels),
    unacknowledged: fc.boolean(),
    lostData: fc.boolean(),
  });

  test('never more than ten rows in any ten minutes; red ones have their part', () => {
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 1000 }), (given) => {
        const rows = given.map((row, index) => ({ ...row, id: `IN-${index}` }));
        const sounds = sounding(rows, settings);
        const loud = rows.filter(({ id }) => sounds.has(id));
        for (const { at: from } of loud) {
          const window = loud.filter(({ at: t }) => from <= t && t < from + 600_000);
          expect(window.length).toBeLessThanOrEqual(10);
          expect(window.filter(({ level }) => level === 'orange').length).toBeLessThanOrEqual(4);
        }
        for (const { level, lostData } of loud) {
          expect(lostData || level === 'yellow' || level === 'blue').toBe(false);
        }
      }),
      { numRuns: 50 },
    );
    const red = { at: at(9), level: 'red', unacknowledged: true, lostData: false } as const;
    const orange = Array.from({ length: 900 }, (_, n) => ({
      ...({ ...red, level: 'orange', id: `o${n}`, at: (at(0) + n * 500) as Moment } as const),
    }));
    expect(sounding([...orange, { ...red, id: 'r' }], settings).has('r')).toBe(true);
  });

  test('a flood begins with the tenth alarm in ten minutes', () => {
    const times = Array.from({ length: 9 }, (_, n) => at(n));
    expect(floodSince(times, at(9), settings)).toBeNull();
    expect(floodSince([...times, at(9)], at(9), settings)).toBe(at(0));
    expect(floodSince([...times, at(9)], at(30), settings)).toBeNull();
  });
});

describe('what is worked on within a window of maintenance', () => {
  const usual = { trust: 'outOfService', level: 'yellow', kind: 'level', rule: 'high' } as const;
  test.each([
    ['is out of service', usual, 'outOfService'],
    ['is nothing special elsewhere', { ...usual, trust: 'live' }, null],
    ['is never put aside where it is gas', { ...usual, kind: 'gas' }, null],
    ['nor where it is red', { ...usual, level: 'red' }, null],
    ['nor where it is high-high', { ...usual, rule: 'highHigh' }, null],
    ['nor where hot work is seen without a permit', { ...usual, kind: 'illegal-hot-work' }, null],
    [
      'hangs on the link where that is lost',
      { ...usual, rule: 'lost', trust: 'upstreamDown' },
      'suppressed',
    ],
    [
      'is no consequence of a link that is lost: a limit',
      { ...usual, trust: 'upstreamDown' },
      null,
    ],
  ] as const)('%s', (_, alarm, hold) => {
    expect(heldAtStart(alarm)).toBe(hold);
  });
});
