import type { Moment } from '../../../kernel/calendar.ts';
import type { Queryable } from '../../../platform/db/index.ts';
import type { Grant } from '../model.ts';

/** A session with all that follows from it; moments in milliseconds. */
export interface SessionFacts {
  readonly id: string;
  readonly madeAt: Moment;
  readonly seenAt: Moment;
  readonly locked: boolean;
  readonly secondFactor: boolean;
  readonly account: string;
  readonly login: string;
  readonly name: string;
  readonly organisation: string;
  readonly demo: boolean;
  readonly locale: 'zh' | 'en';
  readonly typeSize: 'standard' | 'large';
  readonly mustChange: boolean;
  readonly changedAt: Moment;
  readonly enrolled: boolean;
  readonly foreign: boolean;
  readonly grants: readonly Grant[];
}

const MS = (column: string): string => `(extract(epoch from ${column}) * 1000)::float8`;

/** Null: no such session, or it has ended, or its account may not sign in. */
export async function sessionFacts(
  db: Queryable,
  id: string,
  today: string,
): Promise<SessionFacts | null> {
  const { rows } = await db.query<SessionFacts>(
    `select s.id, ${MS('s.made_at')} "madeAt", ${MS('s.seen_at')} "seenAt", s.locked, s.second_factor "secondFactor",
       a.id account, a.login, a.name, o.name organisation, a.demo, a.locale, a.type_size "typeSize",
       c.must_change "mustChange", ${MS('c.changed_at')} "changedAt", c.totp is not null enrolled, s.vouched "foreign",
       coalesce((select json_agg(json_build_object('id', g.id, 'role', g.role, 'nodeKind', g.node_kind, 'node', g.node,
           'lines', g.lines, 'from', g.valid_from, 'until', g.valid_until) order by g.granted_at, g.id)
         from identity.role_grant g where g.account = a.id and g.revoked_at is null
           and g.valid_from <= $2::date and coalesce(g.valid_until >= $2::date, true)), '[]') grants
     from identity.session s join identity.account a on a.id = s.account
       join identity.credential c on c.account = a.id join identity.organisation o on o.id = a.organisation
     where s.id = $1 and s.ended_at is null and a.status = 'active'`,
    [id, today],
  );
  return rows[0] ?? null;
}

export interface NewSession {
  readonly id: string;
  readonly account: string;
  readonly ip: string;
  readonly agent: string;
  readonly secondFactor: boolean;
  readonly vouched: boolean;
}

export async function insertSession(db: Queryable, made: NewSession, now: Moment): Promise<void> {
  await db.query(
    `insert into identity.session (id, account, made_at, seen_at, ip, agent, second_factor, vouched)
     values ($1, $2, $3, $3, $4, $5, $6, $7)`,
    [made.id, made.account, new Date(now), made.ip, made.agent, made.secondFactor, made.vouched],
  );
}

export async function touchSession(db: Queryable, id: string, now: Moment): Promise<void> {
  await db.query('update identity.session set seen_at = greatest(seen_at, $2) where id = $1', [
    id,
    new Date(now),
  ]);
}

export async function setLocked(
  db: Queryable,
  id: string,
  locked: boolean,
  now: Moment,
): Promise<void> {
  await db.query(
    `update identity.session set locked = $2, seen_at = case when $2 then seen_at else $3 end where id = $1`,
    [id, locked, new Date(now)],
  );
}

export async function setSecondFactor(db: Queryable, id: string): Promise<void> {
  await db.query('update identity.session set second_factor = true where id = $1', [id]);
}

/** One of an account's sessions; false: it has none of that id. */
export async function endSession(
  db: Queryable,
  account: string,
  id: string,
  by: string,
  now: Moment,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update identity.session set ended_at = $3, ended_by = $4 where id = $1 and account = $2 and ended_at is null`,
    [id, account, new Date(now), by],
  );
  return rowCount === 1;
}

/** All of an account's but one. */
export async function endSessions(
  db: Queryable,
  account: string,
  but: string | null,
  by: string,
  now: Moment,
): Promise<void> {
  await db.query(
    `update identity.session set ended_at = $3, ended_by = $4
     where account = $1 and ended_at is null and id is distinct from $2`,
    [account, but, new Date(now), by],
  );
}

export interface KeptSession {
  readonly id: string;
  readonly madeAt: Moment;
  readonly seenAt: Moment;
  readonly ip: string;
  readonly agent: string;
  readonly locked: boolean;
}

const MOST_SESSIONS = 100;

/** Open sessions of the account that asks (row-level security), the newest first. */
export async function openSessions(
  db: Queryable,
  account: string,
  since: Moment,
): Promise<KeptSession[]> {
  const { rows } = await db.query<KeptSession>(
    `select id, ${MS('made_at')} "madeAt", ${MS('seen_at')} "seenAt", ip, agent, locked
     from identity.session where account = $1 and ended_at is null and made_at > $2
     order by made_at desc, id limit ${MOST_SESSIONS}`,
    [account, new Date(since)],
  );
  return rows;
}
