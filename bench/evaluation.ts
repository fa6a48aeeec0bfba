import { withThrowaway } from '../src/apps/cli/stores.ts';
import { dateOption } from '../src/apps/cli/usage.ts';
import { must } from '../src/kernel/result.ts';
import {
  evaluatePlan,
  loadDictionary,
  loadPlans,
  loadProfile,
  project,
} from '../src/modules/plan/index.ts';
import { tableOf } from '../src/modules/records/index.ts';
import type { Database } from '../src/platform/db/index.ts';
import { importCity } from './city.ts';
import { machine, peakMemory, timed } from './machine.ts';

const MARKS = [0.5, 0.9, 0.99, 1];

/** The city at a scale: import, projection, all clauses; beside them one plain pass over the rows. */
export async function evaluationBench(scale: number): Promise<string[]> {
  const dictionary = loadDictionary();
  return withThrowaway(async (db) => {
    const lines = [`machine: ${await machine(db.owner)}`, `scale ${scale}`];
    const imported = await timed(() => importCity(db, scale));
    const facts = imported.value.accepted;
    lines.push(`import: ${facts} facts, ${rate(facts, imported.seconds)}`);
    const projected = await timed(() => project(db.owner, dictionary));
    lines.push(`projection: ${projected.seconds.toFixed(1)} s, ${rate(facts, projected.seconds)}`);
    const raw = await timed(() => plainPass(db));
    lines.push(`one plain pass over every projected row: ${raw.seconds.toFixed(2)} s`);
    lines.push(...(await clausesOf(db, raw.seconds)));
    lines.push(`peak memory of this process: ${peakMemory()} MB`);
    return lines;
  });
}

function rate(count: number, seconds: number): string {
  return `${Math.round(count / seconds).toLocaleString('en')} a second`;
}

/** The least that any evaluation must do: touch each row once. */
async function plainPass(db: Database): Promise<void> {
  for (const { type } of loadDictionary().records) {
    await db.owner.query(`select count(*) filter (where live), max(vf) from ${tableOf(type)}`);
  }
}

async function clausesOf(db: Database, raw: number): Promise<string[]> {
  const { clauses, parameters: definitions } = loadPlans();
  const profile = must(loadProfile('starter', definitions), 'the starter profile');
  const input = {
    db: db.owner,
    dictionary: loadDictionary(),
    definitions,
    values: profile.ok ? profile.value.values : [],
    asOf: dateOption('as of', '2026-11-24'),
    duties: false,
  };
  const all = await timed(() => evaluatePlan({ ...input, clauses }));
  const duties = all.value.clauses.reduce((sum, clause) => sum + clause.population, 0);
  const lines = [
    `all ${clauses.length} clauses: ${all.seconds.toFixed(1)} s, ${duties} duties, ${(all.seconds / raw).toFixed(0)} times the plain pass`,
  ];
  const each: { id: string; ms: number }[] = [];
  for (const clause of clauses) {
    const one = await timed(() => evaluatePlan({ ...input, clauses: [clause] }));
    each.push({ id: clause.id, ms: one.seconds * 1000 });
  }
  each.sort((a, b) => a.ms - b.ms);
  const at = (share: number): string =>
    `${(each[Math.ceil(share * each.length) - 1]?.ms ?? 0).toFixed(0)} ms`;
  lines.push(`one clause alone: ${MARKS.map((m) => `p${m * 100} ${at(m)}`).join(', ')}`);
  const slow = each.slice(-12).reverse();
  lines.push(`slowest: ${slow.map((x) => `${x.id} ${x.ms.toFixed(0)} ms`).join(', ')}`);
  return lines;
}
