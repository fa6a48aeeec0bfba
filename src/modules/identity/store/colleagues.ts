import type { Queryable } from '../../../platform/db/index.ts';

export interface Colleague {
  readonly id: string;
  readonly name: string;
}

/** People with a grant in force at a node. Asked by the owner, for somebody who works there. */
export async function colleaguesOf(
  db: Queryable,
  nodeKind: string,
  node: string,
  day: string,
): Promise<Colleague[]> {
  const { rows } = await db.query<Colleague>(
    `select distinct a.id, a.name from identity.account a join identity.role_grant g on g.account = a.id
     where a.status = 'active' and g.node_kind = $1 and g.node = $2 and g.revoked_at is null
       and g.valid_from <= $3::date and (g.valid_until is null or g.valid_until >= $3::date)
     order by a.name, a.id limit 200`,
    [nodeKind, node, day],
  );
  return rows;
}
