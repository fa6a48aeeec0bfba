import type { RequestFacts } from '../../../kernel/handling.ts';
import { transaction } from '../../../platform/db/transaction.ts';
import type { OidcAttempt, OidcIdentity } from '../../../platform/secrets/index.ts';
import { pathAfter } from '../rules/path-after.ts';
import { note } from '../store/audit.ts';
import type { Credential } from '../store/credentials.ts';
import { credentialByLogin, credentialBySubject, linkSubject } from '../store/credentials.ts';
import type { Identity, OtherSignIn } from './context.ts';
import { audit } from './context.ts';
import { beginSession } from './sessions.ts';

/** Holds the attempt while the browser is away, sealed. */
export const ATTEMPT_COOKIE = 'zhiben_oidc';
export const ATTEMPT_SECONDS = 600;

interface KeptAttempt extends OidcAttempt {
  readonly from: string;
  readonly until: number;
}

export async function beginOther(
  { box, clock }: Identity,
  { client }: OtherSignIn,
  from: string | null,
): Promise<{ readonly url: string; readonly kept: string }> {
  const { url, ...attempt } = await client.begin();
  const until = clock() + ATTEMPT_SECONDS * 1000;
  const kept: KeptAttempt = { ...attempt, from: pathAfter(from), until };
  return { url, kept: box.seal(JSON.stringify(kept)) };
}

function attemptIn({ box, clock }: Identity, cookie: string | undefined): KeptAttempt | null {
  const text = cookie === undefined ? null : box.open(cookie);
  if (text === null) return null;
  const kept = JSON.parse(text) as KeptAttempt;
  return kept.until > clock() ? kept : null;
}

/** The account that the other system's person has here; linked by name where that is allowed. */
async function accountOf(
  { owner, clock }: Identity,
  { nameClaim }: OtherSignIn,
  { issuer, subject, claims }: OidcIdentity,
): Promise<Credential | null> {
  const linked = await credentialBySubject(owner, issuer, subject);
  if (linked) return linked;
  const login = nameClaim === null ? null : claims[nameClaim];
  if (typeof login !== 'string') return null;
  const named = await credentialByLogin(owner, login);
  if (!named) return null;
  return transaction(owner, async (client) => {
    // An account that is linked to somebody else stays his.
    if (!(await linkSubject(client, named.account, issuer, subject))) return null;
    const entry = { account: named.account, action: 'account-link', outcome: 'done' } as const;
    await note(client, clock(), { ...entry, detail: { issuer, subject } });
    return named;
  });
}

export type OtherArrival =
  | { readonly token: string; readonly to: string }
  | { readonly token: null; readonly to: string };

const REFUSED: OtherArrival = { token: null, to: '/login?problem=oidc' };

/** The browser is back: a session, or the sign-in page with the reason that it was none. */
export async function finishOther(
  identity: Identity,
  other: OtherSignIn,
  query: Readonly<Record<string, string>>,
  request: Pick<RequestFacts, 'ip' | 'userAgent' | 'cookies'>,
): Promise<OtherArrival> {
  const { ip } = request;
  const attempt = attemptIn(identity, request.cookies[ATTEMPT_COOKIE]);
  const vouched = attempt ? await other.client.finish(query, attempt) : null;
  const found = vouched ? await accountOf(identity, other, vouched) : null;
  const detail = { way: 'oidc', ...(vouched ? { subject: vouched.subject } : {}) };
  if (!attempt || !vouched || found?.status !== 'active') {
    await audit(identity, { action: 'sign-in', outcome: 'failed', detail, ip });
    return REFUSED;
  }
  const { account, login } = found;
  const begun = await beginSession(identity, account, request, vouched.secondFactor, true);
  await audit(identity, { account, login, action: 'sign-in', outcome: 'done', detail, ip });
  return { token: begun.token, to: attempt.from };
}
