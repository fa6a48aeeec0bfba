import type { Moment } from '../../../kernel/calendar.ts';
import type { Pool } from '../../../platform/db/transaction.ts';
import type { FeedName, PlaceOfTag } from '../rules/feeds.ts';

/** A connection on record (数据接入). */
export interface FeedRow extends FeedName {
  readonly id: string;
  readonly connected: boolean;
  readonly uptime: number | null;
  readonly seen: Date | null;
}

export interface Firm {
  readonly id: string;
  readonly industry: readonly string[];
  /** Within which its facts are stated. */
  readonly keys: readonly string[];
}

export async function firmsOf(
  owner: Pool,
  ids: readonly string[],
  at: Moment,
): Promise<ReadonlyMap<string, Firm>> {
  const { rows } = await owner.query<{ id: string; industry: string[] | null; keys: string[] }>(
    `select e.id, e."industry" industry, k.keys from rec.enterprise e
       join identity.record_scope r on r.subject = 'enterprise/' || e.id
       join identity.anchor k on k.id = r.anchor
     where e.id = any($2) and e.vf <= $1 and $1 < e.vt and e.live`,
    [new Date(at), ids],
  );
  return new Map(rows.map((row) => [row.id, { ...row, industry: row.industry ?? [] }]));
}

/** Of places: the installation and the key unit that each belongs to. */
export async function unitsOf(
  owner: Pool,
  ids: readonly string[],
  at: Moment,
): Promise<ReadonlyMap<string, Pick<PlaceOfTag, 'majorHazard' | 'keyUnit'>>> {
  const { rows } = await owner.query<{
    id: string;
    majorHazard: string | null;
    keyUnit: string | null;
  }>(
    `with recursive up as (
       select p.id, p.id as above, 0 as steps from unnest($2::text[]) p(id)
       union all
       select up.id, f."parentFacility", up.steps + 1 from up
         join rec.facility f on f.id = up.above and f.vf <= $1 and $1 < f.vt and f.live
       where f."parentFacility" is not null and up.steps < 8)
     select u.id, (array_agg(f.id order by u.steps) filter (where f."majorHazard"))[1] "majorHazard",
       (array_agg(f.id order by u.steps) filter (where f."keyProcessUnit"))[1] "keyUnit"
     from up u join rec.facility f on f.id = u.above and f.vf <= $1 and $1 < f.vt and f.live
     group by u.id`,
    [new Date(at), ids],
  );
  return new Map(rows.map(({ id, ...units }) => [id, units]));
}

export async function feedsOnRecord(
  owner: Pool,
  enterprises: readonly string[],
  at: Moment,
): Promise<readonly FeedRow[]> {
  const { rows } = await owner.query<FeedRow>(
    `select w.id, w."enterprise", w."facility", w."kind", w."target", w."connected",
       w."uptime"::double precision uptime, w."lastSeenAt" seen
     from rec."dataFeed" w where w."enterprise" = any($2) and w.vf <= $1 and $1 < w.vt and w.live
     order by w.id`,
    [new Date(at), enterprises],
  );
  return rows;
}

/** Hours in which rows of a gateway were stored, in ms, since a moment; `first`: of all time. */
export async function hoursOf(
  owner: Pool,
  since: Moment,
): Promise<ReadonlyMap<number, { readonly first: number; readonly hours: readonly number[] }>> {
  const { rows } = await owner.query<{ gateway: number; first: number; hours: number[] | null }>(
    `select gateway, extract(epoch from min(hour))::double precision * 1000 as first,
       array_agg(distinct extract(epoch from hour)::double precision * 1000)
         filter (where hour >= $1) hours
     from live.outcome_count where outcome = 'accepted' group by gateway`,
    [new Date(since)],
  );
  return new Map(rows.map(({ gateway, first, hours }) => [gateway, { first, hours: hours ?? [] }]));
}

/** From here on these records are stated by live monitoring alone. */
export async function claimFeeds(owner: Pool, ids: readonly string[]): Promise<void> {
  await owner.query(
    `insert into live.feed (record) select unnest($1::text[]) on conflict do nothing`,
    [ids],
  );
}
