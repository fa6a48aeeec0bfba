import { describe, expect, it } from 'vitest';
import type { Trust } from '../model.ts';
import { bypassUnentered } from './bypass.ts';
import type { Seen } from './cross.ts';
import { movingWithoutPower, safetyIdle, stillWhileRunning } from './electricity.ts';
import { subjectsOf } from './subjects.ts';

const seen = (value: number, trust: Trust = 'live', tag = 'T'): Seen => ({ tag, value, trust });
const load = (value: number, trust: Trust = 'live') => ({ ...seen(value, trust, 'P'), from: 100 });
const running = (...loads: ReturnType<typeof load>[]) => ({ loads, deadband: 0.25, held: false });

describe('what makes safe stands while production runs (E3)', () => {
  const fan = (value: number, trust: Trust = 'live') => ({ ...seen(value, trust, 'F'), from: 6 });
  it.each([
    ['both run', fan(20), running(load(300)), 'no'],
    ['the fan stands', fan(0), running(load(300)), 'yes'],
    ['just below a fifth of its rated power', fan(5.99), running(load(100)), 'yes'],
    ['just at it', fan(6), running(load(300)), 'no'],
    ['production stands as well', fan(0), running(load(99.9)), 'no'],
    ['nobody knows whether it runs', fan(0), running(load(300, 'frozen')), 'unknown'],
    ['nobody knows whether the fan does', fan(0, 'upstreamDown'), running(load(300)), 'unknown'],
    ['no production is measured', fan(0), running(), 'no'],
  ] as const)('%s', (_name, safety, loads, truth) => {
    expect(safetyIdle(safety, () => loads).truth).toBe(truth);
  });

  it('shows both circuits, the power of the fan and its least, and what they are worth', () => {
    expect(safetyIdle(fan(1), () => running(load(300, 'late')))).toEqual({
      ...{ truth: 'yes', value: 1, limit: 6, tags: ['F', 'P'], trust: 'late' },
    });
  });
});

interface Point {
  readonly id: string;
  readonly still: number;
  readonly trust: Trust;
}
const point = (still: number, trust: Trust = 'live', id = 'A'): Point => ({ id, still, trust });
const process = (...tags: readonly Point[]) => ({
  ...{ tags, fewest: 2, stillMs: ({ still }: Point) => still },
  seen: ({ id, trust }: Point) => seen(5, trust, id),
});
const MINUTE = 60_000;

describe('nothing moves while production runs (E5)', () => {
  const still = [point(40 * MINUTE), point(35 * MINUTE, 'live', 'B')];
  it.each([
    ['all stand still', still, running(load(300)), 'yes'],
    ['one moved', [...still, point(29 * MINUTE)], running(load(300)), 'no'],
    ['one alone says nothing', [point(40 * MINUTE)], running(load(300)), 'no'],
    ['nothing is measured', [], running(load(300)), 'no'],
    ['it is idle', still, running(load(50)), 'no'],
    ['its electricity is not heard of', still, running(load(300, 'stale')), 'unknown'],
    [
      'frozen is what it is about',
      [...still, point(40 * MINUTE, 'frozen')],
      running(load(300)),
      'yes',
    ],
    ['one is not heard of', [...still, point(40 * MINUTE, 'stale')], running(load(300)), 'unknown'],
    ['no value came yet', [...still, point(Number.NaN)], running(load(300)), 'no'],
  ] as const)('%s', (_name, points, loads, truth) => {
    expect(stillWhileRunning(process(...points), 30 * MINUTE, () => loads).truth).toBe(truth);
  });

  it('shows the electricity first, then what stands still', () => {
    const found = stillWhileRunning(process(...still), MINUTE, () => running(load(300)));
    expect([found.value, found.tags]).toEqual([300, ['P', 'A', 'B']]);
  });
});

describe('readings move though there is no power (E6)', () => {
  const moving = [point(0), point(4 * MINUTE, 'live', 'B')];
  it.each([
    ['no power, and all move', moving, [seen(0)], 'yes'],
    ['there is power', moving, [seen(0), seen(0.4)], 'no'],
    ['one stands, as it should', [...moving, point(5 * MINUTE)], [seen(0)], 'no'],
    ['one alone says nothing', [point(0)], [seen(0)], 'no'],
    ['the power of the whole is not measured', moving, [], 'no'],
    ['the meter is not heard of', moving, [seen(0, 'stale')], 'unknown'],
    ['one is not heard of', [...moving, point(0, 'stale')], [seen(0)], 'unknown'],
  ] as const)('%s', (_name, points, totals, truth) => {
    expect(movingWithoutPower(process(...points), 5 * MINUTE, totals).truth).toBe(truth);
  });
});

describe('an interlock beside the register (联锁摘除)', () => {
  const own = { tag: 'T', facility: 'F1' };
  it.each([
    ['it is in service', seen(1), [], 'no'],
    ['bypassed, and nobody entered it', seen(0), [], 'yes'],
    ['entered by its tag', seen(0), [own], 'no'],
    ['entered for its place', seen(0), [{ tag: null, facility: 'F1' }], 'no'],
    ['entered for another tag of its place', seen(0), [{ ...own, tag: 'U' }], 'yes'],
    ['entered for another place', seen(0), [{ tag: null, facility: 'F2' }], 'yes'],
    ['not heard of', seen(0, 'stale'), [], 'unknown'],
    ['never heard of', seen(Number.NaN), [], 'unknown'],
  ] as const)('%s', (_name, shown, entered, truth) => {
    expect(bypassUnentered(shown, 'F1', entered).truth).toBe(truth);
  });
});

it('circuits of safety, the whole, the process and interlocks are found by their records', () => {
  const tag = (id: string, more: object) => ({
    ...{ id, quantity: 'power', circuit: null, enterprise: 'E', facility: 'F' },
    ...{ rangeHigh: 30, inUse: true, ...more },
  });
  const { enterprises, interlocks } = subjectsOf([
    tag('prod', { circuit: 'production' }),
    tag('fan', { circuit: 'safety' }),
    tag('pump', { circuit: 'safety', quantity: 'current' }),
    tag('unrated', { circuit: 'safety', rangeHigh: null }),
    tag('all', { circuit: 'total' }),
    tag('t', { quantity: 'temperature' }),
    tag('gas', { quantity: 'gasCombustible' }),
    tag('people', { quantity: 'headcount' }),
    tag('lock', { quantity: 'interlock' }),
    tag('gone', { quantity: 'interlock', inUse: false }),
  ]);
  const firm = enterprises.get('E');
  const ids = (some: readonly { id: string }[] | undefined) => some?.map(({ id }) => id);
  expect([ids(firm?.safety), ids(firm?.totals), ids(firm?.points)]).toEqual([
    ['fan', 'pump'],
    ['all'],
    ['t'],
  ]);
  expect(ids(interlocks)).toEqual(['lock']);
});
