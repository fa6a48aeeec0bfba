import type { Moment } from '../../../kernel/calendar.ts';
import type { PoolClient, Queryable } from '../../../platform/db/index.ts';
import type { Episode } from '../model.ts';
import type { Incident } from '../rules/incidents.ts';

const TAKE = `hashtext('alarms.take')`;

/**
 * One at a time, of however many processes, until the transaction ends: whoever changes many alarms
 * in an order of their own. Beside it no act begins, which would hold one and wait for another.
 */
export async function alone(client: PoolClient): Promise<void> {
  await client.query(ALONE);
}

/** The same, to begin a transaction with. */
export const ALONE = `select pg_advisory_xact_lock(${TAKE})`;

/** Beside other acts, not beside a taking: those lock the alarms of an incident in its order. */
export async function besideOthers(client: PoolClient): Promise<void> {
  await client.query(`select pg_advisory_xact_lock_shared(${TAKE})`);
}

const BATCH = `with b as (select * from jsonb_to_recordset($1::jsonb) as b(id text, source text, rule text,
  since timestamptz, raised_at timestamptz, ended_at timestamptz, received_at timestamptz, level text, kind text,
  enterprise text, facility text, value double precision, lim double precision, unit text, trust text, tags text[], hold text,
  climb_at timestamptz))`;

export interface NewEpisode extends Episode {
  readonly hold: string | null;
  readonly climbAt: Moment | null;
}

const iso = (at: Moment | null): string | null => (at === null ? null : new Date(at).toISOString());

const json = (episodes: readonly NewEpisode[]): string =>
  JSON.stringify(
    episodes.map(({ raisedAt, endedAt, receivedAt, since, limit, climbAt, ...rest }) => ({
      ...rest,
      ...{ since: iso(since), raised_at: iso(raisedAt), ended_at: iso(endedAt) },
      ...{ received_at: iso(receivedAt), lim: limit, climb_at: iso(climbAt) },
    })),
  );

/** What came later shows that an earlier episode had ended. Gives the ids that changed. */
async function supersede(db: Queryable, batch: string): Promise<void> {
  await db.query(
    `${BATCH}, n as (select a.id, min(b.since) since from b join alarms.alarm a
       on a.source = b.source and a.rule = b.rule and a.since < b.since
         and (a.superseded_at is null or a.superseded_at > b.since) group by a.id)
     update alarms.alarm a set superseded_at = n.since, version = a.version + 1 from n where a.id = n.id`,
    [batch],
  );
}

/** Keeps the episodes of a batch; gives the ids of new alarms, and of known ones that changed. */
export async function keepEpisodes(
  db: Queryable,
  episodes: readonly NewEpisode[],
  now: Date,
): Promise<{ readonly added: readonly string[]; readonly changed: readonly string[] }> {
  const batch = json(episodes);
  await supersede(db, batch);
  const { rows } = await db.query<{ id: string; added: boolean }>(
    `${BATCH}
     insert into alarms.alarm as a (id, source, rule, since, raised_at, ended_at, superseded_at, received_at, taken_at,
       level, kind, enterprise, facility, value, lim, unit, trust, tags, hold, climb_at, climb_from)
     select b.id, b.source, b.rule, b.since, b.raised_at, b.ended_at,
       least((select min(x.since) from b x where x.source = b.source and x.rule = b.rule and x.since > b.since),
         (select min(y.since) from alarms.alarm y where y.source = b.source and y.rule = b.rule and y.since > b.since)),
       b.received_at, $2, b.level, b.kind, b.enterprise, b.facility, b.value, b.lim, b.unit, b.trust, b.tags, b.hold, b.climb_at, b.received_at
     from b
     on conflict (id) do update set
       raised_at = least(a.raised_at, excluded.raised_at), ended_at = least(a.ended_at, excluded.ended_at),
       received_at = least(a.received_at, excluded.received_at), version = a.version + 1,
       (level, kind, enterprise, facility, value, lim, unit, trust, tags) = (select
         case when t then excluded.level else a.level end, case when t then excluded.kind else a.kind end,
         case when t then excluded.enterprise else a.enterprise end, case when t then excluded.facility else a.facility end,
         case when t then excluded.value else a.value end, case when t then excluded.lim else a.lim end,
         case when t then excluded.unit else a.unit end, case when t then excluded.trust else a.trust end,
         case when t then excluded.tags else a.tags end
         from (select excluded.raised_at < coalesce(a.raised_at, 'infinity') t) told)
     where least(a.raised_at, excluded.raised_at) is distinct from a.raised_at
       or least(a.ended_at, excluded.ended_at) is distinct from a.ended_at
     returning a.id, a.xmax = 0 as added`,
    [batch, now],
  );
  return {
    added: rows.filter(({ added }) => added).map(({ id }) => id),
    changed: rows.filter(({ added }) => !added).map(({ id }) => id),
  };
}

/** Incidents of units that are open, or had an alarm since. */
export async function incidentsOf(
  db: Queryable,
  units: readonly string[],
  since: Date,
): Promise<readonly Incident[]> {
  const { rows } = await db.query<{
    id: string;
    unit: string;
    first_at: Date;
    last_at: Date;
    open: boolean;
    sources: string[];
  }>(
    `select i.id, i.unit, i.first_at, i.last_at,
       coalesce(bool_or(a.state <> 'closed'), false) open, coalesce(array_agg(distinct a.source), '{}') sources
     from alarms.incident i join alarms.alarm a on a.incident = i.id
     where i.unit = any($1) and (i.last_at >= $2
       or exists (select from alarms.alarm o where o.incident = i.id and o.state <> 'closed'))
     group by i.id order by i.first_at, i.id`,
    [units, since],
  );
  return rows.map(({ first_at: first, last_at: last, ...rest }) => ({
    ...rest,
    ...{ firstAt: first.getTime() as Moment, lastAt: last.getTime() as Moment },
  }));
}

export interface Placed {
  readonly alarm: string;
  readonly incident: string;
}

/** Keeps incidents and says which alarm belongs to which. */
export async function keepIncidents(
  db: Queryable,
  incidents: readonly Incident[],
  placed: readonly Placed[],
): Promise<void> {
  await db.query(
    `with p as (select * from unnest($5::text[], $6::text[]) p(alarm, incident)), kept as (
     insert into alarms.incident as i (id, unit, enterprise, facility, first_at, last_at, received_at)
     select distinct on (n.id) n.id, n.unit, a.enterprise, a.facility, n.first_at, n.last_at, a.received_at
     from unnest($1::text[], $2::text[], $3::timestamptz[], $4::timestamptz[]) n(id, unit, first_at, last_at)
     join p on p.incident = n.id
     join alarms.alarm a on a.id = p.alarm order by n.id, a.received_at
     on conflict (id) do update set first_at = excluded.first_at, last_at = excluded.last_at)
     update alarms.alarm a set incident = p.incident from p where a.id = p.alarm`,
    [
      ...[incidents.map(({ id }) => id), incidents.map(({ unit }) => unit)],
      ...[incidents.map((i) => new Date(i.firstAt)), incidents.map((i) => new Date(i.lastAt))],
      ...[placed.map(({ alarm }) => alarm), placed.map(({ incident }) => incident)],
    ],
  );
}
