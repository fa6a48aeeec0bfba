import type { Moment } from '../../../kernel/calendar.ts';
import type { Queryable } from '../../../platform/db/index.ts';
import type { Alarm, AlarmKind, Hold, Level, Rule, State, Verdict } from '../model.ts';

/** A row of alarms.alarm with the names of what it is about. */
export interface AlarmRecord extends Alarm {
  readonly id: string;
  readonly source: string;
  readonly since: Moment;
  readonly raisedAt: Moment;
  readonly receivedAt: Moment;
  readonly takenAt: Moment;
  readonly climbFrom: Moment;
  readonly judgedAt: Moment | null;
  readonly enterprise: string;
  readonly enterpriseName: string | null;
  readonly facility: string | null;
  readonly facilityName: string | null;
  readonly value: number | null;
  readonly limit: number | null;
  readonly unit: string | null;
  readonly trust: string;
  readonly tags: readonly string[];
  readonly incident: string | null;
  readonly state: State;
  readonly acts: number;
  readonly version: number;
}

export interface Row {
  id: string;
  source: string;
  rule: string;
  since: Date;
  raised_at: Date | null;
  cleared_at: Date | null;
  received_at: Date;
  taken_at: Date;
  climb_from: Date;
  level: string;
  kind: string;
  enterprise: string;
  enterprise_name: string | null;
  facility: string | null;
  facility_name: string | null;
  value: number | null;
  lim: number | null;
  unit: string | null;
  trust: string;
  tags: string[];
  incident: string | null;
  acknowledged_at: Date | null;
  hold: string | null;
  hold_until: Date | null;
  verdict: string | null;
  judged_at: Date | null;
  handled_at: Date | null;
  measure: string | null;
  checked_at: Date | null;
  permit_matched: boolean | null;
  closed_at: Date | null;
  state: string;
  acts: number;
  version: number;
}

/** Columns of an alarm `a`, with names as they stand now. */
export const COLUMNS = `a.id, a.source, a.rule, a.since, a.raised_at, coalesce(a.ended_at, a.superseded_at) cleared_at,
  a.received_at, a.taken_at, a.climb_from, a.level, a.kind, a.enterprise, a.facility, a.value, a.lim, a.unit, a.trust, a.tags, a.incident,
  a.acknowledged_at, a.hold, a.hold_until, a.verdict, a.judged_at, a.handled_at, a.measure, a.checked_at,
  a.permit_matched, a.closed_at, a.state, a.acts, a.version,
  (select e."name" from rec.enterprise e where e.id = a.enterprise and e.vt = 'infinity'
    union all select a.source where a.enterprise = '') enterprise_name,
  (select f."name" from rec.facility f where f.id = a.facility and f.vt = 'infinity') facility_name`;

const moment = (at: Date): Moment => at.getTime() as Moment;
const maybe = (at: Date | null): Moment | null => (at === null ? null : moment(at));

export function recordOf(row: Row): AlarmRecord {
  return {
    ...{ id: row.id, source: row.source, rule: row.rule as Rule, since: moment(row.since) },
    raisedAt: moment(row.raised_at ?? row.since),
    ...{ clearedAt: maybe(row.cleared_at), receivedAt: moment(row.received_at) },
    ...{ takenAt: moment(row.taken_at), climbFrom: moment(row.climb_from) },
    ...{ level: row.level as Level, kind: row.kind as AlarmKind },
    ...{ enterprise: row.enterprise, enterpriseName: row.enterprise_name },
    ...{ facility: row.facility, facilityName: row.facility_name },
    ...{ value: row.value, limit: row.lim, unit: row.unit, trust: row.trust },
    ...{ tags: row.tags, incident: row.incident },
    acknowledgedAt: maybe(row.acknowledged_at),
    ...{ hold: row.hold as Hold | null, holdUntil: maybe(row.hold_until) },
    ...{ verdict: row.verdict as Verdict | null, judgedAt: maybe(row.judged_at) },
    ...{ handledAt: maybe(row.handled_at), measure: row.measure },
    ...{ checkedAt: maybe(row.checked_at), permitMatched: row.permit_matched },
    closedAt: maybe(row.closed_at),
    ...{ state: row.state as State, acts: row.acts, version: row.version },
  };
}

