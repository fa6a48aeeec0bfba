import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { upToDate } from '../src/apps/cli/stores.ts';
import { cityOptions } from '../src/apps/server/demo-city.ts';
import type { Moment } from '../src/kernel/calendar.ts';
import { LiveCity } from '../src/modules/identity/index.ts';
import { importFacts } from '../src/modules/ledger/index.ts';
import { type Gateway, Live } from '../src/modules/live/index.ts';
import { readingsPoints } from '../src/modules/live/service/tags.ts';
import { loadDictionary } from '../src/modules/plan/index.ts';
import { type Database, openDatabase } from '../src/platform/db/index.ts';
import { callersOf } from './asked.ts';
import { machine, peakMemory, timed } from './machine.ts';

const SECOND = 1000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const BEGIN = Date.parse('2025-03-01T00:00:00+08:00');
/** Tags that send by the minute: their bytes are counted for a day. */
const MANY = 500;
/** Then so many days of one that sends by the minute and one by the second. */
const DAYS = 365;

interface Bench {
  readonly db: Database;
  readonly city: LiveCity;
  readonly live: Live;
  readonly gateway: Gateway;
  now: number;
}

/**
 * History through the whole way (intake, journal, packing, merging): bytes a reading before a day
 * is merged and after, beside one row a reading; how long a year of a tag takes to draw, with its
 * peaks, beside a bare select of what it is drawn from. SCALE: share of a year.
 */
