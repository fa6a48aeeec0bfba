import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countWays, type Trust } from '../model.ts';
import { type Counted, crowdOf, estimatesOf, occupancy } from './crowd.ts';

const by =
  (way: string | null) =>
  (value: number, trust: Trust = 'live', tag = 'T'): Counted => ({ tag, value, trust, way });
const [seen, badge, gate, eye] = [by(null), by('positioning'), by('gate'), by('video')];
const worked = (value: number): Counted => ({ ...gate(value), covered: true });

describe('people in a place (人员超限)', () => {
  it.each([
    ['at the limit', [seen(9)], 'no', 'no', 9, 9],
    ['over it', [seen(10)], 'yes', 'no', 10, 10],
    ['counted in parts', [seen(6), seen(4)], 'yes', 'no', 10, 10],
    [
      'perhaps over it, since a tag dropped out',
      [seen(6), seen(4, 'stale')],
      'unknown',
      'yes',
      ...([6, 10] as const),
    ],
    ['not even with those seen last', [seen(5), seen(4, 'upstreamDown')], 'no', 'no', 5, 9],
    ['over it without the lost ones', [seen(11), seen(4, 'stale')], 'yes', 'no', 11, 15],
    ['never counted', [seen(Number.NaN)], 'no', 'no', 0, 0],
  ] as const)('%s', (_name, counts, over, perhaps, least, most) => {
    const found = occupancy(counts, 9);
    expect([found.over.truth, found.perhaps.truth]).toEqual([over, perhaps]);
    expect([found.over.value, found.perhaps.value]).toEqual([least, most]);
  });

  it.each([
    ['two ways, the same people', [badge(6), gate(6)], 'no', 'no', 6, 6],
    ['two doors of one way', [badge(8), gate(6), gate(4)], 'yes', 'no', 10, 10],
    ['the larger one counts', [badge(8), gate(10)], 'yes', 'no', 10, 10],
    ['a door dropped out', [badge(8), gate(6), gate(4, 'stale')], 'unknown', 'yes', 8, 10],
    ['a door is worked on', [eye(3), gate(6), worked(4)], 'unknown', 'yes', 6, 10],
    ['what is complete narrows no other', [badge(5), gate(12, 'stale')], 'unknown', 'yes', 5, 12],
    ['a lost way that saw few', [badge(5), gate(4, 'stale')], 'no', 'no', 5, 5],
    ['one of no way beside them', [badge(6), gate(5), seen(6)], 'no', 'no', 6, 6],
  ] as const)('by several ways: %s', (_name, counts, over, perhaps, least, most) => {
    const found = occupancy(counts, 9);
    expect([found.over.truth, found.perhaps.truth]).toEqual([over, perhaps]);
    expect([found.over.value, found.perhaps.value]).toEqual([least, most]);
  });

  it('shows the tags of the way that decides first, and what that is worth', () => {
    const counts = [badge(8, 'live', 'B'), gate(7, 'late', 'G1'), gate(4, 'late', 'G2')];
    const { over } = occupancy(counts, 9);
    expect(over).toMatchObject({ tags: ['G1', 'G2', 'B'], trust: 'late' });
  });
});

const trusts: Trust[] = ['live', 'late', 'stale', 'upstreamDown', 'replayed'];
const count = fc.record({
  value: fc.nat({ max: 9 }),
  trust: fc.constantFrom(...trusts),
  tag: fc.constant('T'),
  way: fc.constantFrom(...countWays, null),
});
const counts = fc.array(count, { maxLength: 6 });
const limit = fc.nat({ max: 30 });

describe('whatever drops out', () => {
  it('alarms where one way alone does, asks for a look where one way alone may be over', () => {
    fc.assert(
      fc.property(counts, limit, (all, most) => {
        const { over, perhaps } = occupancy(all, most);
        const alone = [...countWays, null].map((way) => {
          let [least, last] = [0, 0];
          for (const { value, trust } of all.filter((each) => each.way === way)) {
            last += value;
            if (trust === 'live' || trust === 'late') least += value;
          }
          return { over: least > most, maybe: last > most };
        });
        const sure = alone.some((each) => each.over);
        const maybe = alone.some((each) => each.maybe);
        expect(over.truth).toBe(sure ? 'yes' : maybe ? 'unknown' : 'no');
        expect(perhaps.truth).toBe(!sure && maybe ? 'yes' : 'no');
      }),
    );
  });

  it('is changed in nothing by a second way that agrees', () => {
    fc.assert(
      fc.property(counts, limit, (all, most) => {
        const one = all.map((each) => ({ ...each, way: 'gate' }));
        const two = [...one, ...one.map((each) => ({ ...each, way: 'video' }))];
        const told = (some: readonly Counted[]) => {
          const { over, perhaps } = occupancy(some, most);
          return [over.truth, over.value, over.trust, perhaps.truth, perhaps.value];
        };
        expect(told(two)).toEqual(told(one));
      }),
    );
  });

  it('never raises the minimum and never lowers the maximum as tags drop out', () => {
    fc.assert(
      fc.property(counts, fc.nat(), (all, which) => {
        const before = crowdOf(estimatesOf(all));
        const lost = all.map((each, at): Counted => {
          return at === which % all.length ? { ...each, trust: 'stale' } : each;
        });
        const after = crowdOf(estimatesOf(lost));
        expect(after.least).toBeLessThanOrEqual(before.least);
        expect(after.most).toBe(before.most);
      }),
    );
  });
});
