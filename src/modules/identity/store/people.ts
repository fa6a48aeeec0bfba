import type { Queryable } from '../../../platform/db/index.ts';
import type { AccountRow, AccountStatus, GrantRow, OrganisationRow } from '../model.ts';

/** Asked in the scope of an administrator or delegator: row-level security says whom he sees. */

export interface Listed {
  readonly q: string | null;
  readonly after: string | null;
  readonly limit: number;
}

const ORGANISATION = `select o.id, o.name, o.kind, o.parent, p.name "parentName", o.node_kind "nodeKind", o.node, o.version,
  (select count(*)::int from identity.account a where a.organisation = o.id) accounts
  from identity.organisation o left join identity.organisation p on p.id = o.parent`;

/** By name; a cursor is name and id, since names repeat. */
export async function listOrganisations(
  db: Queryable,
  { q, after, limit }: Listed,
): Promise<OrganisationRow[]> {
  const { rows } = await db.query<OrganisationRow>(
    `${ORGANISATION} where ($1::text is null or strpos(lower(o.name), lower($1)) > 0)
       and ($2::text is null or o.name || chr(31) || o.id > $2) order by o.name || chr(31) || o.id limit $3`,
    [q, after, limit],
  );
  return rows;
}

export const organisationEnd = ({ name, id }: OrganisationRow): string => `${name}\u001f${id}`;

export async function organisationById(db: Queryable, id: string): Promise<OrganisationRow | null> {
  const { rows } = await db.query<OrganisationRow>(`${ORGANISATION} where o.id = $1`, [id]);
  return rows[0] ?? null;
}

/** False: another version stands, or it is not his. */
export async function renameOrganisation(
  db: Queryable,
  id: string,
  version: number,
  name: string,
): Promise<boolean> {
  const { rowCount } = await db.query(
    'update identity.organisation set name = $3, version = version + 1 where id = $1 and version = $2',
    [id, version, name],
  );
  return rowCount === 1;
}

const ROLES = `array(select distinct g.role from identity.role_grant g where g.account = a.id and g.revoked_at is null
  and (g.valid_until is null or g.valid_until >= current_date) order by 1)`;

const ACCOUNT = `select a.id, a.login, a.name, a.organisation, coalesce(o.name, '') "organisationName",
  case when a.phone is null then null else left(a.phone, 3) || '****' || right(a.phone, 2) end phone,
  a.status, a.demo, a.version, ${ROLES} roles
  from identity.account a left join identity.organisation o on o.id = a.organisation`;

export interface AccountFilter extends Listed {
  readonly status: AccountStatus | null;
  readonly role: string | null;
  readonly organisation: string | null;
}

export async function listAccounts(db: Queryable, filter: AccountFilter): Promise<AccountRow[]> {
  const { q, after, limit, status, role, organisation } = filter;
  const { rows } = await db.query<AccountRow>(
    `${ACCOUNT} where ($1::text is null or strpos(lower(a.login), lower($1)) > 0 or strpos(a.name, $1) > 0)
       and ($2::text is null or lower(a.login) > $2) and ($4::text is null or a.status = $4)
       and ($5::text is null or $5 = any(${ROLES})) and ($6::text is null or a.organisation = $6)
     order by lower(a.login) limit $3`,
    [q, after, limit, status, role, organisation],
  );
  return rows;
}

export async function accountById(db: Queryable, id: string): Promise<AccountRow | null> {
  const { rows } = await db.query<AccountRow>(`${ACCOUNT} where a.id = $1`, [id]);
  return rows[0] ?? null;
}

export async function phoneOf(db: Queryable, id: string): Promise<string | null> {
  const { rows } = await db.query<{ phone: string | null }>(
    'select phone from identity.account where id = $1',
    [id],
  );
  return rows[0]?.phone ?? null;
}

export interface AccountChange {
  readonly name?: string | undefined;
  readonly phone?: string | null | undefined;
  readonly organisation?: string | undefined;
  readonly status?: AccountStatus | undefined;
}

/** False: another version stands, or he may not change it. */
export async function updateAccount(
  db: Queryable,
  id: string,
  version: number,
  set: AccountChange,
): Promise<boolean> {
  const { name = null, phone, organisation = null, status = null } = set;
  const { rowCount } = await db.query(
    `update identity.account set name = coalesce($3, name), phone = case when $4 then $5 else phone end,
       organisation = coalesce($6, organisation), status = coalesce($7, status), version = version + 1
     where id = $1 and version = $2`,
    [id, version, name, phone !== undefined, phone ?? null, organisation, status],
  );
  return rowCount === 1;
}

export async function grantsOf(
  db: Queryable,
  account: string,
): Promise<Omit<GrantRow, 'nodeName'>[]> {
  const { rows } = await db.query<Omit<GrantRow, 'nodeName'>>(
    `select g.id, g.role, g.node_kind "nodeKind", g.node, g.lines, g.valid_from::text "from", g.valid_until::text "until",
       coalesce(b.login, g.granted_by) "grantedBy", to_char(g.granted_at, 'YYYY-MM-DD HH24:MI') "grantedAt",
       to_char(g.revoked_at, 'YYYY-MM-DD HH24:MI') "revokedAt"
     from identity.role_grant g left join identity.account b on b.id = g.granted_by
     where g.account = $1 order by g.revoked_at is not null, g.granted_at, g.id`,
    [account],
  );
  return rows;
}

export interface KeptGrant extends Omit<GrantRow, 'nodeName'> {
  readonly account: string;
}

export async function grantById(db: Queryable, id: string): Promise<KeptGrant | null> {
  const { rows } = await db.query<KeptGrant>(
    `select id, account, role, node_kind "nodeKind", node, lines, valid_from::text "from", valid_until::text "until"
     from identity.role_grant where id = $1 and revoked_at is null`,
    [id],
  );
  return rows[0] ?? null;
}

export async function revokeGrant(
  db: Queryable,
  id: string,
  by: string,
  at: Date,
): Promise<boolean> {
  const { rowCount } = await db.query(
    'update identity.role_grant set revoked_at = $2, revoked_by = $3 where id = $1 and revoked_at is null',
    [id, at, by],
  );
  return rowCount === 1;
}

/**
 * The keys under which lies what a grant of the node lets see, one list a record: a park has
 * enterprises of other lines and divisions than its own.
 */
export async function nodeKeysOf(
  db: Queryable,
  nodeKind: string,
  node: string,
): Promise<readonly (readonly string[])[]> {
  const { rows } = await db.query<{ own: string[]; park: string[][] }>(
    `select identity.node_keys($1, $2) own,
       case $1 when 'park' then identity.park_keys($2) else '[]' end park`,
    [nodeKind, node],
  );
  return rows.flatMap(({ own, park }) => [own, ...park]);
}