export async function historyBench(scale: number): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'zhiben-bench-'));
  try {
    const db = await openDatabase({ dataDir: join(folder, 'data'), onMessage: () => undefined });
    try {
      await upToDate(db);
      return await measured(db, Math.round(scale * DAYS));
    } finally {
      await db.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measured(db: Database, days: number): Promise<string[]> {
  await plant(db);
  const city = await LiveCity.open(cityOptions(db));
  const bench = { db, city, now: BEGIN } as { -readonly [K in keyof Bench]: Bench[K] };
  const live = await Live.open({
    city,
    clock: () => bench.now as Moment,
    onSignals: async () => undefined,
    onFault: (error) => process.stderr.write(`${(error as Error).stack}\n`),
  });
  const gateway = live?.config.gatewayOf('G1');
  if (!(live && gateway)) throw new Error('somebody else listens');
  Object.assign(bench, { live, gateway });
  const bytes = await bytesOfADay(bench);
  const year = await drawn(bench, days);
  await live.close();
  return [
    `machine: ${await machine(db.owner)}`,
    ...bytes,
    ...year,
    `peak memory of this process: ${peakMemory()} MB`,
  ];
}

const MINUTELY = `T${MANY + 1}`;
const SECONDLY = `T${MANY + 2}`;

async function plant(db: Database): Promise<void> {
  const tags = Array.from({ length: MANY + 2 }, (_, n) => ({
    type: 'tag',
    record: `T${n + 1}`,
    set: {
      ...{ name: `T${n + 1}`, code: `T${n + 1}`, gateway: 'G1', enterprise: 'E1' },
      ...{ quantity: 'level', unit: 'm', alias: n + 1 },
    },
  }));
  const facts = [
    { type: 'jurisdiction', record: '371700', set: { name: '测试市', level: 'city' } },
    { type: 'enterprise', record: 'E1', set: { name: '测试', jurisdiction: '371700' } },
    { type: 'gateway', record: 'G1', set: { name: '网关', enterprise: 'E1' } },
    ...tags,
  ];
  const lines = facts.map((f) => Buffer.from(`${JSON.stringify({ at: '2025-01-01', ...f })}\n`));
  const { rejects } = await importFacts({
    ...{ db: db.app, dictionary: loadDictionary(), recorder: 'bench' },
    ...{ clock: () => Date.now() as Moment, source: Readable.from(lines) },
  });
  if (rejects.length > 0) throw new Error(JSON.stringify(rejects[0]));
}

/** A level that rises and falls over hours, with noise of some millimetres. */
function values(tag: number) {
  let noise = tag;
  return (at: number): number => {
    noise = (noise * 1_103_515_245 + 12_345) % 2_147_483_648;
    const wave = 5 + 2 * Math.sin(at / (5 * HOUR) + tag);
    return Math.round(1000 * (wave + 0.006 * (noise / 2 ** 31 - 0.5))) / 1000;
  };
}

/** An hour of a tag, one batch; the device's clock is off by up to 40 ms each time. */
function hourOf(tag: number, from: number, step: number, value: (at: number) => number): Buffer {
  const dt = Array.from({ length: HOUR / step }, (_, n) => n * step + ((n * 7919 + tag) % 40));
  const tags = dt.map(() => tag);
  const v = dt.map((after) => value(from + after));
  return Buffer.from(JSON.stringify({ t: from, tags, dt, v }));
}

async function bytesOfADay(bench: Bench): Promise<string[]> {
  const { live, gateway, db } = bench;
  const own = Array.from({ length: MANY }, (_, n) => values(n + 1));
  for (let hour = 0; hour < 24; hour += 1) {
    bench.now = BEGIN + hour * HOUR + HOUR - SECOND;
    const from = BEGIN + hour * HOUR;
    const sent = own.map((value, n) =>
      live.intake.offer(gateway, hourOf(n + 1, from, 60 * SECOND, value)),
    );
    await Promise.all(sent);
  }
  const readings = MANY * 24 * 60;
  bench.now = BEGIN + DAY - 1;
  await live.pack(true);
  const hours = await historyBytes(db);
  bench.now = BEGIN + DAY + HOUR;
  const merging = await timed(() => live.pack());
  await db.owner.query('vacuum full live.chunk');
  const merged = await historyBytes(db);
  const rows = await rowBytes(db, readings);
  const each = (bytes: number): string => (bytes / readings).toFixed(2);
  return [
    `${MANY} tags by the minute, a day: ${readings} readings, all tables and indexes counted`,
    `  an hour a chunk: ${each(hours)} bytes a reading`,
    `  merged into days: ${each(merged)} bytes a reading (${merging.seconds.toFixed(1)} s)`,
    `  one row a reading with its key: ${each(rows)} bytes (${(rows / merged).toFixed(0)} times that)`,
  ];
}

async function historyBytes({ owner }: Database): Promise<number> {
  const { rows } = await owner.query<{ bytes: number }>(
    `select sum(pg_total_relation_size(inhrelid))::double precision as bytes from pg_inherits
      where inhparent = 'live.chunk'::regclass`,
  );
  return rows[0]?.bytes ?? Number.NaN;
}

async function rowBytes({ owner }: Database, readings: number): Promise<number> {
  await owner.query(
    `create table public.plain (tag integer, at timestamptz, value double precision, q smallint,
      primary key (tag, at))`,
  );
  await owner.query(
    `insert into public.plain select 1 + n / 1440, to_timestamp(1740758400 + 60 * (n % 1440)), n, 0
      from generate_series(0, $1::int - 1) n`,
    [readings],
  );
  const { rows } = await owner.query<{ bytes: number }>(
    `select pg_total_relation_size('public.plain')::double precision as bytes`,
  );
  return rows[0]?.bytes ?? Number.NaN;
}

async function drawn(bench: Bench, days: number): Promise<string[]> {
  const { live, gateway } = bench;
  const [minutely, secondly] = [values(MANY + 1), values(MANY + 2)];
  const begin = BEGIN + 2 * DAY;
  const filling = await timed(async () => {
    for (let day = 0; day < days; day += 1) {
      for (let hour = 0; hour < 24; hour += 1) {
        const from = begin + day * DAY + hour * HOUR;
        bench.now = from + HOUR - SECOND;
        await Promise.all([
          live.intake.offer(gateway, hourOf(MANY + 1, from, 60 * SECOND, minutely)),
          live.intake.offer(gateway, hourOf(MANY + 2, from, SECOND, secondly)),
        ]);
      }
      bench.now = begin + (day + 1) * DAY + HOUR;
      await live.pack();
    }
  });
  const end = begin + days * DAY;
  const lines = [`${days} days of a tag filled and merged in ${filling.seconds.toFixed(0)} s`];
  for (const [id, every] of [
    [MINUTELY, 'minute'],
    [SECONDLY, 'second'],
  ] as const) {
    const year = await drawing(bench, id, begin, end);
    const day = await drawing(bench, id, end - 40 * DAY, end - 39 * DAY);
    const bare = await bareSelect(bench, id, begin, end);
    lines.push(
      `  a reading a ${every}: all of it in ${year.toFixed(0)} ms (${(year / bare).toFixed(1)} times a bare select of its chunks' figures, ${bare.toFixed(1)} ms); a day of it ${day.toFixed(0)} ms`,
    );
  }
  return lines;
}

const TIMES = 9;

async function median(work: () => Promise<unknown>): Promise<number> {
  const took: number[] = [];
  for (let n = 0; n < TIMES; n += 1) took.push(1000 * (await timed(work)).seconds);
  return took.sort((a, b) => a - b)[Math.floor(TIMES / 2)] ?? Number.NaN;
}

/** As an official of the city asks for it, within his scope. */
async function drawing(bench: Bench, id: string, from: number, until: number): Promise<number> {
  const caller = callersOf([]).get('city');
  if (!caller) throw new Error('nobody looks at the city');
  const span = { from: new Date(from).toISOString(), until: new Date(until).toISOString() };
  return median(async () => {
    const found = await readingsPoints(bench.live, caller, { ...span, id, points: 1000 });
    if (!found.ok || found.value.points.length < 500) throw new Error(`too little of ${id}`);
  });
}

async function bareSelect({ db }: Bench, id: string, from: number, until: number): Promise<number> {
  return median(() =>
    db.owner.query(
      `select from_ms, until_ms, least, most, total, good, parts from live.chunk
        where tag = (select no from live.tag_number where tag = $1) and from_ms >= $2
          and from_ms < $3 order by from_ms`,
      [id, from, until],
    ),
  );
}
