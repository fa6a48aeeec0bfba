import { expect, test } from 'vitest';
import { demoCity } from '../../../tests/support/demo-city.ts';
import { peopleApi, testIdentity } from '../../../tests/support/identity.ts';
import { roleNames } from '../../law/roles.ts';
import { demoAccounts } from './service/demo-accounts.ts';

test('the demo has an account a role at fitting nodes, made once, with one password', async () => {
  const { db } = await demoCity();
  const identity = testIdentity(db);
  let kept: string | null = null;
  const first = await demoAccounts(identity, null, (password) => {
    kept = password;
  });
  expect(first?.password).toBe(kept);
  const listed = first?.accounts ?? [];
  expect(new Set(listed.map(({ role }) => role))).toEqual(new Set(roleNames));
  expect(await demoAccounts(identity, kept, () => expect.unreachable())).toEqual(first);
  // Without the file nobody knows the password: nothing is shown, nothing is made.
  expect(await demoAccounts(identity, null, () => expect.unreachable())).toBeNull();

  const api = await peopleApi(identity);
  for (const { login, role, where } of listed) {
    const browser = api.browser();
    const { status, body } = await browser.signIn(login, first?.password ?? '');
    expect([login, status, body.state], login).toEqual([login, 200, 'open']);
    expect(body.roles).toMatchObject([{ role }]);
    expect(body.scope[0].zh, login).toContain(where);
  }
  const county = await api.browser().signIn('bureau-county', first?.password ?? '');
  expect(county.body).toMatchObject({ desk: 'authority', demo: true, lines: ['chem', 'trade'] });
  expect(county.body.scopeText.zh).toMatch(/（含乡镇）$/);
});
