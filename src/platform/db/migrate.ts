import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transaction } from './copy.ts';
import type { Pool } from './types.ts';

export interface Migration {
  readonly slice: string;
  readonly name: string;
  readonly sql: string;
}

/** NNNN_name.sql of each slice's folder, slices in their written order. */
export function readMigrations(modules: string, slices: readonly string[]): Migration[] {
  return slices.flatMap((slice) => {
    const folder = join(modules, slice, 'migrations');
    if (!existsSync(folder)) return [];
    const files = readdirSync(folder).filter((file) => file.endsWith('.sql'));
    return files
      .sort()
      .map((name) => ({ slice, name, sql: readFileSync(join(folder, name), 'utf8') }));
  });
}

/** Number of the advisory lock under which migrations run, one process at a time. */
const LOCK = 72_180_001;

/** Forward only; safe to run twice and concurrently. Refuses a file that changed after it ran. */
export async function migrate(owner: Pool, migrations: readonly Migration[]): Promise<string[]> {
  return transaction(owner, async (client) => {
    await client.query('select pg_advisory_xact_lock($1)', [LOCK]);
    await client.query(`create schema if not exists platform`);
    await client.query(`create table if not exists platform.migration (
      slice text not null, name text not null, sha256 text not null,
      applied_at timestamptz not null default now(), primary key (slice, name))`);
    const { rows } = await client.query<{ slice: string; name: string; sha256: string }>(
      'select slice, name, sha256 from platform.migration',
    );
    const applied = new Map(rows.map((row) => [`${row.slice}/${row.name}`, row.sha256]));
    const done: string[] = [];
    for (const migration of migrations) {
      const id = `${migration.slice}/${migration.name}`;
      const sha256 = createHash('sha256').update(migration.sql).digest('hex');
      const known = applied.get(id);
      if (known !== undefined && known !== sha256) {
        throw new Error(
          `migration ${id} changed after it was applied; restore the file and write a new migration`,
        );
      }
      applied.delete(id);
      if (known !== undefined) continue;
      await client.query(migration.sql);
      await client.query(
        'insert into platform.migration (slice, name, sha256) values ($1, $2, $3)',
        [migration.slice, migration.name, sha256],
      );
      done.push(id);
    }
    const [missing] = applied.keys();
    if (missing)
      throw new Error(
        `the database has migration ${missing}, which this version does not know; use the newer version`,
      );
    return done;
  });
}
