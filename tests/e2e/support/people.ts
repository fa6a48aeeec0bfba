import type { Browser } from 'playwright-core';
import { inject, onTestFailed } from 'vitest';
import type { Role } from '../../../src/law/roles.ts';
import { roleNames } from '../../../src/law/roles.ts';
import type { Size } from './watched-page.ts';
import { WatchedPage } from './watched-page.ts';

/** Logins of the demo's accounts; a bureau in the city and one in a county. */
export const logins: readonly Login[] = roleNames.flatMap((role): Login[] =>
  (role === 'bureau' ? ['bureau-city', 'bureau-county'] : [role]).map((login) => ({ login, role })),
);

interface Login {
  readonly login: string;
  readonly role: Role;
}

export interface Choice {
  readonly size?: Size;
  readonly language?: 'zh' | 'en';
  readonly elder?: boolean;
}

/** A failure says what its page showed; in hooks and beside other tests there is no one test. */
function tellingWhereItFails(watched: WatchedPage): void {
  try {
    onTestFailed(() => watched.tell());
  } catch {
    // The test says itself what is wrong.
  }
}

/** A page of nobody. */
export async function visitor(browser: Browser, choice: Choice = {}): Promise<WatchedPage> {
  const { size, language = 'zh', elder = false } = choice;
  const watched = await WatchedPage.open(browser, inject('origin'), size);
  tellingWhereItFails(watched);
  await watched.context.addInitScript((kept) => {
    if (!localStorage.getItem('zhiben.preferences'))
      localStorage.setItem('zhiben.preferences', kept);
  }, JSON.stringify({ language, elder }));
  return watched;
}

/** A page of somebody who has signed in, without the way through the form. */
export async function signedIn(
  browser: Browser,
  login: string,
  choice: Choice = {},
): Promise<WatchedPage> {
  const watched = await visitor(browser, choice);
  const answer = await watched.context.request.post(`${inject('origin')}/api/session`, {
    headers: { 'X-Zhiben': '1' },
    data: { name: login, password: inject('password') },
  });
  if (!answer.ok()) throw new Error(`${login} cannot sign in: ${await answer.text()}`);
  return watched;
}
