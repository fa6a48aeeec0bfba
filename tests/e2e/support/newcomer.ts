import type { Browser } from 'playwright-core';
import { inject } from 'vitest';
import type { Role } from '../../../src/law/roles.ts';
import { signedIn, visitor } from './people.ts';
import type { Size, WatchedPage } from './watched-page.ts';

/** A write of the API as somebody's page sends it. */
export async function sent<T>(
  { context }: WatchedPage,
  path: string,
  data: object,
  method: 'POST' | 'PUT' = 'POST',
): Promise<T> {
  const headers = { 'X-Zhiben': '1', 'Idempotency-Key': crypto.randomUUID() };
  const url = `${inject('origin')}${path}`;
  const answer = await context.request.fetch(url, { method, headers, data });
  if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`);
  return (await answer.json()) as T;
}

/**
 * People of an enterprise that has no account yet: the administrators make each account and grant
 * it its role; whoever it is for changes the first password and is signed in.
 */
export async function newcomers(
  browser: Browser,
  firm: { readonly id: string; readonly name: string },
  roles: readonly Role[],
  size: Size,
): Promise<readonly WatchedPage[]> {
  const system = await signedIn(browser, 'systemAdmin');
  const security = await signedIn(browser, 'securityAdmin');
  const node = { nodeKind: 'enterprise', node: firm.id };
  const made = { name: firm.name, kind: 'enterprise', ...node };
  const { id: organisation } = await sent<{ id: string }>(system, '/api/sys/organisations', made);
  const people: WatchedPage[] = [];
  for (const role of roles) {
    const login = `${role}-${firm.id.slice(-8)}`;
    const account = { login, name: `虚构人员（${role}）`, organisation };
    const { id } = await sent<{ id: string }>(system, '/api/sys/accounts', account);
    const path = `/api/sys/accounts/${id}`;
    const { password } = await sent<{ password: string }>(system, `${path}/password`, {});
    const grant = { role, ...node, lines: ['trade'], from: '2026-01-01' };
    await sent(security, `${path}/grants`, grant);
    const person = await visitor(browser, { size });
    await sent(person, '/api/session', { name: login, password });
    const change = { current: password, next: 'Better-horse-43' };
    await sent(person, '/api/me/password', change, 'PUT');
    people.push(person);
  }
  await Promise.all([system.close(), security.close()]);
  return people;
}
