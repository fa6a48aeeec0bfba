import { createWriteStream, existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { type BackupPart, countRows, encodeBackup } from './backup-format.ts';
import { keptSequences, keptTables, qualified } from './backup-tables.ts';
import { copyOut } from './copy.ts';
import { syncFolder } from './data-folder.ts';
import { BackupUnusable } from './errors.ts';
import { appliedMigrations } from './migrate.ts';
import { transaction } from './transaction.ts';
import type { Pool, PoolClient } from './types.ts';

export interface BackupOptions {
  readonly owner: Pool;
  readonly file: string;
  /** Schemas that are worked out from the others, and rebuilt: they stay out. */
  readonly derivedSchemas: readonly string[];
  readonly onProgress?: (progress: BackupProgress) => void;
}

export interface BackupProgress {
  readonly table: string;
  /** Of all tables so far. */
  readonly rows: number;
  /** Before compression. */
  readonly bytes: number;
}

export interface BackupResult {
  readonly tables: number;
  readonly rows: number;
  /** Size of the file. */
  readonly bytes: number;
}

/** Light compression: the disk is faster than a stronger one. */
const LEVEL = 3;

/**
 * One repeatable-read picture of every table that is not derived, while others go on reading and
 * writing. The file gets its name when it is whole and on disk; before that, or when anything fails
 * (a full disk, say), it does not exist.
 */
export async function writeBackup(options: BackupOptions): Promise<BackupResult> {
  const { file } = options;
  if (existsSync(file)) {
    throw new BackupUnusable(`${file} exists already; choose another name, or move it away`);
  }
  const partial = `${file}.${process.pid}.partial`;
  const count = { tables: 0, rows: 0 };
  try {
    await transaction(
      options.owner,
      (client) =>
        pipeline(
          Readable.from(encodeBackup(counted(partsOf(client, options), options, count))),
          createGzip({ level: LEVEL }),
          createWriteStream(partial, { flags: 'wx', mode: 0o600, flush: true }),
        ),
      { snapshot: true, readOnly: true },
    );
    renameSync(partial, file);
    syncFolder(dirname(resolve(file)));
  } catch (cause) {
    rmSync(partial, { force: true });
    if (!isFileError(cause)) throw cause;
    throw new BackupUnusable(`cannot write ${file}: ${cause.message}`, { cause });
  }
  return { ...count, bytes: statSync(file).size };
}

const FILE_ERRORS = new Set(
  'EACCES EDQUOT EFBIG EIO EISDIR ENAMETOOLONG ENOENT ENOSPC ENOTDIR EPERM EROFS'.split(' '),
);

function isFileError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && FILE_ERRORS.has(String(error.code));
}

async function* partsOf(
  client: PoolClient,
  { derivedSchemas }: BackupOptions,
): AsyncGenerator<BackupPart> {
  const { rows } = await client.query<{ postgres: string }>(
    `select current_setting('server_version') as postgres`,
  );
  const tables = await keptTables(client, derivedSchemas);
  // As long as we read, nobody changes their shape.
  for (const table of tables)
    await client.query(`lock table ${qualified(table)} in access share mode`);
  yield {
    kind: 'header',
    value: {
      createdAt: new Date().toISOString(),
      postgres: rows[0]?.postgres ?? '',
      migrations: await appliedMigrations(client),
    },
  };
  for (const table of tables) {
    yield { kind: 'table', value: table };
    const columns = table.columns.map((name) => client.escapeIdentifier(name)).join(', ');
    let count = 0;
    for await (const value of copyOut(
      client,
      `copy (select ${columns} from ${qualified(table)}) to stdout`,
    )) {
      count += countRows(value);
      yield { kind: 'rows', value };
    }
    yield { kind: 'tableEnd', value: { rows: count } };
  }
  // Sequences stand outside of transactions: read last, they are past every row above.
  for (const value of await keptSequences(client, derivedSchemas))
    yield { kind: 'sequence', value };
}

async function* counted(
  parts: AsyncIterable<BackupPart>,
  { onProgress }: BackupOptions,
  count: { tables: number; rows: number },
): AsyncGenerator<BackupPart> {
  let table = '';
  let bytes = 0;
  for await (const part of parts) {
    if (part.kind === 'table') {
      table = `${part.value.schema}.${part.value.name}`;
      count.tables += 1;
    }
    if (part.kind === 'rows') {
      count.rows += countRows(part.value);
      bytes += part.value.length;
      onProgress?.({ table, rows: count.rows, bytes });
    }
    yield part;
  }
}
