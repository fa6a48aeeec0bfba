import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createdFolder, runScript, scratchFolder } from '../../../tests/support/scratch.ts';
import { startEmbedded } from './embedded.ts';
import { processesIn } from './process-info.ts';
import { isRoot } from './server-user.ts';

const HOLD = 'tests/support/hold-database.ts';
const NOBODY = 65_534;
const NAMELESS = 54_321;
const root = resolve(import.meta.dirname, '..', '..', '..');

const listed = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder) : []);

/** An ordinary user has to be able to read the checkout and the packages, wherever they lie. */
function readableBy(uid: number): boolean {
  const drop = ['--reuid', `${uid}`, '--regid', `${uid}`, '--clear-groups'];
  const own = [process.execPath, '--input-type=module', '-e', `import 'pg'`];
  return spawnSync('setpriv', [...drop, ...own], { cwd: root }).status === 0;
}

describe.skipIf(!isRoot())('as root (skipped: not root)', () => {
  test('the server runs as an unprivileged user, in a folder that others cannot enter', async () => {
    const before = [listed('/var/lib/zhiben'), listed('/var/cache/zhiben')];
    const outer = scratchFolder();
    expect(statSync(outer).mode & 0o777).toBe(0o700);
    const folder = join(outer, 'data');
    const server = await startEmbedded({ dataDir: folder });
    onTestFinished(() => server.stop());
    const pids = processesIn(join(folder, 'pg'));
    expect(pids.length).toBeGreaterThan(1);
    for (const pid of pids) {
      const status = execFileSync('cat', [`/proc/${pid}/status`], { encoding: 'utf8' });
      const [, ...ids] = /^Uid:\t(\d+)\t(\d+)\t(\d+)\t(\d+)$/m.exec(status) ?? [];
      expect(ids).toHaveLength(4);
      expect(ids).not.toContain('0');
      expect(/^Groups:\t(.*)$/m.exec(status)?.[1]?.trim()).toBe('');
    }
    expect(statSync(join(folder, 'pg')).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, 'database-secrets.json'))).toMatchObject({ uid: 0 });
    expect(statSync(join(folder, 'database-secrets.json')).mode & 0o777).toBe(0o600);
    await server.stop();
    execFileSync('rm', ['-rf', folder]);
    expect([listed('/var/lib/zhiben'), listed('/var/cache/zhiben')]).toEqual(before);
  });

  test('a folder that an ordinary user made is served as that user', async () => {
    const folder = await createdFolder();
    execFileSync('chown', ['-R', `${NOBODY}:${NOBODY}`, join(folder, 'pg')]);
    const server = await startEmbedded({ dataDir: folder });
    onTestFinished(() => server.stop());
    const [pid = 0] = processesIn(join(folder, 'pg'));
    expect(statSync(`/proc/${pid}`).uid).toBe(NOBODY);
  });
});

const reason = !isRoot()
  ? 'not root, who may become another user'
  : !readableBy(NOBODY)
    ? 'other users cannot read this checkout'
    : null;

describe.skipIf(reason !== null)(`as an ordinary user (skipped: ${reason ?? 'no'})`, () => {
  /** A folder of the user's own inside one that everyone may pass. */
  function folderOf(uid: number): { dataDir: string; env: Record<string, string> } {
    const outer = scratchFolder();
    chmodSync(outer, 0o755);
    const home = join(outer, 'home');
    mkdirSync(home);
    chownSync(home, uid, uid);
    return { dataDir: join(home, 'data'), env: { HOME: home, TMPDIR: tmpdir() } };
  }

  test.each([
    ['with a name', NOBODY],
    ['whose id has no name', NAMELESS],
  ])('%s everything works and belongs to it', async (_, uid) => {
    const { dataDir, env } = folderOf(uid);
    for (const time of ['first', 'second']) {
      const running = runScript(HOLD, [dataDir], { uid, env });
      const line = await running.firstLine;
      if (uid === NAMELESS && line === null) {
        // Without user namespaces initdb cannot be given a name; the error must say what to do.
        expect(await running.messages).toMatch(/has no entry in \/etc\/passwd: add one/);
        return;
      }
      expect([time, line]).toEqual([time, 'acknowledged']);
      for (const pid of processesIn(join(dataDir, 'pg'))) {
        expect(statSync(`/proc/${pid}`).uid).toBe(uid);
      }
      running.process.stdin?.end();
      expect(await running.ended).toBe(0);
    }
  });

  test('a folder that it may not write is refused by name', async () => {
    const { dataDir, env } = folderOf(NOBODY);
    mkdirSync(dataDir);
    const running = runScript(HOLD, [dataDir], { uid: NOBODY, env });
    expect(await running.firstLine).toBe(null);
    expect(await running.messages).toContain(`cannot write to the data folder ${dataDir}: EACCES`);
  });

  test('a folder whose database belongs to somebody else is refused', async () => {
    const folder = await createdFolder();
    chmodSync(join(folder, '..'), 0o755);
    chmodSync(folder, 0o777);
    const { env } = folderOf(NAMELESS);
    const running = runScript(HOLD, [folder], { uid: NAMELESS, env });
    expect(await running.firstLine).toBe(null);
    expect(await running.messages).toContain(`the database in ${folder} belongs to user 0;`);
  });

  test('a server of another user on the folder is refused, and goes on', async () => {
    const { dataDir, env } = folderOf(NOBODY);
    const running = runScript(HOLD, [dataDir], { uid: NOBODY, env });
    expect(await running.firstLine).toBe('acknowledged');
    await expect(startEmbedded({ dataDir })).rejects.toThrow(/in use by process/);
    const access = execFileSync('cat', [join(dataDir, 'server.json')], { encoding: 'utf8' });
    const { host, owner } = JSON.parse(access) as { host: string; owner: string };
    const config = { host, password: owner, user: 'zhiben_owner', database: 'zhiben' };
    const client = new pg.Client(config);
    await client.connect();
    expect((await client.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    await client.end();
    const { env: other } = folderOf(NAMELESS);
    chmodSync(dataDir, 0o777);
    const stranger = runScript('tests/support/join-database.ts', [dataDir], {
      uid: NAMELESS,
      env: other,
    });
    expect(await stranger.messages).toContain('in use by a process of another user');
  });
});
