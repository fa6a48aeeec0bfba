import { importInto } from '../src/apps/cli/stores.ts';
import { dateOption } from '../src/apps/cli/usage.ts';
import { must } from '../src/kernel/result.ts';
import { heldFacts } from '../src/modules/ledger/index.ts';
import {
  DutyStore,
  loadDictionary,
  loadPlans,
  parameterEntries,
  project,
} from '../src/modules/plan/index.ts';
import type { Database } from '../src/platform/db/index.ts';
import type { BenchCity } from './city.ts';
import { withCity } from './city.ts';
import { machine, peakMemory, timed } from './machine.ts';

/** Facts of the last days come in one by one: this many, spread over all that happened then. */
const SINGLE = 300;
/** Taken in before, and not counted. */
const WARMING = 100;
/** Whole divisions are renewed before a reading; so many readings among the single facts. */
const READINGS = 5;
/** Facts taken in while divisions are being counted. */
const BESIDE = 20;
const DAYS = ['2026-11-24', '2025-06-30', '2024-03-31'];
const MARKS = [0.5, 0.9, 0.99, 1];

/** The kept duties of a city: built, read as of any day, renewed after one fact. */
export function dutiesBench(scale: number): Promise<string[]> {
  return withCity(scale, measured);
}

async function measured(city: BenchCity): Promise<string[]> {
  const { db } = city;
  const lines = [`machine: ${await machine(db.owner)}`, city.what];
  const say = (line: string): void => {
    lines.push(line);
    process.stderr.write(`${line}\n`);
  };
  const store = await storeOf(city, say);
  const raw = await timed(() => db.owner.query('select max(vf), max(vt) from duty.span'));
  say(`one plain pass over them: ${raw.seconds.toFixed(2)} s`);
  for (const day of DAYS) {
    const { seconds, value } = await timed(() => store.figuresAt(dateOption('as of', day)));
    const duties = value.clauses.reduce((sum, clause) => sum + clause.population, 0);
    const ratio = (seconds / raw.seconds).toFixed(1);
    say(
      `all ${value.clauses.length} clauses as of ${day}: ${seconds.toFixed(2)} s, ${duties} duties, ${ratio} plain passes`,
    );
  }
  say(`statements planned ahead: ${(await timed(() => store.warm())).seconds.toFixed(1)} s`);
  for (const line of await oneByOne(city, store)) say(line);
  say(`peak memory of this process: ${peakMemory()} MB`);
  return lines;
}

/** Built where the city was filled now; else as it was left, with what changed since. */
async function storeOf(
  { db, filled, imported }: BenchCity,
  say: (line: string) => void,
): Promise<DutyStore> {
  const dictionary = loadDictionary();
  const { clauses, parameters: definitions } = loadPlans();
  const values = await parameterEntries(db.app);
  const { renewing } = db;
  const options = { db: db.owner, renewing, dictionary, clauses, definitions, values };
  if (!filled) {
    const { value, seconds } = await timed(() => DutyStore.open(options));
    say(`opened as kept: ${seconds.toFixed(1)} s`);
    return value;
  }
  say(`import: ${filled.accepted} facts, ${imported.toFixed(1)} s`);
  say(`projection: ${(await timed(() => project(db.owner, dictionary))).seconds.toFixed(1)} s`);
  const { value, seconds } = await timed(() => DutyStore.build(options));
  say(`duties of all moments: ${seconds.toFixed(1)} s, ${await sizeOf(db)}`);
  return value;
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

async function oneByOne(city: BenchCity, store: DutyStore): Promise<string[]> {
  const { db } = city;
  const late = await notIn(db, city.late());
  const step = Math.max(1, Math.floor(late.length / (WARMING + SINGLE + BESIDE)));
  const spread = late.filter((_, index) => index % step === 0);
  const singles: Single[] = [];
  const settled: number[] = [];
  await store.catchUp();
  await store.settle();
  for (const line of spread.slice(0, WARMING + SINGLE)) {
    const { seconds, value } = await takenIn(city, store, line);
    if (singles.length % Math.ceil(SINGLE / READINGS) === 0)
      settled.push((await timed(() => store.settle())).seconds);
    const { type } = JSON.parse(line) as { type: string };
    singles.push({ ms: seconds * 1000, type, clauses: value.clauses });
  }
  const counting = store.settle();
  const beside: number[] = [];
  for (const line of spread.slice(WARMING + SINGLE, WARMING + SINGLE + BESIDE)) {
    beside.push((await takenIn(city, store, line)).seconds * 1000);
  }
  await counting;
  const counted = singles.slice(WARMING);
  const times = counted.map(({ ms }) => ms);
  return [
    `one fact, ${counted.length} of ${late.length} late ones, after ${WARMING}: ${marksOf(times)}`,
    `  whole divisions before the next reading (${settled.length} times): ${marksOf(settled.map((s) => s * 1000))}`,
    `  ${beside.length} facts while divisions are being counted: ${marksOf(beside)}`,
    `  slowest: ${counted
      .toSorted((a, b) => b.ms - a.ms)
      .slice(0, 6)
      .map((s) => `${s.type} ${s.ms.toFixed(0)} ms, ${s.clauses} clauses`)
      .join('; ')}`,
  ];
}

/** How long the duties take after one fact; that it is written down is not counted. */
async function takenIn({ db }: BenchCity, store: DutyStore, line: string) {
  async function* source(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(line);
  }
  await importInto(db, loadDictionary(), source());
  return timed(() => store.catchUp());
}

/** The lines that the ledger does not have yet. */
async function notIn(db: Database, lines: AsyncIterable<string>): Promise<string[]> {
  const all: string[] = [];
  for await (const line of lines) all.push(line);
  const idOf = (line: string): string => (JSON.parse(line) as { id: string }).id;
  const held = await heldFacts(db.app, all.map(idOf));
  return all.filter((line) => !held.has(idOf(line)));
}

function marksOf(times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b);
  if (sorted.length === 0) return 'none';
  return MARKS.map((share) => {
    const ms = must(sorted[Math.ceil(share * sorted.length) - 1], 'a measured fact');
    return `p${share * 100} ${ms.toFixed(0)} ms`;
  }).join(', ');
}
