import type { Moment } from '../../../kernel/calendar.ts';
import type { NodeKind } from '../../../law/roles.ts';
import type { Queryable } from '../../../platform/db/index.ts';
import type { AccountStatus, Grant, OrganisationKind } from '../model.ts';

/** Who makes something, and when. */
export interface Made {
  readonly by: string;
  readonly at: Moment;
}

export interface NewOrganisation {
  readonly id: string;
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly parent: string | null;
  readonly nodeKind: NodeKind;
  readonly node: string;
}

export async function insertOrganisation(
  db: Queryable,
  made: NewOrganisation,
  { by, at }: Made,
): Promise<void> {
  const { id, name, kind, parent, nodeKind, node } = made;
  await db.query(
    `insert into identity.organisation (id, name, kind, parent, node_kind, node, keys, made_at, made_by)
     values ($1, $2, $3, $4, $5, $6, identity.node_keys($5, $6), $7, $8)`,
    [id, name, kind, parent, nodeKind, node, new Date(at), by],
  );
}

/** The organisation that stands for a node, the oldest where there are many. */
export async function organisationAt(
  db: Queryable,
  nodeKind: NodeKind,
  node: string,
): Promise<string | null> {
  const { rows } = await db.query<{ id: string }>(
    'select id from identity.organisation where node_kind = $1 and node = $2 order by made_at, id limit 1',
    [nodeKind, node],
  );
  return rows[0]?.id ?? null;
}

/** Where organisations lie, worked out anew: after divisions or enterprises moved. */
export async function placeOrganisations(db: Queryable): Promise<void> {
  await db.query(
    `update identity.organisation o set keys = k.keys
     from (select id, identity.node_keys(node_kind, node) keys from identity.organisation) k
     where k.id = o.id and k.keys <> o.keys`,
  );
}

export interface NewAccount {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly organisation: string;
  readonly phone: string | null;
  readonly demo: boolean;
}

export async function insertAccount(
  db: Queryable,
  made: NewAccount,
  { by, at }: Made,
): Promise<void> {
  const { id, login, name, organisation, phone, demo } = made;
  await db.query(
    `insert into identity.account (id, login, name, organisation, phone, status, demo, made_at, made_by)
     values ($1, $2, $3, $4, $5, 'active', $6, $7, $8)`,
    [id, login, name, organisation, phone, demo, new Date(at), by],
  );
}

export async function insertGrant(
  db: Queryable,
  account: string,
  grant: Grant,
  { by, at }: Made,
): Promise<void> {
  const { id, role, nodeKind, node, lines, from, until } = grant;
  await db.query(
    `insert into identity.role_grant (id, account, role, node_kind, node, lines, valid_from, valid_until, granted_by, granted_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [id, account, role, nodeKind, node, lines, from, until, by, new Date(at)],
  );
}

export async function accountByLogin(
  db: Queryable,
  login: string,
): Promise<{ readonly id: string; readonly status: AccountStatus } | null> {
  const { rows } = await db.query<{ id: string; status: AccountStatus }>(
    'select id, status from identity.account where lower(login) = lower($1)',
    [login],
  );
  return rows[0] ?? null;
}
