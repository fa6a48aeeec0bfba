import type { Queryable } from '../../../platform/db/index.ts';

/** Names that a tag is shown with, within the caller's scope. */
export interface TagNames {
  readonly id: string;
  readonly enterprise: string | null;
  readonly enterpriseName: string | null;
  readonly facility: string | null;
  readonly facilityName: string | null;
  readonly gatewayName: string | null;
}

const there = (t: string): string => `${t}.vf <= $1 and $1 < ${t}.vt and ${t}.live`;

export interface TagsAsked {
  readonly enterprise?: string | undefined;
  readonly facility?: string | undefined;
  readonly gateway?: string | undefined;
  readonly quantity?: string | undefined;
  readonly q?: string | undefined;
  readonly id?: string | undefined;
  /** Of these alone. */
  readonly among?: readonly string[] | undefined;
}

/** A page of tags by their id, within the scope of the transaction. */
export async function listTags(
  db: Queryable,
  at: string,
  asked: TagsAsked,
  after: string,
  limit: number,
): Promise<TagNames[]> {
  const values: unknown[] = [at, after, limit];
  const parts = [there('t'), 't.id > $2'];
  const add = (sql: string, value: string | readonly string[] | undefined): void => {
    if (value === undefined) return;
    values.push(value);
    parts.push(sql.replaceAll('?', `$${values.length}`));
  };
  add('t.id = ?', asked.id);
  add('t.id = any(?)', asked.among);
  add('t.enterprise = ?', asked.enterprise);
  add('t.facility = ?', asked.facility);
  add('t.gateway = ?', asked.gateway);
  add('t.quantity = ?', asked.quantity);
  add('(strpos(t.name, ?) > 0 or strpos(t.code, ?) > 0)', asked.q);
  const { rows } = await db.query<TagNames>(
    `select t.id, t.enterprise, e.name as "enterpriseName", t.facility, f.name as "facilityName",
      g.name as "gatewayName"
    from rec.tag t
      left join rec.enterprise e on e.id = t.enterprise and ${there('e')}
      left join rec.facility f on f.id = t.facility and ${there('f')}
      left join rec.gateway g on g.id = t.gateway and ${there('g')}
    where ${parts.join(' and ')} order by t.id limit $3`,
    values,
  );
  return rows;
}

export interface GatewayNames {
  readonly id: string;
  readonly enterprise: string | null;
  readonly enterpriseName: string | null;
}

/** All that the caller sees, by name; of a division and all below it, where it is asked for. */
export async function gatewaysSeen(
  db: Queryable,
  at: string,
  division: string | null,
): Promise<readonly (GatewayNames & { readonly name: string | null })[]> {
  const { rows } = await db.query<GatewayNames & { name: string | null }>(
    `select g.id, g.name, g.enterprise, e.name as "enterpriseName" from rec.gateway g
      left join rec.enterprise e on e.id = g.enterprise and ${there('e')}
    where ${there('g')} and ($2::text is null or exists (select from rec.division_above d
      where d.id = coalesce(e.jurisdiction, g.jurisdiction) and d.above = $2 and d.vf <= $1 and $1 < d.vt))
    order by g.id`,
    [at, division],
  );
  return rows;
}

export async function listGateways(
  db: Queryable,
  at: string,
  asked: { readonly enterprise?: string | undefined; readonly id?: string | undefined },
  after: string,
  limit: number,
): Promise<GatewayNames[]> {
  const { rows } = await db.query<GatewayNames>(
    `select g.id, g.enterprise, e.name as "enterpriseName" from rec.gateway g
      left join rec.enterprise e on e.id = g.enterprise and ${there('e')}
    where ${there('g')} and g.id > $2 and ($4::text is null or g.enterprise = $4)
      and ($5::text is null or g.id = $5)
    order by g.id limit $3`,
    [at, after, limit, asked.enterprise ?? null, asked.id ?? null],
  );
  return rows;
}
