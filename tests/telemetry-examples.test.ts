import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Moment } from '../src/kernel/calendar.ts';
import { setGatewayKey } from '../src/modules/live/index.ts';
import { readingsOf } from '../src/modules/live/rules/readings.ts';
import type { TestDatabase } from './support/database.ts';
import { importBefore, liveDatabase } from './support/live.ts';
import { type LiveServer, liveServer } from './support/live-server.ts';
import { isThere, scratchFolder } from './support/scratch.ts';
import { read, root } from './support/sources.ts';

const page = read('docs/telemetry.md');

/** The blocks of code in one language, as printed. */
const blocks = (language: string): string[] =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(
    ([, code = '']) => code,
  );

/** The commands of a block; a backslash goes on with the next line. */
const commandsOf = (block: string): string[] => block.trim().split(/(?<!\\)\n/);

const both = [
  ['LI-101', 5.21],
  ['TI-102', 40.5],
];

/** Who runs it, what is printed, and what is to arrive. */
const examples = [
  ...blocks('bash')
    .flatMap(commandsOf)
    .map((code) => [code.split(' ')[0] ?? '', code, both.slice(0, 1)] as const),
  ...blocks('js').map((code) => ['node', code, both] as const),
  ...blocks('python').map((code) => ['python3', code, both] as const),
];

test('the page has its examples', () => {
  expect(examples.map(([program]) => program)).toEqual([
    'curl',
    'mosquitto_pub',
    'echo',
    'node',
    'python3',
  ]);
});

let db: TestDatabase;
let server: LiveServer;
const ends: (() => void | Promise<void>)[] = [];

beforeAll(async () => {
  db = await liveDatabase();
  ends.push(() => db.close());
  // What the page takes for granted: its gateway with its tags and its key.
  const tag = (code: string, alias: number): object => ({
    ...{ type: 'tag', record: `GW-1-${code}`, at: '2026-01-01' },
    set: { name: code, code, alias, gateway: 'GW-1', facility: 'TK1', quantity: 'level' },
  });
  await importBefore(db, [
    {
      ...{ type: 'enterprise', record: 'ENTERPRISE', at: '2026-01-01' },
      set: { name: '示例化工', jurisdiction: '371700', industry: ['hazchem'] },
    },
    {
      ...{ type: 'gateway', record: 'GW-1', at: '2026-01-01' },
      set: { name: '示例网关', enterprise: 'ENTERPRISE', heartbeatSeconds: 60 },
    },
    tag('LI-101', 1),
    tag('TI-102', 2),
  ]);
  await setGatewayKey(db.owner, 'GW-1', 'KEY', { by: 'test', at: Date.now() as Moment });
  server = await liveServer(db, { whole: true, atEnd: (finish) => ends.push(finish) });
});

afterAll(async () => {
  for (const end of ends.reverse()) await end();
});

/** As printed, but for the ports. */
const addressed = (code: string): string =>
  code
    .replaceAll('127.0.0.1:8080', `127.0.0.1:${server.httpPort}`)
    .replaceAll('npx zhiben', `'${process.execPath}' src/apps/cli/main.ts`)
    .replaceAll('./buffer', scratchFolder())
    .replaceAll('mqtt://127.0.0.1', `mqtt://127.0.0.1:${server.mqttPort}`)
    .replaceAll('mosquitto_pub -h 127.0.0.1', `mosquitto_pub -h 127.0.0.1 -p ${server.mqttPort}`);

async function runExample(program: string, code: string): Promise<string> {
  const { stdout } = await promisify(execFile)(...invocation(program, addressed(code)), {
    cwd: root,
  });
  return stdout;
}

function invocation(program: string, code: string): [string, string[]] {
  if (program === 'node') return [process.execPath, ['--input-type=module', '-e', code]];
  return program === 'python3' ? ['python3', ['-c', code]] : ['sh', ['-c', code]];
}

/** Every batch that arrived so far, as [tag, value]. */
async function arrived() {
  const { rows } = await db.owner.query<{ readings: Buffer }>(
    'select readings from live.journal order by seq',
  );
  const numbers = await db.owner.query<{ no: number; tag: string }>(
    'select no, tag from live.tag_number',
  );
  const tags = new Map(numbers.rows.map(({ no, tag }) => [no, tag.replace('GW-1-', '')]));
  return rows.map(({ readings }) => {
    const batch = readingsOf(readings);
    return [...batch.tags].map((no, at) => [tags.get(no), batch.values[at]]);
  });
}

for (const [program, code, expected] of examples) {
  test.skipIf(!isThere(program))(`${program}: the example does as printed`, async () => {
    const before = (await arrived()).length;
    const printed = await runExample(program, code);
    expect((await arrived()).slice(before)).toEqual([expected]);
    if (program === 'mosquitto_pub' || program === 'node') return;
    // The gateway says how many lines are on disk.
    if (program === 'echo') return void expect(printed).toBe('1\n');
    const answer = { accepted: expected.length, refused: [], duplicate: false };
    expect(JSON.parse(printed)).toEqual(answer);
  });
}

/** As printed, but for the times: those are of the day when it was written. */
const timed = (body: string): string =>
  body.replace(/"t":("[^"]+"|\d+)/, (_, printed: string) => {
    const now = Date.now();
    return `"t":${printed.startsWith('"') ? JSON.stringify(new Date(now).toISOString()) : now}`;
  });

test.each(blocks('json'))('the encoding %s is one', async (body) => {
  const authorization = `Basic ${Buffer.from('GW-1:KEY').toString('base64')}`;
  const headers = { authorization, 'content-type': 'application/json' };
  const url = `${server.address}api/telemetry/batches`;
  const response = await fetch(url, { method: 'POST', headers, body: timed(body) });
  expect(await response.json()).toEqual({ accepted: 2, refused: [], duplicate: false });
});
