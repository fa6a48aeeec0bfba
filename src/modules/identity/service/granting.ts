import type { Refusal } from '../../../kernel/endpoint.ts';
import type { Refused, Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import type { NodeKind } from '../../../law/roles.ts';
import { newId } from '../../../platform/secrets/index.ts';
import type { AccountRow, Caller, GrantRow } from '../model.ts';
import type { WantedGrant } from '../rules/granting.ts';
import { grantFault, mayHoldTogether } from '../rules/granting.ts';
import { insertGrant } from '../store/accounts.ts';
import { note } from '../store/audit.ts';
import { findNodes } from '../store/find-nodes.ts';
import { nodeNames } from '../store/nodes.ts';
import { accountById, grantById, grantsOf, nodeKeysOf, revokeGrant } from '../store/people.ts';
import type { Identity } from './context.ts';
import { audit } from './context.ts';
import { reading, withScope } from './scoped.ts';

async function named(
  { owner, ready }: Identity,
  grants: readonly Omit<GrantRow, 'nodeName'>[],
): Promise<GrantRow[]> {
  const nodes = grants.map(({ nodeKind: kind, node }) => ({ kind, node }));
  const names = ready() ? await nodeNames(owner, nodes) : [];
  return grants.map((grant) => ({
    ...grant,
    nodeName:
      names.find(({ kind, node }) => kind === grant.nodeKind && node === grant.node)?.name ?? null,
  }));
}

export async function accountWithGrants(
  identity: Identity,
  caller: Caller,
  id: string,
): Promise<Result<AccountRow & { readonly grants: GrantRow[] }, Refusal>> {
  const found = await reading(identity.web, caller, async (client) => {
    const account = await accountById(client, id);
    return account ? { account, grants: await grantsOf(client, id) } : null;
  });
  if (!found) return refuse({ code: 'not-visible' });
  return ok({ ...found.account, grants: await named(identity, found.grants) });
}

/** What the database refuses by itself: two roles that exclude each other, a node beyond his. */
function refusalOf(error: unknown): Refused<Refusal> {
  const { code } = error as { code?: string };
  if (code === 'ZB001') return refuse({ code: 'excluded-roles' });
  if (code === '42501') return refuse({ code: 'beyond-own' });
  throw error;
}

/** Every refusal of a grant is kept: who wanted to give whom what. */
async function refused(
  identity: Identity,
  caller: Caller,
  account: string,
  wanted: object,
  answer: Refused<Refusal>,
): Promise<Refused<Refusal>> {
  const detail = { ...wanted, code: answer.error.code };
  const entry = {
    account: caller.user,
    action: 'grant-give',
    object: `account/${account}`,
  } as const;
  await audit(identity, { ...entry, outcome: 'refused', detail });
  return answer;
}

async function give(
  { web, clock }: Identity,
  caller: Caller,
  account: string,
  wanted: WantedGrant,
  ip: string,
): Promise<Result<readonly Omit<GrantRow, 'nodeName'>[], Refusal>> {
  return withScope(web, caller, async (client) => {
    const found = await accountById(client, account);
    if (!found) return refuse({ code: 'not-visible' });
    if (account === caller.user) return refuse({ code: 'own-account' });
    const keys = await nodeKeysOf(client, wanted.nodeKind, wanted.node);
    const fault = grantFault(caller.grants, wanted, keys);
    if (fault) return refuse({ code: 'beyond-own' });
    if (!mayHoldTogether([...found.roles, wanted.role])) return refuse({ code: 'excluded-roles' });
    const id = newId('GR');
    const made = { by: caller.user, at: clock() };
    await insertGrant(client, account, { ...wanted, id }, made);
    const entry = { account: caller.user, action: 'grant-give', outcome: 'done', ip } as const;
    const object = `account/${account}`;
    await note(client, made.at, { ...entry, object, detail: { ...wanted, grant: id } });
    return ok(await grantsOf(client, account));
  });
}

/** Gives a grant that lies within one of the caller's own, by role, node, lines and dates. */
export async function giveGrant(
  identity: Identity,
  caller: Caller,
  account: string,
  wanted: WantedGrant,
  ip: string,
): Promise<Result<{ readonly grants: GrantRow[] }, Refusal>> {
  let given: Awaited<ReturnType<typeof give>>;
  try {
    given = await give(identity, caller, account, wanted, ip);
  } catch (error) {
    given = refusalOf(error);
  }
  if (!given.ok) return refused(identity, caller, account, wanted, given);
  return ok({ grants: await named(identity, given.value) });
}

/** Whoever could give it may take it back; its dates play no part. */
export async function takeBack(
  { web, clock }: Identity,
  caller: Caller,
  id: string,
  ip: string,
): Promise<Refused<Refusal> | null> {
  return withScope(web, caller, async (client) => {
    const grant = await grantById(client, id);
    if (!grant) return refuse({ code: 'not-visible' });
    if (grant.account === caller.user) return refuse({ code: 'own-account' });
    const keys = await nodeKeysOf(client, grant.nodeKind, grant.node);
    const dateless = caller.grants.map((own) => ({ ...own, from: '0001-01-01', until: null }));
    if (grantFault(dateless, grant, keys)) return refuse({ code: 'beyond-own' });
    const at = clock();
    if (!(await revokeGrant(client, id, caller.user, new Date(at)))) {
      return refuse({ code: 'beyond-own' });
    }
    const entry = { account: caller.user, action: 'grant-revoke', outcome: 'done', ip } as const;
    const { role, nodeKind, node } = grant;
    const object = `account/${grant.account}`;
    await note(client, at, { ...entry, object, detail: { grant: id, role, nodeKind, node } });
    return null;
  });
}

/** Nodes that the caller's grants reach, by a part of the name or the beginning of the code. */
export async function nodesWithin(
  { owner }: Identity,
  caller: Caller,
  kind: NodeKind,
  q: string,
): Promise<{ node: string; name: string }[]> {
  return findNodes(owner, kind, q, caller.adminKeys ?? []);
}
