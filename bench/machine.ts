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

/** Seconds that the processes of this database's server have worked, those that ended too. */
export async function serverCpu(db: Pool): Promise<number> {
  const { rows } = await db.query<{ pid: number }>('select pid from pg_stat_activity');
  const statOf = (pid: number): number[] => {
    const [, fields = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
    return fields.split(' ').map(Number);
  };
  const living = rows.map(({ pid }) => statOf(pid));
  // The parent of them all knows what its children that ended had worked.
  const parent = statOf(living[0]?.[1] ?? process.pid);
  const own = living.flatMap((stat) => stat.slice(11, 13));
  const ticks = [...own, ...parent.slice(11, 15)].reduce((sum, each) => sum + each, 0);
  return ticks / TICKS_A_SECOND;
}
