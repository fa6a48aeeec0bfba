import { expect, test } from 'vitest';
import { createdFolder, runScript } from '../../../tests/support/scratch.ts';

const MAIN = 'src/apps/cli/main.ts';

async function zhiben(...args: string[]) {
  const run = runScript(MAIN, args);
  const [first, messages, code] = await Promise.all([run.firstLine, run.messages, run.ended]);
  return { first, messages, code };
}

test('the first administrators are made on the command line, with a password that is shown once', async () => {
  const folder = await createdFolder();
  const data = ['--data', folder];
  const role = ['--role', 'systemAdmin', '--node', 'division/371700'];
  const made = await zhiben('user', 'create', 'sys', '--name', '系统员', ...role, ...data);
  expect(made.code).toBe(0);
  expect(made.first).toMatch(/^[A-Z]{4}-[a-z]{4}-\d{4}$/);
  expect(made.messages).toContain('sys 的首次口令');
  const again = await zhiben('user', 'create', 'SYS', ...role, ...data);
  expect([again.code, again.messages]).toEqual([2, expect.stringContaining('已被使用')]);
  const wrong = await zhiben('user', 'create', 'x1', '--role', 'king', ...data);
  expect([wrong.code, wrong.messages]).toEqual([2, expect.stringContaining('securityAdmin')]);
  const reset = await zhiben('user', 'reset', 'sys', '--clear-factor', ...data);
  expect(reset.first).toMatch(/^[A-Z]{4}-[a-z]{4}-\d{4}$/);
  expect(reset.first).not.toBe(made.first);
  const listed = await zhiben('user', 'list', '--json', ...data);
  expect(JSON.parse(listed.first ?? '')).toMatchObject([
    { login: 'sys', name: '系统员', roles: ['systemAdmin'], status: 'active' },
  ]);
  const verified = await zhiben('audit', 'verify', ...data);
  expect([verified.code, verified.messages]).toEqual([0, expect.stringContaining('2 条审计日志')]);
});
