import { expect, onTestFinished, test } from 'vitest';
import { createTestDatabase } from '../../../tests/support/database.ts';
import type { TestBrowser } from '../../../tests/support/identity.ts';
import { addPerson, peopleApi, TestClock, testIdentity } from '../../../tests/support/identity.ts';
import { securityValues } from '../../law/security.ts';
import type { LiveCity } from './index.ts';
import { changesOf } from './service/change-feed.ts';

const PASSWORD = 'Right-horse-42';

/** What a city is to a listener. */
function somethingChanging() {
  const listeners = new Set<(change: { topic: string }) => void>();
  const subscribe: LiveCity['subscribe'] = (listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const announce = (topic: string): void => {
    for (const listener of listeners) listener({ topic });
  };
  return { subscribe, announce, listening: () => listeners.size };
}

async function listening() {
  const db = await createTestDatabase();
  onTestFinished(() => db.close());
  const clock = new TestClock();
  const identity = testIdentity(db, clock.read, false);
  const person = { login: 'one', password: PASSWORD, role: 'bureau', demo: true } as const;
  const account = await addPerson(identity, person);
  const city = somethingChanging();
  const { url, browser } = await peopleApi(identity, { city: () => city as unknown as LiveCity });
  const own = browser();
  await own.signIn('one', PASSWORD);
  const leaving = new AbortController();
  onTestFinished(() => leaving.abort());
  const headers = { cookie: own.cookie ?? '' };
  const response = await fetch(`${url}/api/events`, { headers, signal: leaving.signal });
  expect(response.status).toBe(200);
  const pieces = (response.body as ReadableStream<Uint8Array>)[Symbol.asyncIterator]();
  let text = '';
  /** Reads until it is there; false: the stream ended first. */
  const told = async (wanted: string): Promise<boolean> => {
    while (!text.includes(wanted)) {
      const { value, done } = await pieces.next();
      if (done) return false;
      text += Buffer.from(value).toString();
    }
    return true;
  };
  return { db, clock, account, city, own, told };
}

type Setting = Awaited<ReturnType<typeof listening>>;

const sessionsOf = async (own: TestBrowser): Promise<{ id: string }[]> =>
  (await own.call('GET', '/api/me/sessions')).body.rows;

const ends: Readonly<Record<string, (setting: Setting) => Promise<unknown> | unknown>> = {
  'signed out': ({ own }) => own.call('DELETE', '/api/session'),
  'ended from another place': async ({ own }) =>
    own.call('DELETE', `/api/me/sessions/${(await sessionsOf(own))[0]?.id}`),
  'locked by hand': ({ own }) => own.call('POST', '/api/session/lock', {}),
  'idle for too long': ({ clock }) => clock.forward(securityValues.idleMinutes + 1),
  over: ({ clock }) => clock.forward(securityValues.sessionMinutes + 1),
  'of an account that was closed': ({ db, account }) =>
    db.owner.query(`update identity.account set status = 'disabled' where id = $1`, [account]),
  'of somebody whose grant was taken back': ({ db, account }) =>
    db.owner.query(
      `update identity.role_grant set revoked_at = now(), revoked_by = 'test' where account = $1`,
      [account],
    ),
};

test.each(Object.entries(ends))('a stream tells nothing once its session is %s', async (_, end) => {
  const setting = await listening();
  const { city, told } = setting;
  city.announce('before');
  expect(await told('"topic":"before"')).toBe(true);
  await end(setting);
  city.announce('after');
  expect(await told('"topic":"after"')).toBe(false);
  expect(city.listening()).toBe(0);
});

test('a stream to which nothing is told is closed as well', async () => {
  const city = somethingChanging();
  const { signal } = new AbortController();
  let asked = 0;
  const stands = async (): Promise<boolean> => ++asked < 3;
  const topics = await Array.fromAsync(changesOf(city, { signal, stands, checkMs: 5 }));
  expect([topics, asked, city.listening()]).toEqual([[], 3, 0]);
});
