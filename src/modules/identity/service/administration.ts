import type { Refusal } from '../../../kernel/endpoint.ts';
import type { Refused, Result } from '../../../kernel/result.ts';
import { must, ok, refuse } from '../../../kernel/result.ts';
import type { NodeKind } from '../../../law/roles.ts';
import { transaction } from '../../../platform/db/transaction.ts';
import { hashPassword, newId, newPassword } from '../../../platform/secrets/index.ts';
import type { AccountRow, Caller, OrganisationKind, OrganisationRow } from '../model.ts';
import { pageOf } from '../rules/cursor.ts';
import { holdsAdministration } from '../rules/granting.ts';
import { accountByLogin, insertAccount, insertOrganisation } from '../store/accounts.ts';
import { clearAttempts } from '../store/attempts.ts';
import { note } from '../store/audit.ts';
import { clearTotp, putCredential } from '../store/credentials.ts';
import type { AccountChange, AccountFilter, Listed } from '../store/people.ts';
import {
  accountById,
  listAccounts,
  listOrganisations,
  organisationById,
  organisationEnd,
  phoneOf,
  renameOrganisation,
  updateAccount,
} from '../store/people.ts';
import { endSessions } from '../store/sessions.ts';
import type { Identity } from './context.ts';
import { reading, withScope } from './scoped.ts';

const NOT_VISIBLE: Refusal = { code: 'not-visible' };

export async function organisations(
  { web }: Identity,
  caller: Caller,
  asked: Listed,
): Promise<{ rows: OrganisationRow[]; next: string | null }> {
  const more = { ...asked, limit: asked.limit + 1 };
  const rows = await reading(web, caller, (client) => listOrganisations(client, more));
  return pageOf(rows, asked.limit, organisationEnd);
}

/** What the database itself refused: the node or the organisation is not below his. */
async function within<T>(work: () => Promise<T>): Promise<T | Refused<Refusal>> {
  try {
    return await work();
  } catch (error) {
    if ((error as { code?: string }).code !== '42501') throw error;
    return refuse(NOT_VISIBLE);
  }
}

export interface WantedOrganisation {
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly parent?: string | null | undefined;
  readonly nodeKind: NodeKind;
  readonly node: string;
}

export async function createOrganisation(
  { web, clock }: Identity,
  caller: Caller,
  wanted: WantedOrganisation,
  ip: string,
): Promise<Result<OrganisationRow, Refusal>> {
  return within(() =>
    withScope(web, caller, async (client) => {
      const id = newId('ORG');
      const parent = wanted.parent ?? null;
      if (parent && !(await organisationById(client, parent))) return refuse(NOT_VISIBLE);
      const made = { by: caller.user, at: clock() };
      await insertOrganisation(client, { ...wanted, id, parent }, made);
      const entry = { account: caller.user, action: 'organisation-create', ip } as const;
      const object = `organisation/${id}`;
      await note(client, made.at, { ...entry, outcome: 'done', object, detail: { ...wanted } });
      return ok(must(await organisationById(client, id), 'the organisation was made'));
    }),
  );
}

export async function changeOrganisation(
  { web, clock }: Identity,
  caller: Caller,
  { id, version, name }: { readonly id: string; readonly version: number; readonly name: string },
  ip: string,
): Promise<Result<OrganisationRow, Refusal>> {
  return withScope(web, caller, async (client) => {
    const before = await organisationById(client, id);
    if (!before) return refuse(NOT_VISIBLE);
    if (!(await renameOrganisation(client, id, version, name))) {
      return refuse({ code: 'conflict', current: await organisationById(client, id) });
    }
    const entry = { account: caller.user, action: 'organisation-change', ip } as const;
    const detail = { before: before.name, after: name };
    await note(client, clock(), {
      ...entry,
      outcome: 'done',
      object: `organisation/${id}`,
      detail,
    });
    return ok(must(await organisationById(client, id), 'the organisation is there'));
  });
}

export async function accounts(
  { web }: Identity,
  caller: Caller,
  asked: AccountFilter,
): Promise<{ rows: AccountRow[]; next: string | null }> {
  const more = { ...asked, limit: asked.limit + 1 };
  const rows = await reading(web, caller, (client) => listAccounts(client, more));
  return pageOf(rows, asked.limit, ({ login }) => login.toLowerCase());
}

export interface WantedAccount {
  readonly login: string;
  readonly name: string;
  readonly organisation: string;
  readonly phone?: string | null | undefined;
}

