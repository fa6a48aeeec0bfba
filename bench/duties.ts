import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importInto, upToDate } from '../src/apps/cli/stores.ts';
import { dateOption } from '../src/apps/cli/usage.ts';
import { must } from '../src/kernel/result.ts';
import {
  DutyStore,
  loadDictionary,
  loadPlans,
  loadProfile,
  project,
} from '../src/modules/plan/index.ts';
import type { Database } from '../src/platform/db/index.ts';
import { openDatabase } from '../src/platform/db/index.ts';
import { importCity } from './city.ts';
import { machine, peakMemory, timed } from './machine.ts';

/** Facts of the last days come in one by one: this many, spread over all that happened then. */
const SINGLE = 300;
/** Whole divisions are renewed before a reading; so many readings among the single facts. */
const READINGS = 5;
const LATE_FROM = '2026-11-10';
const DAYS = ['2026-11-24', '2025-06-30', '2024-03-31'];
const MARKS = [0.5, 0.9, 0.99, 1];

/** The kept duties of a city: built, read as of any day, renewed after one fact. */
export async function dutiesBench(scale: number): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'zhiben-bench-'));
  try {
    const db = await openDatabase({ dataDir: join(folder, 'data'), onMessage: () => undefined });
    try {
      await upToDate(db);
      return await measured(db, scale);
    } finally {
      await db.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measured(db: Database, scale: number): Promise<string[]> {
  const dictionary = loadDictionary();
  const late: string[] = [];
  const imported = await timed(() => importCity(db, scale, lateInto(late)));
  const { accepted } = imported.value;
  const lines = [`machine: ${await machine(db.owner)}`, `scale ${scale}: ${accepted} facts`];
  const say = (line: string): void => {
    lines.push(line);
    process.stderr.write(`${line}\n`);
  };
  say(`import: ${imported.seconds.toFixed(1)} s`);
  say(`projection: ${(await timed(() => project(db.owner, dictionary))).seconds.toFixed(1)} s`);
  const { clauses, parameters: definitions } = loadPlans();
  const profile = loadProfile('starter', definitions);
  const values = profile.ok ? profile.value.values : [];
  const { renewing } = db;
  const options = { db: db.owner, renewing, dictionary, clauses, definitions, values };
  const built = await timed(() => DutyStore.build(options));
  const store = built.value;
  say(`duties of all moments: ${built.seconds.toFixed(1)} s, ${await sizeOf(db)}`);
  const raw = await timed(() => db.owner.query('select max(vf), max(vt) from duty.span'));
  say(`one plain pass over them: ${raw.seconds.toFixed(2)} s`);
  for (const day of DAYS) {
    const { seconds, value } = await timed(() => store.figuresAt(dateOption('as of', day)));
    const duties = value.clauses.reduce((sum, clause) => sum + clause.population, 0);
    const ratio = (seconds / raw.seconds).toFixed(1);
    say(
      `all ${clauses.length} clauses as of ${day}: ${seconds.toFixed(2)} s, ${duties} duties, ${ratio} plain passes`,
    );
  }
  say(`statements planned ahead: ${(await timed(() => store.warm())).seconds.toFixed(1)} s`);
  for (const line of await oneByOne(db, store, late)) say(line);
  say(`peak memory of this process: ${peakMemory()} MB`);
  return lines;
}

/** Takes the lines of the last days out of the stream. */
function lateInto(late: string[]): (line: string) => boolean {
  return (line) => {
    const at = /"at":"(\d{4}-\d\d-\d\d)/.exec(line)?.[1] ?? '';
    if (at < LATE_FROM) return false;
    late.push(line);
    return true;
  };
}

async function sizeOf(db: Database): Promise<string> {
  const { rows } = await db.owner.query<{ n: number; size: string }>(
    `select count(*) n, pg_size_pretty(pg_total_relation_size('duty.span')) size from duty.span`,
  );
  return `${rows[0]?.n} spans, ${rows[0]?.size}`;
}

interface Single {
  readonly ms: number;
  readonly type: string;
  readonly clauses: number;
}

async function oneByOne(
  db: Database,
  store: DutyStore,
  late: readonly string[],
): Promise<string[]> {
  const step = Math.max(1, Math.floor(late.length / SINGLE));
  const singles: Single[] = [];
  const settled: number[] = [];
  await store.catchUp();
  await store.settle();
  for (let index = 0; index < late.length && singles.length < SINGLE; index += step) {
    const line = late[index] ?? '';
    async function* source(): AsyncGenerator<Uint8Array> {
      yield Buffer.from(line);
    }
    await importInto(db, loadDictionary(), source());
    const { seconds, value } = await timed(() => store.catchUp());
    if (singles.length % Math.ceil(SINGLE / READINGS) === 0)
      settled.push((await timed(() => store.settle())).seconds);
    const { type } = JSON.parse(line) as { type: string };
    singles.push({ ms: seconds * 1000, type, clauses: value.clauses });
  }
  return [
    `one fact, of ${late.length} late ones: ${spread(singles.map(({ ms }) => ms))}`,
    `  whole divisions before the next reading (${settled.length} times): ${spread(settled.map((s) => s * 1000))}`,
    `  slowest: ${singles
      .toSorted((a, b) => b.ms - a.ms)
      .slice(0, 6)
      .map((s) => `${s.type} ${s.ms.toFixed(0)} ms, ${s.clauses} clauses`)
      .join('; ')}`,
  ];
}

function spread(times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b);
  if (sorted.length === 0) return 'none';
  return MARKS.map((share) => {
    const ms = must(sorted[Math.ceil(share * sorted.length) - 1], 'a measured fact');
    return `p${share * 100} ${ms.toFixed(0)} ms`;
  }).join(', ');
}
