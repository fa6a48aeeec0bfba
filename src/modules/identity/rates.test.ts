import { randomUUID } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { createTestDatabase } from '../../../tests/support/database.ts';
import { addPerson, peopleApi, testIdentity } from '../../../tests/support/identity.ts';
import { SESSION_COOKIE } from './index.ts';

const PASSWORD = 'Right-horse-42';
const PER_MINUTE = 20;

async function setting(...logins: readonly string[]) {
  const db = await createTestDatabase();
  onTestFinished(() => db.close());
  const identity = testIdentity(db, undefined, false);
  for (const login of logins) {
    await addPerson(identity, { login, password: PASSWORD, role: 'bureau', demo: true });
  }
  return peopleApi(identity, { perMinute: PER_MINUTE });
}

test('a new cookie with every call is the same address', async () => {
  const { browser } = await setting();
  const statuses: number[] = [];
  for (let n = 0; n < PER_MINUTE + 5; n += 1) {
    const one = browser();
    one.cookie = `${SESSION_COOKIE}=${randomUUID()}`;
    const { status, body, headers } = await one.call('GET', '/api/me');
    statuses.push(status);
    if (status !== 429) continue;
    expect(body.code).toBe('too-many');
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  }
  const [first, last] = [statuses.slice(0, PER_MINUTE), statuses.slice(PER_MINUTE)];
  expect(new Set(first)).toEqual(new Set([401]));
  expect(new Set(last)).toEqual(new Set([429]));
});

test('who has signed in is counted by account: not by session, and not with his neighbours', async () => {
  const { browser } = await setting('one', 'two');
  const [one, again, two] = [browser(), browser(), browser()];
  await one.signIn('one', PASSWORD);
  await again.signIn('one', PASSWORD);
  await two.signIn('two', PASSWORD);
  const ask = async (who: typeof one): Promise<number> => (await who.call('GET', '/api/me')).status;
  for (let n = 0; n < PER_MINUTE / 2; n += 1) {
    expect([await ask(one), await ask(again)]).toEqual([200, 200]);
  }
  expect([await ask(one), await ask(again), await ask(two)]).toEqual([429, 429, 200]);
});
