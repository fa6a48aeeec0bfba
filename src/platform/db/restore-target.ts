import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Database, openDatabase } from './database.ts';
import { BackupUnusable, DatabaseInUse } from './errors.ts';
import type { Migration } from './migrate.ts';
import {
  type BackupContents,
  inspectBackup,
  type RestoreProgress,
  restoreInto,
  splitMigrations,
} from './restore.ts';
import { removeFolder } from './server-user.ts';

export interface RestoreTarget {
  readonly file: string;
  readonly databaseUrl: string | undefined;
  readonly dataDir: string;
  readonly migrations: readonly Migration[];
  readonly onMessage?: (text: string) => void;
  readonly onProgress?: (progress: RestoreProgress) => void;
}

/**
 * Restores into an empty folder, or into the empty database that a URL names, and opens it. The
 * file is read through first; when anything fails the target is as it was.
 */
export async function restoreBackup(
  target: RestoreTarget,
): Promise<{ database: Database; contents: BackupContents }> {
  const { file, databaseUrl, dataDir, migrations } = target;
  const contents = await inspectBackup(file);
  splitMigrations({ contents, migrations });
  const undo = databaseUrl ? () => undefined : emptyFolder(dataDir);
  try {
    const database = await openDatabase(target);
    try {
      await restoreInto({ ...target, owner: database.owner, contents });
      return { database, contents };
    } catch (error) {
      await database.close();
      throw error;
    }
  } catch (error) {
    // In use by now: what lies there is another process's.
    if (!(error instanceof DatabaseInUse)) undo();
    throw error;
  }
}

/** Gives back what empties the folder again, or removes it when it was not there. */
function emptyFolder(dataDir: string): () => void {
  if (!existsSync(dataDir)) return () => removeFolder(dataDir);
  if (readdirSync(dataDir).length > 0) {
    throw new BackupUnusable(
      `${dataDir} is not empty; restore into a new folder with --data, or move that one away`,
    );
  }
  return () => {
    for (const name of readdirSync(dataDir)) removeFolder(join(dataDir, name));
  };
}
