import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Trust } from '../model.ts';
import { covertProduction, falseOffline, type HotPermit, hotWork, type Seen } from './cross.ts';
import { type Held, REST, type Truth, turn, UNSEEN_MS } from './hold.ts';
import { isLoad, subjectsOf } from './subjects.ts';

const seen = (value: number, trust: Trust = 'live', tag = 'T'): Seen => ({ tag, value, trust });
const load = (value: number, trust: Trust = 'live', tag = 'P') => ({
  ...seen(value, trust, tag),
  from: 100,
});
const running = (...loads: ReturnType<typeof load>[]) => ({ loads, deadband: 0.25, held: false });
const held = (...loads: ReturnType<typeof load>[]) => ({ ...running(...loads), held: true });

describe('covert running (明停暗开)', () => {
  it.each([
    ['an enterprise that works may run', false, running(load(300)), 'no'],
    ['a stopped one may not', true, running(load(100)), 'yes'],
    ['its stand-by load is no running', true, running(load(99.9)), 'no'],
    ['one circuit is enough', true, running(load(5), load(120, 'live', 'Q')), 'yes'],
    ['a load that nobody vouches for is no proof', true, running(load(300, 'frozen')), 'unknown'],
    ['nor of idleness, while another idles', true, running(load(5), load(5, 'stale')), 'unknown'],
    ['a trusted one is proof beside it', true, running(load(101), load(5, 'stale')), 'yes'],
    ['a late value may be used, and is told', true, running(load(101, 'late')), 'yes'],
    ['no value yet', true, running(load(Number.NaN)), 'unknown'],
    ['no electricity at all', true, running(), 'no'],
    ['the dead-band holds an alarm that stands', true, held(load(75)), 'yes'],
    ['and ends below it', true, held(load(74.9)), 'no'],
  ] as const)('%s', (_name, stopped, loads, truth) => {
    expect(covertProduction(stopped, () => loads).truth).toBe(truth);
  });

  it('names the tag that shows it, its value, the limit and what it is worth', () => {
    const found = covertProduction(true, () => running(load(110), load(140, 'late', 'Q')));
    expect(found).toEqual({ truth: 'yes', value: 140, limit: 100, tags: ['Q'], trust: 'late' });
  });
});

describe('false offline (虚假离线)', () => {
  const lost = [
    { id: 'A', lost: true },
    { id: 'B', lost: true },
  ];
  const some = [...lost, { id: 'C', lost: false }];
  it.each([
    ['all silent while it runs', false, lost, running(load(200)), 'yes'],
    ['one tag still speaks', false, some, running(load(200)), 'no'],
    ['a declared stop explains the silence', true, lost, running(load(200)), 'no'],
    ['it is idle', false, lost, running(load(10)), 'no'],
    ['electricity is silent as well', false, lost, running(load(200, 'upstreamDown')), 'unknown'],
    ['nothing is monitored', false, [], running(load(200)), 'no'],
  ] as const)('%s', (_name, stopped, monitored, loads, truth) => {
    const found = falseOffline(
      stopped,
      monitored,
      ({ lost: is }) => is,
      () => loads,
    );
    expect(found.truth).toBe(truth);
  });

  it('shows the electricity and what fell silent', () => {
    const found = falseOffline(
      false,
      lost,
      () => true,
      () => running(load(200)),
    );
    expect(found.tags).toEqual(['P', 'A', 'B']);
  });
});

const HOUR = 3_600_000;
const hours = { special: 8, one: 8, two: 72 };
const permit = (more: Partial<HotPermit> = {}): HotPermit => ({
  ...{ id: 'W1', facility: 'F', status: 'working', level: 'one' },
  ...{ startedAt: 0, finishedAt: Number.NaN },
  ...{ plannedFrom: Number.NaN, plannedUntil: Number.NaN },
  ...more,
});

describe('hot work without a permit (无票动火)', () => {
  const planned = { startedAt: Number.NaN, plannedFrom: 0, plannedUntil: 2 * HOUR };
  it.each([
    ['no permit', seen(1), [], 1, 'yes'],
    ['a permit in force', seen(1), [permit()], 1, 'no'],
    ['of what the place belongs to', seen(1), [permit({ facility: 'PLANT' })], 1, 'no'],
    ['of another place', seen(1), [permit({ facility: 'G' })], 1, 'yes'],
    ['of no place', seen(1), [permit({ facility: null })], 1, 'yes'],
    ['not begun', seen(1), [permit({ startedAt: 2 * HOUR })], 1, 'yes'],
    ['finished', seen(1), [permit({ finishedAt: HOUR })], 1, 'yes'],
    ['older than its level holds', seen(1), [permit()], 8, 'yes'],
    ['of a level that holds longer', seen(1), [permit({ level: 'two' })], 8, 'no'],
    ['of no known level: the shortest', seen(1), [permit({ level: null })], 8, 'yes'],
    ['suspended', seen(1), [permit({ status: 'suspended' })], 1, 'yes'],
    ['approved, as planned', seen(1), [permit({ ...planned, status: 'approved' })], 1, 'no'],
    ['approved, past its plan', seen(1), [permit({ ...planned, status: 'approved' })], 2, 'yes'],
    ['nothing seen', seen(0), [], 1, 'no'],
    ['a camera that repeats itself', seen(1, 'replayed'), [], 1, 'unknown'],
  ] as const)('%s', (_name, shown, permits, hour, truth) => {
    const found = hotWork([shown], ['F', 'PLANT'], permits, hour * HOUR, hours);
    expect(found.truth).toBe(truth);
  });
});

