import { readFileSync } from 'node:fs';
import { arch, cpus, totalmem } from 'node:os';
import type { Pool } from '../src/platform/db/index.ts';

/** What the figures were measured on. */
export async function machine(db: Pool): Promise<string> {
  const [first] = cpus();
  const { rows } = await db.query<{ v: string }>(`select current_setting('server_version') as v`);
  const memory = (totalmem() / 2 ** 30).toFixed(0);
  return `${first?.model.trim() ?? arch()}, ${cpus().length} cores, ${memory} GB; Node ${process.versions.node}, PostgreSQL ${rows[0]?.v}`;
}

export { peakMemory } from '../tests/support/peak-memory.ts';

export async function timed<T>(work: () => Promise<T>): Promise<{ seconds: number; value: T }> {
  const start = performance.now();
  const value = await work();
  return { seconds: (performance.now() - start) / 1000, value };
}

const TICKS_A_SECOND = 100;

/** Seconds that the processes of this database's server, as far as they live, have worked. */
export async function serverCpu(db: Pool): Promise<number> {
  const { rows } = await db.query<{ pid: number }>('select pid from pg_stat_activity');
  let ticks = 0;
  for (const { pid } of rows) {
    const [, fields = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
    const [user, system] = fields.split(' ').slice(11, 13);
    ticks += Number(user) + Number(system);
  }
  return ticks / TICKS_A_SECOND;
}
