import type { NodeKind } from '../../../law/roles.ts';
import type { Queryable } from '../../../platform/db/index.ts';

export interface DemoNode {
  readonly place: string;
  readonly kind: NodeKind;
  readonly node: string;
  readonly name: string;
}

/**
 * Nodes of the made-up city that show something: the city; the county with the most enterprises; of
 * its enterprises one with a major hazard installation and hazards; the township and the park with
 * the most enterprises; a contractor.
 */
const NODES = `with firm as (
  select e.id, e."name", e."jurisdiction" j, e."park" park,
    (select count(*) from rec.facility f where f."enterprise" = e.id and f.vt = 'infinity' and f."majorHazard") units,
    (select count(*) from rec.hazard h where h."enterprise" = e.id and h.vt = 'infinity') hazards
  from rec.enterprise e where e.vt = 'infinity' and e.live),
division as (select j.id, j."name", j."level", j."parent" from rec.jurisdiction j where j.vt = 'infinity' and j.live),
city as (select * from division where "level" = 'city' order by id limit 1),
county as (select d.*, (select count(*) from firm join rec.division_above a on a.id = firm.j and a.vt = 'infinity' and a.above = d.id) n
  from division d where d."level" = 'county' and d."parent" = (select id from city) order by n desc, id limit 1),
township as (select d.*, (select count(*) from firm where firm.j = d.id) n
  from division d where d."parent" = (select id from county) order by n desc, id limit 1),
park as (select p.id, p."name", (select count(*) from firm where firm.park = p.id) n from rec.park p
  where p.vt = 'infinity' and p.live order by n desc, id limit 1),
enterprise as (select firm.* from firm join rec.division_above a on a.id = firm.j and a.vt = 'infinity' and a.above = (select id from county)
  order by units > 0 desc, hazards desc, firm.id limit 1),
body as (select o.id, o."name" from rec.organisation o where o.vt = 'infinity' and o.live
  order by o."kind" = 'contractor' desc, o.id limit 1)
select 'city' place, 'division' kind, id node, "name" as name from city
union all select 'county', 'division', id, "name" from county
union all select 'township', 'division', id, "name" from township
union all select 'park', 'park', id, "name" from park
union all select 'enterprise', 'enterprise', id, "name" from enterprise
union all select 'body', 'organisation', id, "name" from body`;

export async function demoNodes(db: Queryable): Promise<DemoNode[]> {
  const { rows } = await db.query<DemoNode>(NODES);
  return rows;
}
