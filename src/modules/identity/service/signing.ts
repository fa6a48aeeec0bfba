import { formatMoment } from '../../../kernel/calendar.ts';
import type { Refusal } from '../../../kernel/endpoint.ts';
import type { RequestFacts } from '../../../kernel/handling.ts';
import type { Refused, Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import { transaction } from '../../../platform/db/transaction.ts';
import { totpStep, verifyPassword } from '../../../platform/secrets/index.ts';
import type { AuditAction, Caller } from '../model.ts';
import { admitAttempt } from '../rules/lockout.ts';
import { attemptsOf, clearAttempts, saveAttempts } from '../store/attempts.ts';
import type { Credential } from '../store/credentials.ts';
import { credentialByLogin, credentialOf, spendTotpStep } from '../store/credentials.ts';
import { endSession, setLocked, setSecondFactor } from '../store/sessions.ts';
import type { Identity } from './context.ts';
import { audit } from './context.ts';
import { beginSession } from './sessions.ts';

/** Whether the name, the password or the code is wrong is not said. */
const WRONG: Refusal = { code: 'sign-in-wrong' };

type From = Pick<RequestFacts, 'ip' | 'userAgent'>;

/** Counts the attempt under its name; refused while the name is locked, whoever has it or nobody. */
async function admitted(identity: Identity, login: string): Promise<Refused<Refusal> | null> {
  const { owner, clock, settings } = identity;
  const admission = await transaction(owner, async (client) => {
    const judged = admitAttempt(await attemptsOf(client, login), clock(), settings);
    if (judged.admitted) await saveAttempts(client, login, judged.next);
    return judged;
  });
  if (admission.admitted) return null;
  const at = formatMoment(admission.lockedUntil).slice(11, 16);
  const { failures } = settings;
  return refuse({
    code: 'sign-in-locked',
    detail: {
      zh: `连续失败 ${failures} 次，${at} 后可再试；忘记口令请联系系统管理员重置`,
      en: `${failures} failures in a row: try again after ${at}, or have the system administrator reset it`,
    },
  });
}

interface Proof {
  readonly login: string;
  readonly action: AuditAction;
  readonly ip: string;
  readonly account?: string;
  readonly judge: () => Promise<boolean>;
}

/** One counted attempt to prove something; every outcome is audited. */
async function prove(identity: Identity, proof: Proof): Promise<Refused<Refusal> | null> {
  const login = proof.login.toLowerCase();
  const { action, ip, account = null } = proof;
  const locked = await admitted(identity, login);
  const entry = { account, login, action, ip };
  if (locked) {
    await audit(identity, { ...entry, outcome: 'refused', detail: { reason: 'locked' } });
    return locked;
  }
  if (await proof.judge()) {
    await clearAttempts(identity.owner, login);
    return null;
  }
  await audit(identity, { ...entry, outcome: 'failed' });
  return refuse(WRONG);
}

const keptPassword = (found: Credential | null): string | null =>
  found?.status === 'active' ? found.password : null;

export interface SignIn {
  readonly name: string;
  readonly password: string;
  readonly code?: string | undefined;
}

/** Null: an account without a second factor. */
async function isCode(identity: Identity, found: Credential, code: string): Promise<boolean> {
  const { owner, box, clock } = identity;
  const secret = found.totp === null ? null : box.open(found.totp);
  if (secret === null) return false;
  const step = totpStep(secret, code, clock(), found.totpStep);
  return step !== null && (await spendTotpStep(owner, found.account, step));
}

/** A session's cookie for whoever knows the password (and gives the right code, if he gives one). */
export async function signIn(
  identity: Identity,
  { name, password, code }: SignIn,
  from: From,
): Promise<Result<{ readonly token: string; readonly id: string }, Refusal>> {
  const found = await credentialByLogin(identity.owner, name);
  const coded = code !== undefined && found?.totp !== null;
  const judge = async (): Promise<boolean> => {
    const right = await verifyPassword(password, keptPassword(found));
    return right && found !== null && (!coded || isCode(identity, found, code));
  };
  const refused = await prove(identity, { login: name, action: 'sign-in', ip: from.ip, judge });
  if (refused) return refused;
  if (!found) return refuse(WRONG);
  const begun = await beginSession(identity, found.account, from, coded);
  const { account, login } = found;
  const entry = { account, login, action: 'sign-in', ip: from.ip } as const;
  await audit(identity, { ...entry, outcome: 'done', detail: { way: 'password' } });
  return ok(begun);
}

export async function signOut(identity: Identity, caller: Caller, ip: string): Promise<void> {
  const { user, session } = caller;
  await endSession(identity.owner, user, session, user, identity.clock());
  await audit(identity, { account: user, action: 'sign-out', outcome: 'done', ip });
}

export async function lockScreen(identity: Identity, caller: Caller, ip: string): Promise<void> {
  await setLocked(identity.owner, caller.session, true, identity.clock());
  await audit(identity, { account: caller.user, action: 'lock', outcome: 'done', ip });
}

/** The caller knows his password still; null: he does. */
export async function provePassword(
  identity: Identity,
  caller: Caller,
  password: string,
  action: AuditAction,
  ip: string,
): Promise<Refused<Refusal> | null> {
  const found = await credentialOf(identity.owner, caller.user);
  return prove(identity, {
    login: found?.login ?? caller.user,
    account: caller.user,
    action,
    ip,
    judge: () => verifyPassword(password, keptPassword(found)),
  });
}

/** The session goes on where it stood; its page was never left. */
export async function unlock(
  identity: Identity,
  caller: Caller,
  password: string,
  ip: string,
): Promise<Refused<Refusal> | null> {
  const refused = await provePassword(identity, caller, password, 'unlock', ip);
  if (refused) return refused;
  await setLocked(identity.owner, caller.session, false, identity.clock());
  await audit(identity, { account: caller.user, action: 'unlock', outcome: 'done', ip });
  return null;
}

/** The second factor, where the session still lacks it. */
export async function giveCode(
  identity: Identity,
  caller: Caller,
  code: string,
  ip: string,
): Promise<Refused<Refusal> | null> {
  if (caller.state === 'locked') return refuse({ code: 'session-locked' });
  const found = await credentialOf(identity.owner, caller.user);
  const refused = await prove(identity, {
    login: found?.login ?? caller.user,
    account: caller.user,
    action: 'code',
    ip,
    judge: async () => found !== null && isCode(identity, found, code),
  });
  if (refused) return refused;
  await setSecondFactor(identity.owner, caller.session);
  await audit(identity, { account: caller.user, action: 'code', outcome: 'done', ip });
  return null;
}
