import { withThrowaway } from '../src/apps/cli/stores.ts';
import { dateOption } from '../src/apps/cli/usage.ts';
import {
  DutyStore,
  loadDictionary,
  loadPlans,
  loadProfile,
  project,
} from '../src/modules/plan/index.ts';
import type { Pool } from '../src/platform/db/index.ts';
import { importCity } from './city.ts';
import { machine, timed } from './machine.ts';

interface Statement {
  readonly text: string;
  readonly values: unknown[];
  readonly ms: number;
}

const SLOWEST = 3;
/** Lines of a plan that say where the time goes; the rest is left out. */
const TELLING = 0.1;

/** The statements that carry the cost of a build and of a reading, with their plans as executed. */
export async function plansBench(scale: number): Promise<string[]> {
  const dictionary = loadDictionary();
  const { clauses, parameters: definitions } = loadPlans();
  const profile = loadProfile('starter', definitions);
  const values = profile.ok ? profile.value.values : [];
  return withThrowaway(async (db) => {
    const lines = [`machine: ${await machine(db.owner)}`, `scale ${scale}`];
    await importCity(db, scale);
    const seen: Statement[] = [];
    const owner = watched(db.owner, seen);
    const projected = await timed(() => project(owner, dictionary));
    lines.push(`projection: ${projected.seconds.toFixed(1)} s`, ...(await slowest(db.owner, seen)));
    seen.length = 0;
    const options = { db: owner, dictionary, clauses, definitions, values };
    const built = await timed(() => DutyStore.build(options));
    lines.push(`duties: ${built.seconds.toFixed(1)} s`, ...(await slowest(db.owner, seen)));
    seen.length = 0;
    const read = await timed(() => built.value.figuresAt(dateOption('as of', '2026-11-24')));
    lines.push(`figures: ${read.seconds.toFixed(2)} s`, ...(await slowest(db.owner, seen)));
    return lines;
  });
}

/** The pool, noting every statement with its time. */
function watched(pool: Pool, seen: Statement[]): Pool {
  const noting = <T extends object>(target: T): T =>
    new Proxy(target, {
      get(of, key) {
        const own = Reflect.get(of, key, of) as unknown;
        if (typeof own !== 'function') return own;
        if (key === 'connect') return async () => noting(await own.call(of));
        if (key !== 'query') return own.bind(of);
        return async (text: unknown, values: unknown[] = []) => {
          const asked = await timed(() => own.call(of, text, values) as Promise<unknown>);
          if (typeof text === 'string') seen.push({ text, values, ms: asked.seconds * 1000 });
          return asked.value;
        };
      },
    });
  return noting(pool);
}

async function slowest(db: Pool, seen: readonly Statement[]): Promise<string[]> {
  const lines: string[] = [];
  const worst = seen.toSorted((a, b) => b.ms - a.ms).slice(0, SLOWEST);
  for (const { text, values, ms } of worst) {
    lines.push(`  ${ms.toFixed(0)} ms: ${text.replace(/\s+/g, ' ').slice(0, 90)}`);
    if (!/^(insert into|with|select)\b/.test(text)) continue;
    for (const line of await planOf(db, text, values)) lines.push(`    ${line}`);
  }
  return lines;
}

/** Executed once more inside a transaction that is taken back. */
async function planOf(db: Pool, text: string, values: unknown[]): Promise<string[]> {
  const client = await db.connect();
  try {
    await client.query(`begin; set local enable_nestloop = off; set local work_mem = '64MB'`);
    // What the build filled already would collide.
    const emptied = /^insert into (\S+)/.exec(text)?.[1];
    if (emptied && emptied !== 'duty.span') await client.query(`truncate ${emptied}`);
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(
      `explain (analyze, costs off, timing on, summary off) ${text}`,
      values,
    );
    const plan = rows.map((row) => row['QUERY PLAN']);
    const time = (line: string): number =>
      Number(/actual time=[\d.]+\.\.([\d.]+)/.exec(line)?.[1] ?? 0);
    const whole = Math.max(...plan.map(time));
    return plan.filter((line) => time(line) > whole * TELLING).map((line) => line.slice(0, 150));
  } finally {
    await client.query('rollback');
    client.release();
  }
}