/** Truths as [seconds, truth]: what is said, as `state since→at`. */
function said(rows: readonly (readonly [number, Truth])[], window: number, off: number): string[] {
  let now: Held = REST;
  return rows.flatMap(([s, truth]) => {
    const by = { windowMs: 1000 * window, offMs: 1000 * off };
    const { held: next, news, since } = turn(now, truth, 1000 * s, by);
    now = next;
    return news ? [`${news} ${since / 1000}→${s}`] : [];
  });
}

describe('a window', () => {
  const rows = (text: string): (readonly [number, Truth])[] =>
    [...text].map((c, at) => [10 * at, c === 'y' ? 'yes' : c === 'n' ? 'no' : 'unknown']);
  it.each([
    ['speaks after it held', 'yyyy', ['raised 0→20']],
    ['is broken by a no', 'yynyyy', ['raised 30→50']],
    ['is broken by what cannot be trusted', 'yy?yyy', ['raised 30→50']],
    ['ends after the off-delay', 'yyynn', ['raised 0→20', 'cleared 0→40']],
    ['does not end on what cannot be trusted', 'yyyn?nn', ['raised 0→20', 'cleared 0→60']],
    ['is a new episode afterwards', 'yyynnyyy', ['raised 0→20', 'cleared 0→40', 'raised 50→70']],
  ] as const)('%s', (_name, text, expected) => {
    expect(said(rows(text), 20, 10)).toEqual(expected);
  });

  it('begins anew when nobody looked for long', () => {
    const long = UNSEEN_MS / 1000 + 1;
    const gap = [...rows('y'), [long, 'yes'], [long + 20, 'yes']] as const;
    expect(said(gap, 20, 10)).toEqual([`raised ${long}→${long + 20}`]);
  });

  it('speaks as a plain reading of the rule does', () => {
    const truth = fc.constantFrom<Truth>('yes', 'yes', 'yes', 'no', 'no', 'unknown');
    const steps = fc.array(fc.tuple(fc.integer({ min: 1, max: 20 }), truth));
    const delay = fc.nat({ max: 40 });
    fc.assert(
      fc.property(steps, delay, delay, (all, window, off) => {
        let second = 0;
        const at = all.map(([step, is]) => {
          second += step;
          return [second, is] as const;
        });
        expect(said(at, window, off)).toEqual(plain(at, window, off));
      }),
    );
  });
});

/** The rule as it is told: runs of one truth, each as long as it is. */
function plain(rows: readonly (readonly [number, Truth])[], window: number, off: number): string[] {
  const out: string[] = [];
  let since: number | null = null;
  for (const [at, [now]] of rows.entries()) {
    const longest = (wanted: Truth): number => {
      let from = now;
      for (let k = at; k >= 0 && rows[k]?.[1] === wanted; k -= 1) from = rows[k]?.[0] ?? now;
      return from;
    };
    const truth = rows[at]?.[1];
    const start = longest('yes');
    if (since === null && truth === 'yes' && now - start >= window) {
      since = start;
      out.push(`raised ${start}→${now}`);
    } else if (since !== null && truth === 'no' && now - longest('no') >= off) {
      out.push(`cleared ${since}→${now}`);
      since = null;
    }
  }
  return out;
}

describe('what is looked at', () => {
  const tag = (id: string, more: object) => ({
    ...{ id, quantity: 'level', circuit: null, enterprise: 'E', facility: 'F' },
    ...{ rangeHigh: 500, inUse: true },
    ...more,
  });
  it('is production or the whole, with a known range; safety equipment says nothing', () => {
    const of = (more: object) => isLoad(tag('x', { quantity: 'power', ...more }));
    expect(of({ circuit: 'production' })).toBe(true);
    expect(of({ circuit: 'total' })).toBe(true);
    expect(of({ circuit: 'safety' })).toBe(false);
    expect(of({ circuit: 'production', rangeHigh: null })).toBe(false);
    expect(of({ quantity: 'running' })).toBe(true);
  });
  it('is little: enterprises with electricity, places with people, fire or electricity', () => {
    const { enterprises, places } = subjectsOf([
      tag('L', { facility: 'G' }),
      tag('P', { quantity: 'power', circuit: 'production' }),
      tag('H', { quantity: 'headcount', enterprise: 'E2', facility: 'F2' }),
      tag('X', { quantity: 'headcount', facility: 'F3', inUse: false }),
      tag('N', { enterprise: 'E3' }),
    ]);
    expect([...enterprises.keys()]).toEqual(['E']);
    expect(enterprises.get('E')?.monitored.map(({ id }) => id)).toEqual(['L']);
    expect([...places.keys()]).toEqual(['F', 'F2']);
  });
});
