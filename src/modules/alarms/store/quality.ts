import type { Queryable } from '../../../platform/db/index.ts';

export interface Counted {
  readonly total: number;
  readonly red: number;
  readonly orange: number;
  readonly falses: number;
  readonly judged: number;
  readonly answered: number;
  /** Seconds from receipt to acknowledgement, the median. */
  readonly median: number | null;
  readonly stale: number;
  /** Standing since before the window. */
  readonly standing: number;
  readonly flooded: number;
  readonly chattering: number;
}

const IN = `select * from alarms.alarm a where a.received_at >= $1 and a.received_at < $2`;
/** Three episodes of one rule at one source within a minute. */
const CHATTER = `lead(a.since, 2) over (partition by a.source, a.rule order by a.since) < a.since + interval '1 minute'`;

export async function countQuality(db: Queryable, from: Date, to: Date): Promise<Counted> {
  const { rows } = await db.query<Counted>(
    `with a as (${IN}),
     w as (select count(*) n from a group by floor(extract(epoch from a.received_at) / 600)),
     c as (select a.source, a.rule, ${CHATTER} chatters from a)
     select count(*)::int total, count(*) filter (where level = 'red')::int red,
       count(*) filter (where level = 'orange')::int orange, count(*) filter (where verdict = 'false')::int falses,
       count(*) filter (where verdict is not null)::int judged,
       count(*) filter (where acknowledged_at is not null)::int answered,
       percentile_cont(0.5) within group (order by extract(epoch from acknowledged_at - received_at))
         filter (where acknowledged_at is not null)::double precision median,
       count(*) filter (where coalesce(ended_at, superseded_at, $2) - since > interval '1 day')::int stale,
       (select count(*) from alarms.alarm o where o.received_at < $1 and o.ended_at is null
         and o.superseded_at is null and o.closed_at is null)::int standing,
       (select count(*) from w where n > 10)::int flooded,
       (select count(distinct (source, rule)) from c where chatters)::int chattering
     from a`,
    [from, to],
  );
  const [row] = rows;
  if (!row) throw new Error('a count has a row');
  return row;
}

export interface WorstTag {
  readonly source: string;
  readonly enterprise: string;
  readonly name: string | null;
  readonly alarms: number;
  readonly chattering: number;
  readonly standing: number;
  readonly falses: number;
}

/** The ten sources with the most alarms (最差位号). */
export async function worstTags(db: Queryable, from: Date, to: Date): Promise<readonly WorstTag[]> {
  const { rows } = await db.query<WorstTag>(
    `with a as (${IN}), c as (select a.*, ${CHATTER} chatters from a)
     select c.source, min(c.enterprise) enterprise, count(*)::int alarms,
       (select e."name" from rec.enterprise e where e.id = min(c.enterprise) and e.vt = 'infinity') "name",
       count(*) filter (where chatters)::int chattering,
       count(*) filter (where coalesce(ended_at, superseded_at, $2) - since > interval '1 day')::int standing,
       count(*) filter (where verdict = 'false')::int falses
     from c group by c.source order by alarms desc, c.source limit 10`,
    [from, to],
  );
  return rows;
}
