import type { Queryable } from '../../../platform/db/index.ts';

export interface NodeName {
  readonly kind: string;
  readonly node: string;
  readonly name: string | null;
  /** A division with divisions below it: 含乡镇, 含各县区. */
  readonly below: string | null;
}

/**
 * Names of nodes of scope, for whoever holds grants at them: read by the owner, since an
 * administrator sees no business record, and yet the name of his own division.
 */
export async function nodeNames(
  db: Queryable,
  nodes: readonly { readonly kind: string; readonly node: string }[],
): Promise<NodeName[]> {
  const { rows } = await db.query<NodeName>(
    `select n.kind, n.node, coalesce(j."name", p."name", e."name", o."name") as name,
       (select min(b."level") from rec.jurisdiction b where n.kind = 'division' and b."parent" = n.node and b.vt = 'infinity') below
     from unnest($1::text[], $2::text[]) n(kind, node)
       left join rec.jurisdiction j on n.kind = 'division' and j.id = n.node and j.vt = 'infinity'
       left join rec.park p on n.kind = 'park' and p.id = n.node and p.vt = 'infinity'
       left join rec.enterprise e on n.kind = 'enterprise' and e.id = n.node and e.vt = 'infinity'
       left join rec.organisation o on n.kind = 'organisation' and o.id = n.node and o.vt = 'infinity'`,
    [nodes.map(({ kind }) => kind), nodes.map(({ node }) => node)],
  );
  return rows;
}
