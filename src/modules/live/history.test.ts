import { expect, test } from 'vitest';
import { callerWith } from '../../../tests/support/api.ts';
import { KEY, type LiveWorld, liveWorld } from '../../../tests/support/live.ts';
import type { Moment } from '../../kernel/calendar.ts';
import type { Refusal } from '../../kernel/endpoint.ts';
import type { Result } from '../../kernel/result.ts';
import { type Live, takeCall, yearsOf } from './index.ts';
import { droppedBefore, monthOf, monthStart } from './rules/months.ts';
import { historyAnswer } from './service/kept.ts';
import { readingsPoints } from './service/tags.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const caller = callerWith('b', { role: 'bureau', nodeKind: 'division', node: '371700' });

async function send(world: LiveWorld, live: Live, rows: unknown[]): Promise<void> {
  const authorization = `Basic ${Buffer.from(`G1:${KEY}`).toString('base64')}`;
  const body = Buffer.from(JSON.stringify({ t: world.now, rows }));
  expect(await takeCall(live, authorization, body)).toMatchObject({ body: { refused: [] } });
}

async function points(live: Live, from: number, until: number, most: number) {
  const span = { from: new Date(from).toISOString(), until: new Date(until).toISOString() };
  const found = await readingsPoints(live, caller, { ...span, id: 'G1-LI-101', points: most });
  return must(found).points;
}

function must<T>(result: Result<T, Refusal>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

async function chunks({ db }: LiveWorld) {
  const { rows } = await db.owner.query<{ day: string; chunks: number; readings: number }>(
    `select to_char(to_timestamp(from_ms / 1000) at time zone 'Asia/Shanghai', 'MM-DD') as day,
      count(*)::int as chunks, sum(readings)::int as readings
    from live.chunk group by 1 order by 1`,
  );
  return rows.map(({ day, ...row }) => [day, row.chunks, row.readings]);
}

test('hours are merged into days, late readings too, and read and draw as before', async () => {
  const world = await liveWorld();
  const live = await world.open();
  const end = world.now;
  // Two days and a half in one batch, more than is packed beside the judging, every ten seconds.
  const value = (n: number): number =>
    n === 9000 ? 9.5 : Math.round(500 + 50 * Math.sin(n / 90)) / 100;
  const waves = Array.from({ length: 20_000 }, (_, n) => [
    'LI-101',
    10_000 * n - 215_000_000,
    value(n),
  ]);
  await send(
    world,
    live,
    waves.filter((_, n) => n % 2000 !== 7),
  );
  for (let hour = 0; hour < 20; hour += 1) {
    world.now = (end + hour * HOUR) as Moment;
    await send(world, live, [['LI-101', 1, 5 + hour / 100]]);
  }
  const drawn = async () => {
    const long = await points(live, end - 20 * DAY, end + DAY, 21 * 24);
    const short = await points(live, end - 3 * DAY, end + DAY, 2000);
    return { short, long: long.map(({ mean, ...rest }) => ({ ...rest, mean: mean.toFixed(9) })) };
  };
  const before = await drawn();
  expect(before.long.map(({ most }) => most)).toContain(9.5);
  await live.pack(true);
  const merged = [1, 1, 1, 1].map((count, at) => [`11-${17 + at}`, count]);
  const countsOf = async () => (await chunks(world)).map(([day, count]) => [day, count]);
  // The last day goes on still.
  expect(await countsOf()).toEqual([...merged, ['11-21', 3]]);
  expect(await drawn()).toEqual(before);
  const late = waves.filter((_, n) => n % 2000 === 7 && n > 10_000);
  await send(
    world,
    live,
    late.map(([code, after, v]) => [code, Number(after) - 19 * HOUR, v]),
  );
  const withLate = await drawn();
  world.now = (end + 6 * DAY) as Moment;
  await live.pack(true);
  expect(await countsOf()).toEqual([...merged, ['11-21', 1]]);
  expect(await drawn()).toEqual(withLate);
  const sum = (rows: readonly { readings: number }[]): number =>
    rows.reduce((all, { readings }) => all + readings, 0);
  expect(sum(withLate.long) - sum(before.long)).toBe(late.length);
  expect((await chunks(world)).reduce((all, [, , readings]) => all + Number(readings), 0)).toBe(
    20_000 - 10 + 20 + late.length,
  );
}, 60_000);

test('what is past its time goes by the month, not what is evidence of something open', async () => {
  const world = await liveWorld();
  let needed: Moment | null = null;
  const live = await world.open({ historyYears: 1, neededFrom: async () => needed });
  const begun = world.now;
  await send(world, live, [['LI-101', 0, 5]]);
  await live.pack(true);
  const drawn = (): Promise<unknown[]> => points(live, begun - DAY, begun + DAY, 10);
  world.now = (begun + 370 * DAY) as Moment;
  await live.pack();
  // Its month is not over by a year.
  expect(await drawn()).toHaveLength(1);
  world.now = (begun + 400 * DAY) as Moment;
  needed = (begun + 5 * DAY) as Moment;
  await live.pack();
  expect(await drawn()).toHaveLength(1);
  needed = null;
  await live.pack();
  expect(await drawn()).toEqual([]);
  const { years, droppedBefore: before } = must(await historyAnswer(live));
  expect([years, before]).toEqual([1, '2026-11-30T16:00:00Z']);
});

test('months begin in the city, and no setting keeps less than a year', () => {
  const start = Date.parse('2026-11-01T00:00:00+08:00');
  const month = monthOf(start);
  expect([month, monthOf(start - 1), monthStart(month)]).toEqual([682, 681, start]);
  const now = Date.parse('2026-11-20T08:00:00+08:00') as Moment;
  expect(droppedBefore(now, 3, null)).toBe(month - 36);
  expect(droppedBefore(now, 3, Date.parse('2022-02-28T23:00:00+08:00') as Moment)).toBe(month - 57);
  expect(yearsOf({})).toBe(3);
  expect(yearsOf({ ZHIBEN_HISTORY_YEARS: '5' })).toBe(5);
  for (const wrong of ['0', '-1', '1.5', 'x', '']) {
    expect(() => yearsOf({ ZHIBEN_HISTORY_YEARS: wrong })).toThrow('ZHIBEN_HISTORY_YEARS');
  }
});
