import { order, type Queryable } from '../../../platform/db/index.ts';
import type { AlarmFilters, AlarmOrder } from '../model.ts';
import { type AlarmRecord, COLUMNS, type Row, recordOf } from './alarm.ts';

export interface ListOptions {
  readonly filters: AlarmFilters;
  readonly after: readonly string[] | null;
  readonly limit: number;
}

const { down, moment, up, whole, word } = order;
const RECEIVED = [moment('a.received_at'), word('a.id')];
/** As the index `alarm_by_level` has it. */
const RANK = `case a.level when 'red' then 4 when 'orange' then 3 when 'yellow' then 2 else 1 end`;

export const alarmOrdersIn: order.ListOrders<AlarmOrder> = {
  '-received': down(...RECEIVED),
  received: up(...RECEIVED),
  '-level': down(whole(RANK), ...RECEIVED),
};

interface Listed {
  readonly record: AlarmRecord;
  readonly place: readonly string[];
}

export async function listAlarms(
  db: Queryable,
  { filters: f, after, limit }: ListOptions,
): Promise<readonly Listed[]> {
  const by = alarmOrdersIn[f.sort];
  const values: unknown[] = [];
  const parts: string[] = ['true'];
  const add = (sql: string, value: unknown): void => {
    values.push(value);
    parts.push(sql.replaceAll('?', `$${values.length}`));
  };
  if (f.show === 'open') parts.push(`a.state <> 'closed'`);
  if (f.show === 'unacknowledged') {
    parts.push(`a.state in ('unacknowledged', 'returnedUnacknowledged')`);
  }
  if (f.show === 'offline')
    parts.push(`a.state <> 'closed' and a.rule in ('lost', 'gatewayLost', 'brokerLost')`);
  if (f.show === 'bypassed') parts.push(`a.state <> 'closed' and a.rule = 'bypass'`);
  if (f.state) add('a.state = ?', f.state);
  if (f.level) add('a.level = ?', f.level);
  if (f.kind) add('a.kind = ?', f.kind);
  if (f.verdict) add('a.verdict = ?', f.verdict);
  if (f.enterprise) add('a.enterprise = ?', f.enterprise);
  if (f.source) add('a.source = ?', f.source);
  if (f.incident) add('a.incident = ?', f.incident);
  if (f.from) add(`a.received_at >= ?::date::timestamp at time zone 'Asia/Shanghai'`, f.from);
  if (f.to) add(`a.received_at < (?::date + 1)::timestamp at time zone 'Asia/Shanghai'`, f.to);
  if (after) {
    values.push(...after);
    parts.push(order.beyond(by, values.length - after.length + 1));
  }
  values.push(limit);
  const { rows } = await db.query<Row & { place: string[] }>(
    `select ${COLUMNS}, ${order.placeIn(by)} place from alarms.alarm a where ${parts.join(' and ')}
     order by ${order.orderBy(by)} limit $${values.length}`,
    values,
  );
  return rows.map((row) => ({ record: recordOf(row), place: row.place }));
}

export interface IncidentRecord {
  readonly id: string;
  readonly enterprise: string;
  readonly enterprise_name: string | null;
  readonly facility: string | null;
  readonly facility_name: string | null;
  readonly first_at: Date;
  readonly last_at: Date;
  readonly received_at: Date;
  readonly alarms: number;
  readonly sources: number;
  readonly open: number;
  readonly unacknowledged: number;
  readonly active: number;
  /** The worst of those that are open; of all, where none is. */
  readonly level: string;
  readonly lost_data: boolean;
  readonly waiting_since: Date | null;
  /** The first alarm of it (首出). */
  readonly first: string;
  readonly first_source: string;
  /** The one that asks for an answer first. */
  readonly lead: string;
  readonly lead_level: string;
  readonly lead_rule: string;
  readonly lead_kind: string;
  readonly lead_source: string;
  readonly lead_value: number | null;
  readonly lead_limit: number | null;
  readonly lead_unit: string | null;
  readonly lead_trust: string;
  readonly lead_state: string;
  readonly lead_acts: number;
}

const WORST = `(array['red', 'orange', 'yellow', 'blue'])`;
/** Who asks for an answer leads: the worst, of those the one that waits longest; closed ones last. */
const LEADS = `case when a.state in ('unacknowledged', 'returnedUnacknowledged') then 0
    when a.state in ('acknowledged', 'returned') then 1 when a.state <> 'closed' then 2 else 3 end,
  array_position(${WORST}, a.level), a.received_at, a.since, a.id`;

