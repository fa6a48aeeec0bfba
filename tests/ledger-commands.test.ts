import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test, vi } from 'vitest';
import { bar } from '../src/apps/cli/usage.ts';
import type { Pool } from '../src/platform/db/index.ts';
import { migrate } from '../src/platform/db/index.ts';
import { emptyDatabase, MAIN, migrations } from './support/backup.ts';
import { enterprise, lines, take } from './support/ledger.ts';
import { runScript, scratchFolder } from './support/scratch.ts';

// Each command is a process that starts, migrates and ends.
vi.setConfig({ testTimeout: 180_000 });

let url = '';
let owner: Pool;
let folder = '';

async function start(): Promise<void> {
  ({ url, owner } = await emptyDatabase());
  await migrate(owner, migrations);
}

const add = (...facts: readonly object[]) => take(owner, lines(facts));

beforeEach(async () => {
  await start();
  folder = scratchFolder();
});

async function zhiben(...args: readonly string[]) {
  const script = runScript(MAIN, args, { env: { DATABASE_URL: url } });
  let out = '';
  script.process.stdout?.on('data', (chunk: Buffer) => {
    out += chunk.toString();
  });
  const exit = await script.ended;
  return { exit, out, messages: await script.messages };
}

const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

test('import says what was refused in Chinese, then English; no bar where nobody watches', async () => {
  const facts = file('facts.ndjson', `${lines([enterprise('a', 'E1')])}{"type":"enterprize"}\n`);
  const { exit, out, messages } = await zhiben('facts', 'import', facts);
  expect({ exit, out }).toEqual({ exit: 1, out: '' });
  expect(messages.split('\n')).toEqual([
    '第 2 行 record：缺少“record”；请补上 "record"',
    '  line 2 record: \'record\' is missing; add "record"',
    '接收 1 条，重复 0 条，拒绝 1 条 / accepted 1, duplicate 0, rejected 1',
    '',
  ]);
  const kept = await owner.query(
    `select i.file_name, i.refused::int, r.line::int, r.path, r.reason->>'zh' why, r.mend->>'en' mend
     from quality.import i join quality.import_refused r on r.import = i.id`,
  );
  expect(kept.rows).toEqual([
    {
      ...{ file_name: 'facts.ndjson', refused: 1, line: 2, path: 'record' },
      ...{ why: '缺少“record”', mend: 'add "record"' },
    },
  ]);
  const gone = await zhiben('facts', 'import', join(folder, 'nowhere.ndjson'));
  expect({ exit: gone.exit, said: /没有文件.*no file/.test(gone.messages) }).toEqual({
    exit: 2,
    said: true,
  });
});

test('a digest is proven to be the beginning of the ledger, or is not', async () => {
  await add(enterprise('a', 'E1'));
  const digest = await zhiben('ledger', 'digest', '--json');
  const { facts, sections } = JSON.parse(digest.out);
  expect({ facts, section: sections[0].section }).toEqual({ facts: 1, section: 'enterprise' });
  expect((await zhiben('ledger', 'digest')).out).toContain(
    `${sections[0].hash}         1 enterprise`,
  );
  const kept = file('digest.json', digest.out);
  await add(enterprise('b', 'E1'));
  const sound = await zhiben('ledger', 'verify', '--digest', kept, '--json');
  expect([sound.exit, JSON.parse(sound.out)]).toEqual([
    0,
    { ok: true, checked: 2, files: { checked: 0, altered: [] } },
  ]);
  const torn = file('torn.json', digest.out.replace('"count":1', '"count":2'));
  const refused = await zhiben('ledger', 'verify', '--digest', torn);
  expect(refused.exit).toBe(2);
  expect(refused.messages).toMatch(/摘要文件已被改动.*altered/);

  // Another ledger: it does not begin like the one of the digest.
  await start();
  await add(enterprise('c', 'E1'));
  const behind = await zhiben('ledger', 'verify', '--digest', kept);
  expect(behind.exit).toBe(1);
  expect(behind.messages).toMatch(/首个问题 .*enterprise 第 1 条 \(c\)：与摘要不符/);
});

test('export as known on a day', async () => {
  await add(enterprise('a', 'E1'));
  expect((await zhiben('facts', 'export', '--known-on', '2024-01-02')).out).toBe('');
  expect((await zhiben('facts', 'export', '--known-on', '9990-01-01')).out).toMatch(/^{"id":"a"/);
  expect((await zhiben('facts', 'export', '--known-on', '2024-02-30')).exit).toBe(2);
});

test('the bar shows the share of the file', () => {
  expect(bar(0)).toBe('[>                       ]   0%');
  expect(bar(0.5)).toBe('[============>           ]  50%');
  expect(bar(1)).toBe('[========================] 100%');
});
