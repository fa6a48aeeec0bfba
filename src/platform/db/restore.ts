import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import {
  type BackupHeader,
  type BackupPart,
  type BackupTable,
  countRows,
  damaged,
  decodeBackup,
} from './backup-format.ts';
import { keptTables, qualified } from './backup-tables.ts';
import { copyInto } from './copy.ts';
import { BackupUnusable } from './errors.ts';
import { applyWithin, createRoles, type Migration, pendingOf, withPlatform } from './migrate.ts';
import { transaction } from './transaction.ts';
import type { Pool, PoolClient } from './types.ts';

export interface RestoreProgress {
  readonly rows: number;
  /** Of all tables; known from the first reading. */
  readonly of: number;
}

export interface BackupContents {
  readonly header: BackupHeader;
  readonly tables: number;
  readonly rows: number;
}

/** Reads the whole file; throws BackupUnusable unless every byte is as it was written. */
export async function inspectBackup(file: string): Promise<BackupContents> {
  let header: BackupHeader | undefined;
  let tables = 0;
  let rows = 0;
  for await (const part of partsIn(file)) {
    if (part.kind === 'header') header = part.value;
    if (part.kind === 'table') tables += 1;
    if (part.kind === 'tableEnd') rows += part.value.rows;
  }
  if (!header) throw damaged('it has no header');
  return { header, tables, rows };
}

async function* partsIn(file: string): AsyncGenerator<BackupPart> {
  const unpacked = createGunzip();
  const reading = pipeline(createReadStream(file), unpacked);
  // What goes wrong reaches the reader through `unpacked`.
  reading.catch(() => undefined);
  try {
    yield* decodeBackup(unpacked);
  } catch (cause) {
    throw named(file, cause);
  } finally {
    unpacked.destroy();
    await reading.catch(() => undefined);
  }
}

/** The error with the file's name, whether its bytes, its packing or the disk are at fault. */
function named(file: string, cause: unknown): unknown {
  if (!(cause instanceof Error)) return cause;
  const code = 'code' in cause ? String(cause.code) : '';
  const usable = (text: string): BackupUnusable => new BackupUnusable(text, { cause });
  if (cause instanceof BackupUnusable) return usable(`${file}: ${cause.message}`);
  if (code === 'Z_BUF_ERROR') return usable(`${file}: ${damaged('it ends early').message}`);
  if (code.startsWith('Z_')) {
    return usable(`${file} is no backup that zhiben made, or it is damaged (${cause.message})`);
  }
  return code.startsWith('E') ? usable(`cannot read ${file}: ${cause.message}`) : cause;
}

export interface RestoreOptions {
  readonly owner: Pool;
  readonly file: string;
  readonly contents: BackupContents;
  /** Of this version: the backup's are run before its rows come in, the later ones after. */
  readonly migrations: readonly Migration[];
  readonly onProgress?: (progress: RestoreProgress) => void;
}

/** Into an empty database, in one transaction: all of it, or nothing. */
export async function restoreInto(options: RestoreOptions): Promise<void> {
  const { before, after } = splitMigrations(options);
  await createRoles(options.owner);
  await transaction(options.owner, async (client) => {
    await requireEmpty(client);
    // What comes back was admitted when it was stated.
    await client.query(`select set_config('zhiben.intake', 'on', true)`);
    for (const migration of before) await applyWithin(client, migration);
    await loadRows(client, options);
    for (const migration of after) await applyWithin(client, migration);
  });
}

/** Refuses a backup of a newer version, and one whose migrations were edited since. */
export function splitMigrations({
  contents,
  migrations,
}: Pick<RestoreOptions, 'contents' | 'migrations'>): { before: Migration[]; after: Migration[] } {
  const all = withPlatform(migrations);
  try {
    const after = pendingOf(all, contents.header.migrations);
    return { before: all.filter((migration) => !after.includes(migration)), after };
  } catch (cause) {
    throw new BackupUnusable(`this backup does not fit: ${(cause as Error).message}`, { cause });
  }
}

async function requireEmpty(client: PoolClient): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select nspname as name from pg_namespace
     where nspname !~ '^pg_' and nspname not in ('information_schema', 'public') order by 1`,
  );
  const [first] = rows;
  if (!first) return;
  throw new BackupUnusable(
    `the database is not empty (it has the schema ${first.name}); ` +
      'restore into a new database or a new folder',
  );
}

async function loadRows(client: PoolClient, options: RestoreOptions): Promise<void> {
  const known = new Map((await keptTables(client, [])).map((table) => [qualified(table), table]));
  const parts = partsIn(options.file);
  let done = 0;
  for await (const part of parts) {
    if (part.kind === 'table') {
      const table = known.get(qualified(part.value));
      if (!table || String(table.columns) !== String(part.value.columns)) {
        throw damaged(`its table ${qualified(part.value)} is not as its migrations make it`);
      }
      known.delete(qualified(table));
      const before = done;
      done += await loadTable(client, table, parts, (rows) =>
        options.onProgress?.({ rows: before + rows, of: options.contents.rows }),
      );
    }
    if (part.kind === 'sequence') {
      const { value, called } = part.value;
      await client.query('select setval($1::regclass, $2, $3)', [
        qualified(part.value),
        value,
        called,
      ]);
    }
  }
  const [missing] = known.keys();
  if (missing !== undefined) throw damaged(`it lacks the table ${missing}`);
}

/** Takes the parts up to the table's end. Gives the number of rows. */
async function loadTable(
  client: PoolClient,
  table: BackupTable,
  parts: AsyncGenerator<BackupPart>,
  onRows: (rows: number) => void,
): Promise<number> {
  let rows = 0;
  // Not `for await`: leaving that would close `parts`, which go on after this table.
  async function* data(): AsyncGenerator<Buffer> {
    for (;;) {
      const { value, done } = await parts.next();
      if (done || value.kind !== 'rows') return;
      yield value.value;
      rows += countRows(value.value);
      onRows(rows);
    }
  }
  const columns = table.columns.map((name) => client.escapeIdentifier(name)).join(', ');
  await copyInto(client, `copy ${qualified(table)} (${columns}) from stdin`, data());
  return rows;
}
