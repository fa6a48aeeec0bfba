import type { Moment } from '../../../kernel/calendar.ts';
import type { Queryable } from '../../../platform/db/index.ts';
import { levels } from '../model.ts';
import { type AlarmRecord, COLUMNS, type Row, recordOf } from './alarm.ts';

/** Alarms whose next step by itself is due: they climb, or come back from a hold. */
export async function dueAlarms(db: Queryable, now: Date): Promise<readonly AlarmRecord[]> {
  const { rows } = await db.query<Row>(
    `select ${COLUMNS} from alarms.alarm a where a.id in (
       (select id from alarms.alarm where climb_at <= $1 order by climb_at limit 500) union
       (select id from alarms.alarm where hold_until <= $1 order by hold_until limit 500)) for update of a`,
    [now],
  );
  return rows.map(recordOf);
}

/** Steps of the climb that were taken: `unanswered/county`. */
export async function climbsTaken(
  db: Queryable,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await db.query<{ alarm: string; steps: string[] }>(
    `select c.alarm, array_agg((c.given ->> 'why') || '/' || (c.given ->> 'to')) steps
     from alarms.act c join alarms.alarm a on a.id = c.alarm
     where c.alarm = any($1) and c.act = 'climb' and (c.given ->> 'from')::bigint = extract(epoch from a.climb_from) * 1000
     group by c.alarm`,
    [ids],
  );
  return new Map(rows.map(({ alarm, steps }) => [alarm, steps]));
}

export async function keepClimb(
  db: Queryable,
  alarm: Pick<AlarmRecord, 'id' | 'state' | 'climbFrom'>,
  no: number,
  climb: {
    readonly why: string;
    readonly to: string;
    readonly told: string | null;
    readonly at: Moment;
  },
): Promise<void> {
  await db.query(
    `insert into alarms.act (alarm, no, act, at, from_state, to_state, given) values ($1, $2, 'climb', $3, $4, $4, $5)`,
    [
      alarm.id,
      no,
      new Date(climb.at),
      alarm.state,
      JSON.stringify({ why: climb.why, to: climb.to, told: climb.told, from: alarm.climbFrom }),
    ],
  );
}

/**
 * What was told of an incident: when somebody answered it last, or a hold ended, before the alarm
 * began to climb (ms, 0: nobody did), and whether a worse alarm has taken the same step since.
 */
export async function toldBefore(
  db: Queryable,
  { id, incident, level, climbFrom }: Pick<AlarmRecord, 'id' | 'incident' | 'level' | 'climbFrom'>,
  { why, to }: { readonly why: string; readonly to: string },
): Promise<{ readonly answered: string; readonly worseTold: boolean }> {
  const { rows } = await db.query<{ answered: string; worse: boolean }>(
    `with own as (select c.*, array_position($4::text[], a.level) "rank" from alarms.alarm a join alarms.act c on c.alarm = a.id
       where a.incident = $2 or a.id = $1),
     last as (select max(at) at from own where act in ('acknowledge', 'release') and at <= $3)
     select coalesce(floor(extract(epoch from last.at) * 1000), 0)::text answered,
       exists (select from own where act = 'climb' and "rank" < array_position($4::text[], $5)
         and given ->> 'why' = $6 and given ->> 'to' = $7 and at >= coalesce(last.at, '-infinity')) worse
     from last`,
    [id, incident, new Date(climbFrom), levels, level, why, to],
  );
  const [row] = rows;
  return { answered: row?.answered ?? '0', worseTold: row?.worse ?? false };
}

export async function setClimb(
  db: Queryable,
  id: string,
  acts: number,
  next: Moment | null,
): Promise<void> {
  await db.query(
    'update alarms.alarm set acts = $2, climb_at = $3, version = version + 1 where id = $1',
    [id, acts, next === null ? null : new Date(next)],
  );
}

export interface Node {
  readonly owner: string;
  readonly keys: readonly string[];
}

/** Nodes over an enterprise, by their place in the ladder; over what is the whole city's: the city. */
export async function nodesOver(
  db: Queryable,
  enterprise: string,
): Promise<Readonly<Record<string, Node>>> {
  const { rows } = await db.query<{ rung: string; owner: string; keys: string[] }>(
    `with k as (select unnest(a.keys) k from identity.record_scope s join identity.anchor a on a.id = s.anchor
       where s.subject = 'enterprise/' || $1::text),
     d as (select split_part(k, ':', 2) id, array_agg(k order by k) keys from k where k like 'd:%' group by 1)
     select j."level" rung, 'd:' || d.id owner, d.keys from d join rec.jurisdiction j on j.id = d.id
       and j.vt = 'infinity' where j."level" in ('county', 'city')
     union all select case when k like 'e:%' then 'enterprise' else 'park' end, k, array[k] from k
       where k like 'e:%' or k like 'p:%'
     union all select 'city', 'd:' || j.id, array['d:' || j.id || ':chem', 'd:' || j.id || ':trade']
       from rec.jurisdiction j where $1::text = '' and j."parent" is null and j.vt = 'infinity' and j.live`,
    [enterprise],
  );
  return Object.fromEntries(rows.map(({ rung, owner, keys }) => [rung, { owner, keys }]));
}

export interface ToState extends AlarmRecord {
  /** Within which its facts are stated. */
  readonly keys: readonly string[];
  /** Its facility is on record. */
  readonly known: boolean;
  /** What its enterprise does, by the record. */
  readonly industry: readonly string[];
}

/** Alarms whose facts do not follow them yet. */
export async function toState(db: Queryable): Promise<readonly ToState[]> {
  const { rows } = await db.query<
    Row & { keys: string[] | null; known: boolean; industry: string[] | null }
  >(
    `select ${COLUMNS}, k.keys, exists (select from identity.record_scope s
       where s.subject = 'facility/' || a.facility) known,
       (select w."industry" from rec.enterprise w where w.id = a.enterprise and w.vt = 'infinity') industry
     from alarms.alarm a left join identity.record_scope r on r.subject = 'enterprise/' || a.enterprise
     left join identity.anchor k on k.id = r.anchor
     where a.stated < a.version order by a.id limit 500`,
  );
  return rows.map((row) => ({
    ...recordOf(row),
    ...{ keys: row.keys ?? [], known: row.known, industry: row.industry ?? [] },
  }));
}

export async function markStated(
  db: Queryable,
  alarms: readonly Pick<AlarmRecord, 'id' | 'version'>[],
): Promise<void> {
  await db.query(
    `update alarms.alarm a set stated = n.version from unnest($1::text[], $2::int[]) n(id, version) where a.id = n.id`,
    [alarms.map(({ id }) => id), alarms.map(({ version }) => version)],
  );
}
