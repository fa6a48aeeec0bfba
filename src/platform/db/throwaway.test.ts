import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { quickFolder } from '../../../tests/support/quick-folder.ts';
import { runScript } from '../../../tests/support/scratch.ts';
import { preparation } from '../../../tests/support/throwaway.ts';
import type { Database } from './database.ts';
import { processesIn } from './process-info.ts';
import { withThrowaway } from './throwaway.ts';

const MARKER = 'quite-unlike-anything-else';

/** One cache for the file: making a template takes seconds. */
const cache = mkdtempSync(join(quickFolder(), 'zhiben-cache-'));
afterAll(() => rmSync(cache, { recursive: true, force: true }));

const homes = (): string[] =>
  readdirSync(cache)
    .filter((name) => name.startsWith('zhiben-throwaway-'))
    .map((name) => join(cache, name));

async function write(text: string): Promise<number> {
  return withThrowaway(preparation(cache), async ({ owner }) => {
    await owner.query('insert into kept values ($1)', [text]);
    return (await owner.query('select from kept')).rowCount ?? 0;
  });
}

let home = '';
beforeAll(async () => {
  await write('makes the template');
  home = homes()[0] ?? '';
});
const slots = (): string[] => readdirSync(home).filter((name) => name.startsWith('slot-'));

test('prepared, used, and nothing of it left: not for the next work, not on disk', async () => {
  expect(await write(MARKER)).toBe(1);
  expect(await write(MARKER)).toBe(1);
  const found = execFileSync('sh', ['-c', `grep -rl ${MARKER} . || true`], { cwd: cache });
  expect(found.toString()).toBe('');
  expect(processesIn(join(home, 'slot-1', 'data', 'pg'))).toEqual([]);
});

test('what fails in the work is thrown, and its data is gone', async () => {
  const fails = withThrowaway(preparation(cache), async ({ owner }) => {
    await owner.query('create table more as select generate_series(1, 100000) as n');
    await owner.query('select 1 / 0');
  });
  await expect(fails).rejects.toThrow('division by zero');
  await withThrowaway(preparation(cache), async ({ owner }) => {
    const { rows } = await owner.query(`select to_regclass('more') as more`);
    expect(rows).toEqual([{ more: null }]);
  });
});

test('several at once each have their own; two folders are kept', async () => {
  const counts = await Promise.all(['a', 'b', 'c'].map(write));
  expect(counts).toEqual([1, 1, 1]);
  expect(slots().sort()).toEqual(['slot-1', 'slot-2']);
});

test('after a kill -9 the next work ends the orphaned server and finds nothing', async () => {
  const held = runScript('tests/support/hold-throwaway.ts', [cache]);
  expect(await held.firstLine).toBe('holding');
  const data = join(home, 'slot-1', 'data', 'pg');
  expect(processesIn(data)).not.toEqual([]);
  await held.kill();
  expect(await write('next')).toBe(1);
  expect(processesIn(data)).toEqual([]);
});

test('a folder whose files were changed, removed or added is made equal to its template', async () => {
  const data = join(home, 'slot-1', 'data');
  rmSync(join(data, 'pg', 'PG_VERSION'));
  writeFileSync(join(data, 'pg', 'postgresql.conf'), 'nonsense');
  writeFileSync(join(data, 'pg', 'base', 'stray'), 'stray');
  expect(await write('second')).toBe(1);
  expect(readFileSync(join(data, 'pg', 'postgresql.conf'), 'utf8')).not.toBe('nonsense');
  expect(existsSync(join(data, 'pg', 'base', 'stray'))).toBe(false);
  rmSync(join(data, 'pg', 'global'), { recursive: true });
  expect(await write('third')).toBe(1);
});

test('syncs nothing to disk; its template, made with fsync on, goes when unused for days', async () => {
  const settings: string[] = [];
  const note = async ({ owner }: Database): Promise<void> => {
    const { rows } = await owner.query<{ fsync: string }>('show fsync');
    settings.push(rows[0]?.fsync ?? '');
  };
  await withThrowaway({ key: 'settings', caches: [cache], prepare: note }, note);
  expect(settings).toEqual(['on', 'off']);
  const other = homes().find((folder) => folder !== home) ?? '';
  const long = new Date(Date.now() - 8 * 86_400_000);
  utimesSync(other, long, long);
  await write('the next work clears up');
  expect(homes()).toEqual([home]);
});

test('a preparation that fails leaves no template', async () => {
  const prepare = async (): Promise<void> => {
    throw new Error('cannot prepare');
  };
  const fails = withThrowaway({ key: 'x', caches: [cache], prepare }, async () => undefined);
  await expect(fails).rejects.toThrow('cannot prepare');
  const other = homes().find((folder) => folder !== home) ?? '';
  expect(readdirSync(other)).toEqual([]);
});

test('without a writable cache: an error that names the folders', async () => {
  const given = { ...preparation(''), caches: ['/dev/null/none', '/proc/none'] };
  await expect(withThrowaway(given, async () => undefined)).rejects.toThrow(
    'no writable folder for a throw-away database: /dev/null/none, /proc/none',
  );
});
