import type { Moment } from '../../../kernel/calendar.ts';
import type { RequestFacts } from '../../../kernel/handling.ts';
import type { Role } from '../../../law/roles.ts';
import { newToken, tokenHash } from '../../../platform/secrets/index.ts';
import type { Caller } from '../model.ts';
import { adminKeysOf } from '../rules/granting.ts';
import { scopeOf } from '../rules/keys.ts';
import { isIdle, isOver, sessionState } from '../rules/session.ts';
import type { SessionFacts } from '../store/sessions.ts';
import { insertSession, sessionFacts, setLocked, touchSession } from '../store/sessions.ts';
import type { Identity } from './context.ts';
import { today } from './context.ts';

export const SESSION_COOKIE = 'zhiben_session';
/** Written down again at most so often. */
const TOUCH_EVERY_MS = 20_000;

export const rolesIn = ({ grants }: Pick<SessionFacts, 'grants'>): Role[] => [
  ...new Set(grants.map(({ role }) => role)),
];

/** The session as it stands now: locked when it has been idle for too long. */
export async function openedSession(
  identity: Identity,
  id: string,
  now: Moment,
): Promise<SessionFacts | null> {
  const { owner, settings } = identity;
  const facts = await sessionFacts(owner, id, today(identity));
  if (!facts || isOver(facts.madeAt, now, settings)) return null;
  if (facts.locked) return facts;
  if (isIdle(facts.seenAt, now, settings)) {
    await setLocked(owner, id, true, now);
    return { ...facts, locked: true };
  }
  return facts;
}

export function stateOf({ settings, clock }: Identity, facts: SessionFacts) {
  return sessionState({ ...facts, roles: rolesIn(facts) }, clock(), settings);
}

/** Who sends this cookie; null: nobody whom we know. */
export async function authenticate(
  identity: Identity,
  { cookies }: Pick<RequestFacts, 'cookies'>,
): Promise<Caller | null> {
  const token = cookies[SESSION_COOKIE];
  if (!token) return null;
  const now = identity.clock();
  const facts = await openedSession(identity, tokenHash(token), now);
  if (!facts) return null;
  if (!facts.locked && now - facts.seenAt > TOUCH_EVERY_MS) {
    await touchSession(identity.owner, facts.id, now);
  }
  return {
    user: facts.account,
    login: facts.login,
    name: facts.name,
    session: facts.id,
    roles: rolesIn(facts),
    grants: facts.grants,
    ...scopeOf(facts.grants),
    adminKeys: adminKeysOf(facts.grants),
    state: stateOf(identity, facts),
  };
}

/** The problem of a caller who has something to do first. */
export function heldBack({ state = 'open' }: Caller): string | null {
  switch (state) {
    case 'open':
      return null;
    case 'locked':
      return 'session-locked';
    case 'codeDue':
      return 'code-due';
    case 'passwordDue':
      return 'password-due';
    case 'enrolDue':
      return 'enrol-due';
  }
}

/** A new session; what its cookie holds. */
export async function beginSession(
  { owner, clock }: Identity,
  account: string,
  from: Pick<RequestFacts, 'ip' | 'userAgent'>,
  secondFactor: boolean,
  vouched = false,
): Promise<{ readonly token: string; readonly id: string }> {
  const token = newToken();
  const id = tokenHash(token);
  const agent = from.userAgent.slice(0, 300);
  await insertSession(owner, { id, account, ip: from.ip, agent, secondFactor, vouched }, clock());
  return { token, id };
}