export async function alarmsBy(
  db: Queryable,
  by: { readonly ids: readonly string[] } | { readonly incident: string },
  lock = false,
): Promise<readonly AlarmRecord[]> {
  const [column, value] =
    'ids' in by ? ['a.id = any($1)', by.ids] : ['a.incident = $1', by.incident];
  const { rows } = await db.query<Row>(
    `select ${COLUMNS} from alarms.alarm a where ${column} order by a.since, a.id limit 2000${lock ? ' for update of a' : ''}`,
    [value],
  );
  return rows.map(recordOf);
}

export interface ActRecord {
  readonly alarm: string;
  readonly no: number;
  readonly act: string;
  readonly at: Date;
  readonly from_state: State;
  readonly to_state: State;
  readonly account: string | null;
  readonly name: string | null;
  readonly role: string | null;
  readonly given: Readonly<Record<string, unknown>>;
}

export async function actsOf(db: Queryable, ids: readonly string[]): Promise<readonly ActRecord[]> {
  const { rows } = await db.query<ActRecord>(
    'select * from alarms.act where alarm = any($1) order by at, alarm, no',
    [ids],
  );
  return rows;
}

const date = (at: Moment | null): Date | null => (at === null ? null : new Date(at));

/** An alarm after an act, with the act; false: somebody else was before. */
export async function keepAct(
  db: Queryable,
  before: AlarmRecord,
  after: Alarm & {
    readonly judgedAt: Moment | null;
    readonly climbAt: Moment | null;
    readonly climbFrom: Moment;
  },
  act: Omit<ActRecord, 'no' | 'alarm' | 'from_state'>,
): Promise<boolean> {
  const { rows } = await db.query<{ acts: number }>(
    `update alarms.alarm set acknowledged_at = $3, hold = $4, hold_until = $5, verdict = $6, judged_at = $7,
       handled_at = $8, measure = $9, checked_at = $10, permit_matched = $11, closed_at = $12, climb_at = $13, climb_from = $14,
       acts = acts + 1, version = version + 1
     where id = $1 and acts = $2 returning acts`,
    [
      ...[before.id, before.acts, date(after.acknowledgedAt), after.hold, date(after.holdUntil)],
      ...[after.verdict, date(after.judgedAt), date(after.handledAt), after.measure],
      ...[
        date(after.checkedAt),
        after.permitMatched,
        date(after.closedAt),
        date(after.climbAt),
        date(after.climbFrom),
      ],
    ],
  );
  const acts = rows[0]?.acts;
  if (acts === undefined) return false;
  await db.query(
    `insert into alarms.act (alarm, no, act, at, from_state, to_state, account, name, role, given)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      ...[before.id, acts, act.act, act.at, before.state, act.to_state],
      ...[act.account, act.name, act.role, JSON.stringify(act.given)],
    ],
  );
  return true;
}

/** Keys of scope of an enterprise, within what the caller sees; '': what is the whole city's. */
export async function keysOfEnterprise(db: Queryable, id: string): Promise<readonly string[]> {
  const { rows } = await db.query<{ keys: string[] }>(
    `select a.keys from identity.record_scope s join identity.anchor a on a.id = s.anchor
       where s.subject = 'enterprise/' || $1::text
     union all select array_agg('d:' || j.id || ':' || l) from rec.jurisdiction j
       cross join unnest(array['chem', 'trade']) l
       where $1::text = '' and j."parent" is null and j.vt = 'infinity' and j.live`,
    [id],
  );
  return rows[0]?.keys ?? [];
}