/** Nobody can sign in to it before a first password is given. */
export async function createAccount(
  { web, owner, clock }: Identity,
  caller: Caller,
  { login, name, organisation, phone = null }: WantedAccount,
  ip: string,
): Promise<Result<AccountRow, Refusal>> {
  // Asked beyond his scope: a name is one person's in the whole system.
  if (await accountByLogin(owner, login)) return refuse({ code: 'login-taken' });
  return within(() =>
    withScope(web, caller, async (client) => {
      if (!(await organisationById(client, organisation))) return refuse(NOT_VISIBLE);
      const id = newId('ACC');
      const made = { by: caller.user, at: clock() };
      await insertAccount(client, { id, login, name, organisation, phone, demo: false }, made);
      const entry = { account: caller.user, action: 'account-create', ip } as const;
      const detail = { login, name, organisation };
      await note(client, made.at, { ...entry, outcome: 'done', object: `account/${id}`, detail });
      return ok(must(await accountById(client, id), 'the account was made'));
    }),
  );
}

const actionOf = ({ status }: AccountChange) => {
  if (status === undefined) return 'account-change';
  return status === 'active' ? 'account-enable' : 'account-disable';
};

export async function changeAccount(
  { web, owner, clock }: Identity,
  caller: Caller,
  { id, version, set }: { id: string; version: number; set: AccountChange },
  ip: string,
): Promise<Result<AccountRow, Refusal>> {
  if (id === caller.user && set.status) return refuse({ code: 'own-account' });
  const changed = await within(() =>
    withScope(web, caller, async (client) => {
      if (!(await accountById(client, id))) return refuse(NOT_VISIBLE);
      if (set.organisation && !(await organisationById(client, set.organisation))) {
        return refuse(NOT_VISIBLE);
      }
      if (!(await updateAccount(client, id, version, set))) {
        return refuse({ code: 'conflict', current: await accountById(client, id) });
      }
      const entry = {
        account: caller.user,
        action: actionOf(set),
        object: `account/${id}`,
      } as const;
      const detail = { fields: Object.keys(set) };
      await note(client, clock(), { ...entry, outcome: 'done', detail, ip });
      return ok(must(await accountById(client, id), 'the account is there'));
    }),
  );
  if (changed.ok && set.status === 'disabled') {
    await endSessions(owner, id, null, caller.user, clock());
  }
  return changed;
}

/** Somebody else's account of his own scope that holds no administration; else why not. */
async function otherAccount(
  { web }: Identity,
  caller: Caller,
  id: string,
): Promise<Result<AccountRow, Refusal>> {
  const account = await reading(web, caller, (client) => accountById(client, id));
  if (!account) return refuse(NOT_VISIBLE);
  if (id === caller.user) return refuse({ code: 'own-account' });
  // One administrator does not become another by giving him a password.
  if (holdsAdministration(account.roles)) return refuse({ code: 'of-an-administrator' });
  return ok(account);
}

export async function resetPassword(
  identity: Identity,
  caller: Caller,
  id: string,
  ip: string,
): Promise<Result<{ readonly password: string }, Refusal>> {
  const { owner, clock } = identity;
  const account = await otherAccount(identity, caller, id);
  if (!account.ok) return account;
  const password = newPassword();
  const hash = await hashPassword(password);
  await transaction(owner, async (client) => {
    const at = clock();
    await putCredential(client, id, { password: hash, at });
    await endSessions(client, id, null, caller.user, at);
    await clearAttempts(client, account.value.login.toLowerCase());
    const entry = { account: caller.user, action: 'password-reset', outcome: 'done', ip } as const;
    await note(client, at, { ...entry, object: `account/${id}` });
  });
  return ok({ password });
}

export async function clearSecondFactor(
  identity: Identity,
  caller: Caller,
  id: string,
  ip: string,
): Promise<Refused<Refusal> | null> {
  const { owner, clock } = identity;
  const account = await otherAccount(identity, caller, id);
  if (!account.ok) return account;
  await transaction(owner, async (client) => {
    const at = clock();
    await clearTotp(client, id);
    await endSessions(client, id, null, caller.user, at);
    const entry = { account: caller.user, action: 'factor-clear', outcome: 'done', ip } as const;
    await note(client, at, { ...entry, object: `account/${id}` });
  });
  return null;
}

/** Personal data, whole: who saw whose is kept with it. */
export async function revealPhone(
  { web, clock }: Identity,
  caller: Caller,
  id: string,
  ip: string,
): Promise<Result<{ readonly phone: string | null }, Refusal>> {
  return withScope(web, caller, async (client) => {
    if (!(await accountById(client, id))) return refuse(NOT_VISIBLE);
    const entry = { account: caller.user, action: 'reveal', outcome: 'done', ip } as const;
    await note(client, clock(), { ...entry, object: `account/${id}`, detail: { field: 'phone' } });
    return ok({ phone: await phoneOf(client, id) });
  });
}
