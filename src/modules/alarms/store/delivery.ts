import type { Queryable } from '../../../platform/db/index.ts';

export interface NewDelivery {
  readonly key: string;
  readonly alarm: string;
  readonly incident: string | null;
  readonly enterprise: string;
  readonly why: string;
  readonly rung: string;
  readonly node: string;
  readonly channel: string;
  readonly recipient: string | null;
  readonly shown: string | null;
  readonly content: unknown;
  readonly state: string;
  readonly failed: string | null;
}

/** Once for each key, whatever is restarted. */
export async function insertDelivery(db: Queryable, one: NewDelivery, now: Date): Promise<void> {
  const { key, alarm, incident, enterprise, why, rung, node, channel, recipient, shown } = one;
  await db.query(
    `insert into alarms.delivery (key, alarm, incident, enterprise, why, rung, node, channel, recipient, shown, content,
       state, failed, made_at, next_at, done_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $14,
       case when $12 = 'waiting' then null else $14::timestamptz end) on conflict do nothing`,
    [
      ...[key, alarm, incident, enterprise, why, rung, node, channel, recipient, shown],
      ...[JSON.stringify(one.content), one.state, one.failed, now],
    ],
  );
}

export interface Begun {
  readonly id: string;
  readonly key: string;
  readonly alarm: string;
  readonly enterprise: string;
  readonly rung: string;
  readonly channel: string;
  readonly recipient: string | null;
  readonly content: unknown;
  readonly tries: number;
  readonly made_at: Date;
  /** Somebody still has to answer, or to do something: otherwise nothing is said any more. */
  readonly needed: boolean;
}

/** Begins tries that are due; until `lease` nobody else does. */
export async function beginDeliveries(
  db: Queryable,
  now: Date,
  lease: Date,
  limit: number,
): Promise<readonly Begun[]> {
  const { rows } = await db.query<Begun>(
    `with due as (select id from alarms.delivery where state = 'waiting' and next_at <= $1
       order by next_at limit $3 for update skip locked)
     update alarms.delivery d set next_at = $2, tries = d.tries + 1 from due where d.id = due.id
     returning d.id::text, d.key, d.alarm, d.enterprise, d.rung, d.channel, d.recipient, d.content, d.tries, d.made_at,
       exists (select from alarms.alarm a where (a.id = d.alarm or a.incident = d.incident)
         and case d.why when 'unanswered' then a.state in ('unacknowledged', 'returnedUnacknowledged')
           else a.state in ('acknowledged', 'returned') and a.handled_at is null and coalesce(a.verdict, 'real') = 'real'
         end) needed`,
    [now, lease, limit],
  );
  return rows;
}

export interface Ended {
  readonly state: 'waiting' | 'sent' | 'givenUp' | 'dropped';
  readonly failed: string | null;
  /** When it is tried again, or when it ended. */
  readonly at: Date;
}

export async function endDelivery(
  db: Queryable,
  id: string,
  { state, failed, at }: Ended,
): Promise<void> {
  await db.query(
    `update alarms.delivery set state = $2, failed = $3,
       next_at = case when $2 = 'waiting' then $4::timestamptz else next_at end,
       done_at = case when $2 = 'waiting' then null else $4::timestamptz end
     where id = $1 and state = 'waiting'`,
    [id, state, failed, at],
  );
}

export interface DeliveryRow {
  readonly rung: string;
  readonly channel: string;
  readonly shown: string | null;
  readonly state: string;
  readonly tries: number;
  readonly failed: string | null;
  readonly made_at: Date;
  readonly next_at: Date;
  readonly done_at: Date | null;
}

/** Of an alarm and its incident, the newest first. */
export async function deliveriesOf(
  db: Queryable,
  alarm: string,
  incident: string | null,
  most = 100,
): Promise<readonly DeliveryRow[]> {
  const { rows } = await db.query<DeliveryRow>(
    `select rung, channel, shown, state, tries, failed, made_at, next_at, done_at from alarms.delivery
     where alarm = $1 or incident = $2 order by made_at desc, id limit $3`,
    [alarm, incident, most],
  );
  return rows;
}
