import { expect, test } from 'vitest';
import { bureauOf, callerWith, emptyApi } from '../support/api.ts';

/** What a new city opens with: every list and number that needs nothing named. */
test('a city into which nothing was stated yet answers every list and number', async () => {
  const api = await emptyApi();
  const leader = { role: 'leader', nodeKind: 'division', node: '371700' } as const;
  const callers = [bureauOf('371700'), callerWith('leader', leader)];
  const asked = api.routes.flatMap(({ contract }) =>
    Object.values(contract).filter(
      // Who signed in, and how, is a session's affair; the simulator is the made-up city's alone.
      ({ method, path, answer }) =>
        method === 'GET' && answer !== 'events' && !/\{|^\/api\/(session|me|demo)\b/.test(path),
    ),
  );
  expect(asked.length).toBeGreaterThan(60);
  const odd: string[] = [];
  for (const caller of callers) {
    for (const { path, callers: may, answer } of asked) {
      const roles: readonly string[] = typeof may === 'string' ? caller.roles : may;
      if (!caller.roles.some((role) => roles.includes(role))) continue;
      const given = await api.call(caller, 'GET', path);
      const { status } = given;
      // 400: it needs to be told what.
      if (status !== 200 && status !== 400) odd.push(`${caller.user} ${path}: ${status}`);
      // Our pages read it by the contract.
      if (status === 200 && typeof answer === 'object') {
        const read = answer.safeParse(await given.json());
        if (!read.success) odd.push(`${caller.user} ${path}: ${read.error.message}`);
      }
    }
  }
  expect(odd).toEqual([]);
  expect(api.faults).toEqual([]);
});
