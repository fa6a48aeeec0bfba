import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Moment } from '../../kernel/calendar.ts';
import { securityValues } from '../../law/security.ts';
import type { Caller, Identity } from '../../modules/identity/index.ts';
import { audit, demoAccounts } from '../../modules/identity/index.ts';
import type { Database } from '../../platform/db/index.ts';
import type { Refused } from '../../platform/http/index.ts';
import { folderBox, oidcClient } from '../../platform/secrets/index.ts';
import { table } from '../cli/table.ts';
import { message, UsageError } from '../cli/usage.ts';

/** Accounts and sessions by the machine's clock, sealed with the key of the data folder. */
export function identityOf(
  { owner, web }: Pick<Database, 'owner' | 'web'>,
  dataDir: string,
  ready: () => boolean,
): Identity {
  const clock = (): Moment => Date.now() as Moment;
  const box = folderBox(dataDir, process.env.ZHIBEN_SECRET_KEY);
  const other = otherSignIn();
  const identity = { owner, web, clock, settings: securityValues, box, ready };
  return other ? { ...identity, other } : identity;
}

/** From the environment alone: the client's secret stands in no file of ours. */
function otherSignIn(): Identity['other'] | null {
  const { ZHIBEN_OIDC_ISSUER: issuer, ZHIBEN_OIDC_CLIENT_ID: clientId } = process.env;
  const { ZHIBEN_OIDC_CLIENT_SECRET: clientSecret, ZHIBEN_ORIGIN: origin } = process.env;
  if (!issuer) return null;
  if (!clientId || !clientSecret || !origin) {
    throw new UsageError(
      'ZHIBEN_OIDC_ISSUER 还需要 ZHIBEN_OIDC_CLIENT_ID、ZHIBEN_OIDC_CLIENT_SECRET、ZHIBEN_ORIGIN' +
        ' / needs the other three as well',
    );
  }
  const redirectUri = new URL('/api/session/oidc/callback', origin).href;
  return {
    title: { zh: '统一身份认证登录', en: 'Single sign-on' },
    client: oidcClient({ issuer, clientId, clientSecret, redirectUri }),
    nameClaim: process.env.ZHIBEN_OIDC_NAME_CLAIM ?? null,
  };
}

const LONGEST_URL = 500;

/** Every refusal of somebody who may not. A page that asks who has signed in is no attempt. */
export async function noteRefused(identity: Identity, refused: Refused<Caller>): Promise<void> {
  const { caller, endpoint, code, url, ip } = refused;
  if (code === 'signed-out' && caller === null && endpoint.startsWith('identity.')) return;
  await audit(identity, {
    account: caller?.user ?? null,
    action: 'access',
    object: endpoint,
    outcome: 'refused',
    detail: { code, url: url.slice(0, LONGEST_URL) },
    ip,
  });
}

/** The accounts of the demo, as a table: the password is in the data folder, nowhere else. */
export async function showDemoAccounts(identity: Identity, dataDir: string): Promise<void> {
  const file = join(dataDir, 'demo-password.txt');
  const kept = existsSync(file) ? readFileSync(file, 'utf8').trim() : null;
  const keep = (password: string): void => writeFileSync(file, `${password}\n`, { mode: 0o600 });
  const made = await demoAccounts(identity, kept, keep);
  if (!made) return;
  const rows = made.accounts.map(({ login, title, where }) => [login, title.zh, title.en, where]);
  message(
    `演示账号（合成数据，不要求动态口令），初始口令 ${made.password}\n` +
      `Demo accounts (synthetic data, no second factor), first password ${made.password}\n` +
      table([20, 18, 24], rows).trimEnd(),
  );
}
