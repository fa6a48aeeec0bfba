import type { Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import type { Line, NodeKind, Role } from '../../../law/roles.ts';
import { transaction } from '../../../platform/db/transaction.ts';
import { hashPassword, newId, newPassword } from '../../../platform/secrets/index.ts';
import type { AccountRow, OrganisationKind } from '../model.ts';
import {
  accountByLogin,
  insertAccount,
  insertGrant,
  insertOrganisation,
  organisationAt,
} from '../store/accounts.ts';
import { clearAttempts } from '../store/attempts.ts';
import { note } from '../store/audit.ts';
import { clearTotp, putCredential } from '../store/credentials.ts';
import { listAccounts } from '../store/people.ts';
import { endSessions } from '../store/sessions.ts';
import type { Identity } from './context.ts';
import { today } from './context.ts';

/** Whoever has the server's command line: the first administrators come from here. */
const OPERATOR = 'operator';

export interface OperatorAccount {
  readonly login: string;
  readonly name: string;
  readonly role: Role;
  readonly nodeKind: NodeKind;
  readonly node: string;
  readonly lines: readonly Line[];
  /** Name of the organisation that is made where the node has none yet. */
  readonly organisation: string;
}

const KINDS: Readonly<Record<NodeKind, OrganisationKind>> = {
  division: 'bureau',
  park: 'park',
  enterprise: 'enterprise',
  organisation: 'body',
};

/** An account with one grant and a first password. */
export async function createByOperator(
  identity: Pick<Identity, 'owner' | 'clock'>,
  wanted: OperatorAccount,
): Promise<Result<{ readonly password: string }, Refusal>> {
  const { owner, clock } = identity;
  const { login, name, role, nodeKind, node, lines } = wanted;
  if (await accountByLogin(owner, login)) return refuse({ code: 'login-taken' });
  const password = newPassword();
  const hash = await hashPassword(password);
  const made = { by: OPERATOR, at: clock() };
  const id = newId('ACC');
  await transaction(owner, async (client) => {
    const there = await organisationAt(client, nodeKind, node);
    const organisation = there ?? newId('ORG');
    if (!there) {
      const place = { name: wanted.organisation, kind: KINDS[nodeKind], nodeKind, node };
      await insertOrganisation(client, { id: organisation, parent: null, ...place }, made);
    }
    const account = { id, login, name, organisation, phone: null, demo: false };
    await insertAccount(client, account, made);
    await putCredential(client, id, { password: hash, at: made.at });
    const dates = { from: today(identity), until: null };
    const grant = { id: newId('GR'), role, nodeKind, node, lines, ...dates };
    await insertGrant(client, id, grant, made);
    const detail = { login, role, node: `${nodeKind}/${node}` };
    const entry = { account: OPERATOR, action: 'account-create', outcome: 'done' } as const;
    await note(client, made.at, { ...entry, object: `account/${id}`, detail });
  });
  return ok({ password });
}

/** A first password anew, for whomever; the second factor goes where it is asked for. */
export async function resetByOperator(
  { owner, clock }: Pick<Identity, 'owner' | 'clock'>,
  login: string,
  clearFactor: boolean,
): Promise<Result<{ readonly password: string }, Refusal>> {
  const found = await accountByLogin(owner, login);
  if (!found) return refuse({ code: 'not-found' });
  const password = newPassword();
  const hash = await hashPassword(password);
  await transaction(owner, async (client) => {
    const at = clock();
    await putCredential(client, found.id, { password: hash, at });
    if (clearFactor) await clearTotp(client, found.id);
    await endSessions(client, found.id, null, OPERATOR, at);
    await clearAttempts(client, login.toLowerCase());
    const entry = { account: OPERATOR, action: 'password-reset', outcome: 'done' } as const;
    await note(client, at, { ...entry, object: `account/${found.id}`, detail: { clearFactor } });
  });
  return ok({ password });
}

const MOST = 10_000;

/** Every account, for whoever has the server's command line. */
export async function allAccounts({ owner }: Pick<Identity, 'owner'>): Promise<AccountRow[]> {
  const none = { q: null, after: null, status: null, role: null, organisation: null };
  return listAccounts(owner, { ...none, limit: MOST });
}
