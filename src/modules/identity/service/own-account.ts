import type { Refusal } from '../../../kernel/endpoint.ts';
import type { Refused, Result } from '../../../kernel/result.ts';
import { must, ok, refuse } from '../../../kernel/result.ts';
import { transaction } from '../../../platform/db/transaction.ts';
import {
  hashPassword,
  newTotpSecret,
  totpEnrolment,
  totpStep,
  verifyPassword,
} from '../../../platform/secrets/index.ts';
import type { Caller } from '../model.ts';
import { formerPasswords, passwordFaults, USED_BEFORE } from '../rules/password.ts';
import { note } from '../store/audit.ts';
import type { Credential } from '../store/credentials.ts';
import { confirmTotp, credentialOf, savePassword, savePendingTotp } from '../store/credentials.ts';
import { endSessions, setSecondFactor } from '../store/sessions.ts';
import type { Identity } from './context.ts';
import { audit } from './context.ts';
import { heldBack } from './sessions.ts';
import { provePassword } from './signing.ts';

const ISSUER = '治本 Zhiben';

/** Refused in a state that this act does not end. */
function refusedIn(caller: Caller, ends: Caller['state']): Refused<Refusal> | null {
  const code = caller.state === ends ? null : heldBack(caller);
  // A password that is due comes before the second factor; what comes after it waits.
  const later = ends === 'passwordDue' && caller.state === 'enrolDue';
  return code === null || later ? null : refuse({ code });
}

/** Was the password one of the last? Each costs a hash. */
async function usedBefore(next: string, { password, previous }: Credential): Promise<boolean> {
  for (const kept of [password, ...previous]) if (await verifyPassword(next, kept)) return true;
  return false;
}

/** What is wrong with a new password, as a refusal at its field. */
export async function refusedPassword(
  { settings }: Identity,
  next: string,
  found: Credential,
): Promise<Refused<Refusal> | null> {
  const faults = passwordFaults(next, found.login, settings);
  if (faults.length === 0 && (await usedBefore(next, found))) faults.push(USED_BEFORE);
  if (faults.length === 0) return null;
  const fields = faults.map((message) => ({ path: 'next', message }));
  return refuse({ code: 'bad-request', fields });
}

/** Ends every other session of the account. */
export async function changePassword(
  identity: Identity,
  caller: Caller,
  { current, next }: { readonly current: string; readonly next: string },
  ip: string,
): Promise<Refused<Refusal> | null> {
  const { owner, clock, settings } = identity;
  const early = refusedIn(caller, 'passwordDue');
  if (early) return early;
  const refused = await provePassword(identity, caller, current, 'password-change', ip);
  if (refused) return refused;
  const found = must(await credentialOf(owner, caller.user), 'the caller has a credential');
  const weak = await refusedPassword(identity, next, found);
  if (weak) return weak;
  const password = await hashPassword(next);
  const previous = formerPasswords(found.password, found.previous, settings);
  await transaction(owner, async (client) => {
    const at = clock();
    await savePassword(client, caller.user, { password, previous, mustChange: false, at });
    await endSessions(client, caller.user, caller.session, caller.user, at);
    const entry = { account: caller.user, action: 'password-change', outcome: 'done', ip } as const;
    await note(client, at, entry);
  });
  return null;
}

/** A new secret, shown once; it counts when a code of it is given. */
export async function enrol(
  identity: Identity,
  caller: Caller,
  password: string,
  ip: string,
): Promise<Result<{ readonly secret: string; readonly image: string }, Refusal>> {
  const early = refusedIn(caller, 'enrolDue');
  if (early) return early;
  const refused = await provePassword(identity, caller, password, 'factor-enrol', ip);
  if (refused) return refused;
  const secret = newTotpSecret();
  await savePendingTotp(identity.owner, caller.user, identity.box.seal(secret));
  const { image } = await totpEnrolment(secret, ISSUER, caller.login ?? caller.user);
  return ok({ secret, image });
}

export async function confirmEnrolment(
  identity: Identity,
  caller: Caller,
  code: string,
  ip: string,
): Promise<Refused<Refusal> | null> {
  const { owner, box, clock } = identity;
  const early = refusedIn(caller, 'enrolDue');
  if (early) return early;
  const pending = (await credentialOf(owner, caller.user))?.totpPending ?? null;
  const secret = pending === null ? null : box.open(pending);
  const step = secret === null ? null : totpStep(secret, code, clock(), null);
  const entry = { account: caller.user, action: 'factor-enrol', ip } as const;
  if (step === null) {
    await audit(identity, { ...entry, outcome: 'failed' });
    return refuse({ code: 'sign-in-wrong' });
  }
  await transaction(owner, async (client) => {
    await confirmTotp(client, caller.user, step);
    await setSecondFactor(client, caller.session);
    await note(client, clock(), { ...entry, outcome: 'done' });
  });
  return null;
}
