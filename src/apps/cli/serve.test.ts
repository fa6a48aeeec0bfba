import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createdFolder, runScript } from '../../../tests/support/scratch.ts';
import { processesIn } from '../../platform/db/process-info.ts';

const MAIN = 'src/apps/cli/main.ts';

test('serve on a port that is in use says which, exits 1, and leaves nothing running', async () => {
  const holder = createServer();
  holder.listen(0, '127.0.0.1');
  await once(holder, 'listening');
  onTestFinished(() => void holder.close());
  const address = holder.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const folder = await createdFolder();
  const served = runScript(MAIN, ['serve', '--port', `${port}`, '--data', folder]);
  expect(await served.ended).toBe(1);
  expect(await served.messages).toContain(`port ${port} is in use; choose another with --port`);
  expect(processesIn(join(folder, 'pg'))).toEqual([]);
});

test('a data folder that cannot be used is one line, not a stack', async () => {
  const served = runScript(MAIN, ['serve', '--port', '0', '--data', '/dev/null/data']);
  expect(await served.ended).toBe(1);
  expect(await served.messages).toMatch(/^zhiben: cannot write to the data folder .*\n$/);
});

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s stops it in order: exit 0, all written, nothing left',
  async (signal) => {
    const folder = await createdFolder();
    const served = runScript(MAIN, ['serve', '--port', '0', '--data', folder]);
    const runs = new Promise<void>((resolve) => {
      let text = '';
      served.process.stderr?.on('data', (chunk: Buffer) => {
        text += chunk.toString();
        if (text.includes('Zhiben runs')) resolve();
      });
    });
    await Promise.race([runs, served.ended]);
    served.process.kill(signal);
    expect(await served.ended).toBe(0);
    expect(readdirSync(folder).sort()).toEqual(['database-secrets.json', 'pg']);
    expect(existsSync(join(folder, 'pg', 'postmaster.pid'))).toBe(false);
  },
);
