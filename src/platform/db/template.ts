import { execFile } from 'node:child_process';
import {
  chownSync,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  utimesSync,
} from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { syncFolder } from './data-folder.ts';
import { type Database, openDatabase } from './database.ts';
import { removeFolder } from './server-user.ts';

/** What a throw-away database holds before its work begins. */
export interface Preparation {
  /** Everything that the result of `prepare` depends on. */
  readonly key: string;
  prepare(db: Database): Promise<void>;
  /** Where it may be kept, instead of the usual cache folders. */
  readonly caches?: readonly string[];
}

/** When every file of a template was last changed, by its mark: one that a server wrote is newer. */
const MARK = new Date('2000-01-01T00:00:00Z');

/** A stopped, prepared data folder, made durably before it gets its name. */
export async function templateIn(home: string, preparation: Preparation): Promise<string> {
  const template = join(home, 'template');
  if (existsSync(template)) return template;
  const partial = mkdtempSync(`${template}.`);
  try {
    const db = await openDatabase({ dataDir: partial });
    try {
      await preparation.prepare(db);
    } finally {
      await db.close();
    }
    for (const file of filesIn(partial)) utimesSync(join(partial, file), MARK, MARK);
    renameSync(partial, template);
    syncFolder(home);
  } catch (error) {
    // Another process may have been first: its template serves.
    if (!existsSync(template)) throw error;
  } finally {
    removeFolder(partial);
  }
  return template;
}

/** Whole or not at all, with owners, rights and times, sharing blocks where the disk can. */
export async function copyTemplate(template: string, folder: string): Promise<void> {
  removeFolder(folder);
  removeFolder(`${folder}.new`);
  await promisify(execFile)('cp', ['-a', '--reflink=auto', template, `${folder}.new`]);
  renameSync(`${folder}.new`, folder);
}

/**
 * Makes a used copy equal to its template again: a fresh copy would create two thousand files,
 * which takes some file systems a second or two.
 */
export function refresh(template: string, folder: string): void {
  const wanted = new Set(readdirSync(template, { recursive: true, encoding: 'utf8' }));
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!wanted.has(name)) removeFolder(join(folder, name));
  }
  for (const name of filesIn(template)) restoreFile(join(template, name), join(folder, name));
}

function restoreFile(from: string, to: string): void {
  const there = lstatSync(to, { throwIfNoEntry: false });
  if (there?.mtimeMs === MARK.getTime()) return;
  copyFileSync(from, to);
  const { uid, gid } = lstatSync(from);
  if (there?.uid !== uid) chownSync(to, uid, gid);
  utimesSync(to, MARK, MARK);
}

function filesIn(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}
