import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createdFolder, runScript, scratchFolder } from '../../../tests/support/scratch.ts';
import { openDatabase } from './database.ts';
import { startEmbedded } from './embedded.ts';
import { DatabaseInUse } from './errors.ts';

const HOLD = 'tests/support/hold-database.ts';

test('a folder that a live process uses is refused; the error names both', async () => {
  const folder = await createdFolder();
  const running = runScript(HOLD, [folder]);
  expect(await running.firstLine).toBe('acknowledged');
  const refusal = startEmbedded({ dataDir: folder });
  await expect(refusal).rejects.toBeInstanceOf(DatabaseInUse);
  await expect(refusal).rejects.toThrow(
    `${folder} is in use by process ${running.process.pid}; stop it, or choose another folder`,
  );
  running.process.stdin?.end();
  expect(await running.ended).toBe(0);
  await (await startEmbedded({ dataDir: folder })).stop();
});

test('a folder that this process uses is refused too, and goes on', async () => {
  const folder = await createdFolder();
  const db = await openDatabase({ dataDir: folder });
  onTestFinished(() => db.close());
  await expect(startEmbedded({ dataDir: folder })).rejects.toBeInstanceOf(DatabaseInUse);
  expect((await db.owner.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
});

test('joining uses the running server and leaves it running', async () => {
  const folder = await createdFolder();
  const running = runScript(HOLD, [folder]);
  expect(await running.firstLine).toBe('acknowledged');
  const joined = await openDatabase({ dataDir: folder, join: true });
  expect((await joined.owner.query('select by from held')).rows).toEqual([
    { by: running.process.pid },
  ]);
  await joined.close();
  const again = await openDatabase({ dataDir: folder, join: true });
  expect((await again.app.query('select current_user::text as me')).rows).toEqual([
    { me: 'zhiben_app' },
  ]);
  await again.close();
});

test('of many that start at once on a stale lock exactly one gets the folder', async () => {
  const folder = scratchFolder();
  writeFileSync(join(folder, 'zhiben.lock'), '4194303 1 gone');
  const running = Array.from({ length: 6 }, () =>
    runScript('tests/support/hold-claim.ts', [folder]),
  );
  const lines = await Promise.all(running.map(({ firstLine }) => firstLine));
  expect(lines.filter((line) => line === 'mine')).toHaveLength(1);
  expect(lines.filter((line) => line === 'DatabaseInUse')).toHaveLength(5);
  const [holder] = readFileSync(join(folder, 'zhiben.lock'), 'utf8').split(' ');
  expect(Number(holder)).toBe(running[lines.indexOf('mine')]?.process.pid);
});
