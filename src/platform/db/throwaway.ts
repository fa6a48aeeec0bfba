import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readdirSync, readFileSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolders, packageStamp, trusted } from './binaries.ts';
import { claim, release } from './claim.ts';
import { type Database, openDatabase } from './database.ts';
import { forgetAccess } from './embedded.ts';
import { DatabaseInUse, DatabaseUnavailable } from './errors.ts';
import { stopOrphans } from './orphan.ts';
import { makeFolder, removeFolder } from './server-user.ts';
import { copyTemplate, type Preparation, refresh, templateIn } from './template.ts';

/** So many folders are kept for the next work; what goes beyond is removed at once. */
const KEPT = 2;
const SLOTS = 100;
const UNUSED_MS = 7 * 86_400_000;

/**
 * A prepared database for one piece of work; what was put in is gone afterwards. It never outlives
 * its work, so it syncs nothing to disk. What a killed process left goes with the next work.
 */
export async function withThrowaway<T>(
  preparation: Preparation,
  work: (db: Database) => Promise<T>,
): Promise<T> {
  const home = homeOf(preparation);
  const template = await templateIn(home, preparation);
  const slot = takeSlot(home);
  const dataDir = join(slot, 'data');
  try {
    await clean(template, dataDir);
    const db = await openDatabase({ dataDir, throwaway: true });
    try {
      return await work(db);
    } finally {
      await db.close();
      if (existsSync(dataDir)) refresh(template, dataDir);
    }
  } finally {
    release(slot);
    discardBeyond(home);
  }
}

/** The folder's first use, its next one, or the one after a process that was killed in it. */
async function clean(template: string, dataDir: string): Promise<void> {
  if (!existsSync(dataDir)) return copyTemplate(template, dataDir);
  await stopOrphans(join(dataDir, 'pg'), undefined);
  forgetAccess(dataDir);
  try {
    refresh(template, dataDir);
  } catch {
    // Not a copy of it any more: made anew.
    await copyTemplate(template, dataDir);
  }
}

/** The first folder that no live process works in. */
function takeSlot(home: string): string {
  for (let number = 1; number <= SLOTS; number += 1) {
    const slot = join(home, `slot-${number}`);
    makeFolder(slot, 0o700);
    if (claimed(slot)) return slot;
  }
  throw new DatabaseUnavailable(`${SLOTS} throw-away databases are in use in ${home}`);
}

function claimed(slot: string): boolean {
  try {
    claim(slot);
    return true;
  } catch (error) {
    // In use, or just being removed.
    if (error instanceof DatabaseInUse) return false;
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

function discardBeyond(home: string): void {
  for (let number = KEPT + 1; number <= SLOTS; number += 1) {
    const slot = join(home, `slot-${number}`);
    if (!existsSync(slot) || !claimed(slot)) continue;
    removeFolder(slot);
  }
}

/** Where the template and its copies lie: the name holds everything that they depend on. */
function homeOf({ key, caches = cacheFolders() }: Preparation): string {
  const hash = createHash('sha256').update(packageStamp()).update(key);
  for (const file of ['data-folder.ts', 'embedded.ts', 'template.ts']) {
    hash.update(readFileSync(join(import.meta.dirname, file)));
  }
  const prefix = `zhiben-throwaway-${process.getuid?.() ?? 0}-`;
  for (const base of caches) {
    const home = join(base, `${prefix}${hash.copy().digest('hex').slice(0, 16)}`);
    if (!usable(home)) continue;
    discardUnused(base, prefix, home);
    return home;
  }
  throw new DatabaseUnavailable(
    `no writable folder for a throw-away database: ${caches.join(', ')}`,
  );
}

function usable(home: string): boolean {
  try {
    makeFolder(home, 0o700);
    if (!trusted(home)) return false;
    utimesSync(home, new Date(), new Date());
    return true;
  } catch {
    return false;
  }
}

/** Those of other versions, once nobody has used them for days. */
function discardUnused(base: string, prefix: string, home: string): void {
  for (const name of readdirSync(base).filter((entry) => entry.startsWith(prefix))) {
    const folder = join(base, name);
    const stat = lstatSync(folder, { throwIfNoEntry: false });
    if (folder === home || stat?.uid !== process.getuid?.()) continue;
    if (stat && stat.mtimeMs < Date.now() - UNUSED_MS) removeFolder(folder);
  }
}
