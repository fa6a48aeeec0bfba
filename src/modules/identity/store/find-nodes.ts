import type { NodeKind } from '../../../law/roles.ts';
import type { Queryable } from '../../../platform/db/index.ts';
import { tableOf } from '../../records/index.ts';

const TYPES: Readonly<Record<NodeKind, string>> = {
  division: 'jurisdiction',
  park: 'park',
  enterprise: 'enterprise',
  organisation: 'organisation',
};
const MOST = 20;

/**
 * Nodes within the keys of whoever gives grants, by name or code. Read by the owner: an
 * administrator sees no record of an enterprise, and yet the names that his grants may carry.
 */
export async function findNodes(
  db: Queryable,
  kind: NodeKind,
  q: string,
  within: readonly string[],
): Promise<{ node: string; name: string }[]> {
  const { rows } = await db.query<{ node: string; name: string }>(
    `select r.id node, r."name" as name from ${tableOf(TYPES[kind])} r
     where r.vt = 'infinity' and r.live and ($1 = '' or strpos(r."name", $1) > 0 or r.id like replace($1, '%', '') || '%')
       and identity.node_keys($2, r.id) && $3::text[]
     order by r.id limit ${MOST}`,
    [q, kind, within],
  );
  return rows;
}