/**
 * Incidents with an alarm that is open, and those that came since: unacknowledged ones first, the
 * worst and then the oldest of them on top.
 */
export async function openIncidents(
  db: Queryable,
  since: Date,
  limit: number,
): Promise<readonly IncidentRecord[]> {
  const { rows } = await db.query<IncidentRecord>(
    `with o as (select distinct a.incident id from alarms.alarm a where a.state <> 'closed'
         and a.state not in ('suppressed', 'outOfService', 'shelved')
       union select i.id from alarms.incident i where i.received_at >= $1),
     s as (select a.incident id, count(*)::int alarms, count(distinct a.source)::int sources,
         count(*) filter (where a.state <> 'closed' and a.hold is null)::int open,
         count(*) filter (where a.state in ('unacknowledged', 'returnedUnacknowledged'))::int unacknowledged,
         count(*) filter (where a.state in ('unacknowledged', 'acknowledged'))::int active,
         coalesce(min(array_position(${WORST}, a.level)) filter (where a.state <> 'closed'),
           min(array_position(${WORST}, a.level))) worst,
         bool_and(a.rule in ('lost', 'gatewayLost', 'gatewayRepeats', 'clockBack', 'brokerLost', 'stuck', 'fault')) lost_data,
         min(a.received_at) filter (where a.state in ('unacknowledged', 'returnedUnacknowledged')) waiting_since
       from alarms.alarm a join o on o.id = a.incident group by a.incident)
     select i.id, i.enterprise, i.facility, i.first_at, i.last_at, i.received_at, s.alarms, s.sources, s.open,
       s.unacknowledged, s.active, ${WORST}[s.worst] "level", s.lost_data, s.waiting_since, f.id "first",
       f.source first_source, l.id lead, l."level" lead_level, l.rule lead_rule, l.kind lead_kind, l.source lead_source,
       l.value lead_value, l.lim lead_limit, l.unit lead_unit, l.trust lead_trust, l.state lead_state, l.acts lead_acts,
       (select e."name" from rec.enterprise e where e.id = i.enterprise and e.vt = 'infinity'
         union all select f.source where i.enterprise = '') enterprise_name,
       (select x."name" from rec.facility x where x.id = i.facility and x.vt = 'infinity') facility_name
     from s join alarms.incident i on i.id = s.id
     cross join lateral (select a.* from alarms.alarm a where a.incident = i.id
       order by a.state = 'closed', a.since, a.id limit 1) f
     cross join lateral (select a.* from alarms.alarm a where a.incident = i.id order by ${LEADS} limit 1) l
     order by s.unacknowledged = 0, s.open = 0, s.worst, s.waiting_since, i.first_at, i.id limit $2`,
    [since, limit],
  );
  return rows;
}

export interface DeskFigures {
  readonly incidents: number;
  readonly unacknowledged: number;
  readonly waiting_since: Date | null;
  readonly offline: number;
  readonly shelved: number;
  readonly red: number;
}

export async function deskFigures(db: Queryable): Promise<DeskFigures | undefined> {
  const { rows } = await db.query<DeskFigures>(
    `select count(distinct incident) filter (where state <> 'closed' and hold is null)::int incidents,
       count(distinct incident) filter (where state in ('unacknowledged', 'returnedUnacknowledged'))::int unacknowledged,
       min(received_at) filter (where state in ('unacknowledged', 'returnedUnacknowledged')) waiting_since,
       count(distinct source) filter (where rule in ('lost', 'gatewayLost', 'brokerLost'))::int offline,
       count(*) filter (where state = 'shelved')::int shelved,
       count(distinct incident) filter (where level = 'red' and hold is null)::int red
     from alarms.alarm where state <> 'closed'`,
  );
  return rows[0];
}

/** When alarms came, newest first: for the flood. */
export async function receivedSince(db: Queryable, since: Date): Promise<readonly Date[]> {
  const { rows } = await db.query<{ at: Date }>(
    `select i.received_at at from alarms.incident i where i.received_at >= $1 order by 1 desc limit 2000`,
    [since],
  );
  return rows.map(({ at }) => at);
}
