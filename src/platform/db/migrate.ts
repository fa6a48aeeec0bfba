import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { APP, WEB } from './data-folder.ts';
import { DatabaseUnavailable } from './errors.ts';
import type { Pool, PoolClient, Queryable } from './types.ts';

export interface Migration {
  readonly slice: string;
  readonly name: string;
  readonly sql: string;
}

export interface AppliedMigration {
  readonly slice: string;
  readonly name: string;
  readonly sha256: string;
}

/** Number of the advisory lock under which migrations run, one process at a time. */
export const MIGRATION_LOCK = 72_180_001;

/** NNNN_name.sql of each slice's folder, slices in their written order. */
export function readMigrations(modules: string, slices: readonly string[]): Migration[] {
  return slices.flatMap((slice) => {
    const folder = join(modules, slice, 'migrations');
    if (!existsSync(folder)) return [];
    const files = readdirSync(folder).filter((file) => file.endsWith('.sql'));
    const odd = files.find((file) => !/^\d{4}_\w+\.sql$/.test(file));
    if (odd) throw new Error(`${join(folder, odd)} is not named NNNN_name.sql`);
    return files
      .sort()
      .map((name) => ({ slice, name, sql: readFileSync(join(folder, name), 'utf8') }));
  });
}

/** The platform's own come before every slice's. */
export function withPlatform(migrations: readonly Migration[]): Migration[] {
  const folder = dirname(import.meta.dirname);
  const own = readMigrations(folder, ['db']).map((m) => ({ ...m, slice: 'platform' }));
  return [...own, ...migrations.filter(({ slice }) => slice !== 'platform')];
}

export const hashOf = (migration: Migration): string =>
  createHash('sha256').update(migration.sql).digest('hex');

export const idOf = (migration: { slice: string; name: string }): string =>
  `${migration.slice}/${migration.name}`;

/**
 * Forward only; each file is one transaction, so a failure keeps the files before it. Safe to run
 * twice and concurrently. Returns what it applied.
 */
export async function migrate(owner: Pool, migrations: readonly Migration[]): Promise<string[]> {
  await createRoles(owner);
  const client = await owner.connect();
  let broken = true;
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const all = withPlatform(migrations);
    const pending = pendingOf(all, await appliedMigrations(client));
    for (const migration of pending) await apply(client, migration);
    await client.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]);
    broken = false;
    return pending.map(idOf);
  } finally {
    // A connection that is thrown away gives its lock back.
    client.release(broken);
  }
}

export async function appliedMigrations(db: Queryable): Promise<AppliedMigration[]> {
  const known = await db.query<{ exists: boolean }>(
    `select to_regclass('platform.migration') is not null as exists`,
  );
  if (!known.rows[0]?.exists) return [];
  const { rows } = await db.query<AppliedMigration>(
    `select slice, name, sha256 from platform.migration
     order by slice collate "C", name collate "C"`,
  );
  return rows;
}

/** Checks everything before anything runs. */
export function pendingOf(
  migrations: readonly Migration[],
  applied: readonly AppliedMigration[],
): Migration[] {
  const files = new Map(migrations.map((m) => [idOf(m), hashOf(m)]));
  if (files.size !== migrations.length) throw new Error('two migrations have one name');
  const last = new Map<string, string>();
  for (const row of applied) {
    const id = idOf(row);
    const hash = files.get(id);
    if (hash === undefined) {
      throw new DatabaseUnavailable(
        `the database has migration ${id}, which this version does not know; use the newer version`,
      );
    }
    if (hash !== row.sha256) {
      throw new DatabaseUnavailable(
        `migration ${id} changed after it was applied; restore the file and write a new migration`,
      );
    }
    if (row.name > (last.get(row.slice) ?? '')) last.set(row.slice, row.name);
  }
  const done = new Set(applied.map(idOf));
  const pending = migrations.filter((m) => !done.has(idOf(m)));
  for (const migration of pending) {
    const latest = last.get(migration.slice) ?? '';
    if (migration.slice === 'platform' || migration.name > latest) continue;
    throw new DatabaseUnavailable(
      `migration ${idOf(migration)} comes before ${migration.slice}/${latest}, ` +
        'which is applied already; give it a later number',
    );
  }
  return pending;
}

async function apply(client: PoolClient, migration: Migration): Promise<void> {
  try {
    await client.query('begin');
    await applyWithin(client, migration);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}

/** Inside a transaction of the caller, who rolls back when this throws. */
export async function applyWithin(client: PoolClient, migration: Migration): Promise<void> {
  const { slice, name } = migration;
  try {
    await client.query(migration.sql);
    if (client.getTransactionStatus() !== 'T') {
      throw new Error('it ends the transaction; leave begin, commit and rollback to us');
    }
    await client.query('insert into platform.migration (slice, name, sha256) values ($1, $2, $3)', [
      slice,
      name,
      hashOf(migration),
    ]);
  } catch (cause) {
    throw new Error(`migration ${idOf(migration)} failed: ${(cause as Error).message}`, { cause });
  }
}

/** Roles belong to the whole server, so another database's migration may make them meanwhile. */
export async function createRoles(owner: Queryable): Promise<void> {
  for (const role of [APP, WEB]) await createRole(owner, role);
}

/** The name is one of our own. */
async function createRole(owner: Queryable, role: string): Promise<void> {
  try {
    await owner.query(`do $$ begin
      if not exists (select from pg_roles where rolname = '${role}') then
        create role ${role} nologin;
      end if;
    exception when duplicate_object or unique_violation then null;
    end $$`);
    await owner.query(`do $$ begin
      if not pg_has_role(current_user, '${role}', case
        when current_setting('server_version_num')::int < 160000 then 'member' else 'set' end)
      then execute format('grant ${role} to %I', current_user);
      end if;
    end $$`);
  } catch (cause) {
    throw new DatabaseUnavailable(
      `the database user may not create the role ${role} or take it; as an administrator run ` +
        `CREATE ROLE ${role} NOLOGIN; GRANT ${role} TO <user>; (${(cause as Error).message})`,
      { cause },
    );
  }
}
