import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { verifyLedger } from '../../modules/ledger/index.ts';
import { derivedSchemas } from '../../modules/slices.ts';
import { restoreBackup, writeBackup } from '../../platform/db/index.ts';
import { defaultDataDir, openCity, ourMigrations } from './stores.ts';
import type { Command } from './usage.ts';
import { badUsage, message, options, progress } from './usage.ts';

const MEGABYTE = 1_000_000;

function fileAndFolder(command: string, args: readonly string[]): { file: string; data: string } {
  const { values, positionals } = options(args, { data: { type: 'string' } });
  const [file, ...more] = positionals;
  if (!file || more.length > 0)
    throw badUsage(`${command} 需要一个文件`, `${command} needs one file`);
  return { file: resolve(file), data: resolve(values.data ?? defaultDataDir) };
}

const backup: Command = {
  usage: 'FILE [--data DIR]',
  async run(args) {
    const { file, data } = fileAndFolder('backup', args);
    if (!process.env.DATABASE_URL && !existsSync(join(data, 'pg'))) {
      throw badUsage(
        `${data} 中没有数据库；用 --data 指明其文件夹`,
        `no database in ${data}; name its folder with --data`,
      );
    }
    const db = await openCity(data);
    try {
      const { rows, tables, bytes } = await writeBackup({
        owner: db.owner,
        file,
        derivedSchemas,
        onProgress: (p) => progress(`${p.rows} rows, ${Math.round(p.bytes / MEGABYTE)} MB …`),
      });
      const size = (bytes / MEGABYTE).toFixed(1);
      message(`wrote ${file}: ${rows} rows of ${tables} tables, ${size} MB`);
      return 0;
    } finally {
      await db.close();
    }
  },
};

/** Exit 1 when the ledger in the backup was altered before the backup was made: it stays to be looked at. */
const restore: Command = {
  usage: 'FILE [--data DIR]',
  async run(args) {
    const { file, data } = fileAndFolder('restore', args);
    const { database, contents } = await restoreBackup({
      file,
      databaseUrl: process.env.DATABASE_URL,
      dataDir: data,
      migrations: ourMigrations(),
      onMessage: message,
      onProgress: ({ rows, of }) => progress(`${rows} of ${of} rows …`),
    });
    try {
      message(`restored ${contents.rows} rows of ${contents.header.createdAt}; checking …`);
      const result = await verifyLedger({ db: database.app });
      message(
        result.ok
          ? `${result.checked} facts, no change found`
          : `the ledger was altered before the backup: ${JSON.stringify(result.firstProblem)}`,
      );
      return result.ok ? 0 : 1;
    } finally {
      await database.close();
    }
  },
};

export const backupCommands: Readonly<Record<string, Command>> = { backup, restore };
