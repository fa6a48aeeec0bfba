import { order, type Queryable } from '../../../platform/db/index.ts';
import type { AssignmentOrder, AssignmentState } from '../model.ts';

export interface AssignmentRow {
  readonly id: string;
  readonly clause: string;
  readonly title: string;
  readonly text: string;
  readonly division: string | null;
  readonly statuses: readonly string[];
  readonly as_of: string;
  readonly due: string;
  readonly minutes: number;
  readonly issuer: string;
  readonly issuer_name: string;
  readonly author_name: string;
  readonly made_at: Date;
  readonly state: AssignmentState;
  readonly ended_on: string | null;
  readonly reason: string | null;
  readonly version: number;
  /** Of the objects that the caller sees. */
  readonly objects: number;
  readonly done: number;
  readonly given: boolean;
  readonly may_write: boolean;
}

const COLUMNS = `t.id, t.clause, t.title, t.text, t.division, t.statuses, t.as_of::text, t.due::text, t.minutes, t.issuer,
  t.issuer_name, t.author_name, t.made_at, t.state, t.ended_on::text, t.reason, t.version,
  o.objects, o.done, t.keys && (select identity.my_keys()) given, t.keys && (select identity.my_write_keys()) may_write`;
const FROM = `from assignments.assignment t cross join lateral (
    select count(*)::int objects, count(done_on)::int done from assignments.object o where o.assignment = t.id) o`;

export interface ListAsked {
  readonly given: boolean;
  readonly state: AssignmentState | null;
  readonly clause: string | null;
  readonly text: string | null;
  /** Given by the end of this day. */
  readonly asOf: string;
  readonly sort: AssignmentOrder;
  readonly after: readonly string[] | null;
}

const { day, down, moment, up, uuid } = order;
const MADE = [moment('t.made_at'), uuid('t.id')];
const DUE = [day('t.due'), uuid('t.id')];

export const assignmentOrdersIn: order.ListOrders<AssignmentOrder> = {
  ...{ '-made': down(...MADE), made: up(...MADE) },
  ...{ due: up(...DUE), '-due': down(...DUE) },
};

export async function assignmentPage(
  db: Queryable,
  { given, state, clause, text, asOf, sort, after }: ListAsked,
  limit: number,
): Promise<(AssignmentRow & { readonly place: string[] })[]> {
  const by = assignmentOrdersIn[sort];
  const { rows } = await db.query<AssignmentRow & { place: string[] }>(
    `select ${COLUMNS}, ${order.placeIn(by)} place ${FROM} where (t.keys && (select identity.my_keys())) = $1 and ($2::text is null or t.state = $2)
       and ($3::text is null or t.clause = $3) and ($4::text is null or t.title ilike $4) and t.as_of <= $5::date
       ${after ? `and ${order.beyond(by, 7)}` : ''} order by ${order.orderBy(by)} limit $6`,
    [
      ...[given, state, clause],
      text === null ? null : `%${text.replaceAll(/[\\%_]/g, (c) => `\\${c}`)}%`,
      ...[asOf, limit, ...(after ?? [])],
    ],
  );
  return rows;
}

export async function assignmentById(db: Queryable, id: string): Promise<AssignmentRow | null> {
  const { rows } = await db.query<AssignmentRow>(`select ${COLUMNS} ${FROM} where t.id = $1`, [id]);
  return rows[0] ?? null;
}

export interface NewObject {
  readonly subject: string;
  readonly trigger: string | null;
  readonly period: string | null;
  readonly name: string;
  readonly due: string | null;
  readonly owner: string;
  readonly owner_name: string;
  readonly roles: readonly string[];
  readonly keys: readonly string[];
}

export interface NewAssignment {
  readonly id: string;
  readonly clause: string;
  readonly title: string;
  readonly text: string;
  readonly division: string | null;
  readonly status: string;
  readonly asOf: string;
  readonly due: string;
  readonly minutes: number;
  readonly issuer: string;
  readonly issuerName: string;
  readonly keys: readonly string[];
  readonly author: string;
  readonly authorName: string;
  readonly at: Date;
  readonly objects: readonly NewObject[];
}

export async function insertAssignment(db: Queryable, task: NewAssignment): Promise<void> {
  const { id, clause, title, text, division, status, asOf, due, minutes } = task;
  await db.query(
    `insert into assignments.assignment (id, clause, title, text, division, statuses, as_of, due, minutes, issuer, issuer_name,
       keys, author, author_name, made_at)
     values ($1, $2, $3, $4, $5, $6, $7::date, $8::date, $9, $10, $11, $12, $13, $14, $15)`,
    [
      ...[id, clause, title, text, division, [status], asOf, due, minutes],
      ...[task.issuer, task.issuerName, task.keys, task.author, task.authorName, task.at],
    ],
  );
  await db.query(
    `insert into assignments.object (assignment, no, subject, trigger, period, name, duty_due, owner, owner_name, roles, keys, issuer_keys)
     select $1, row_number() over (), x.subject, x.trigger, x.period, x.name, x.due, x.owner, x.owner_name, x.roles, x.keys, $3
     from jsonb_to_recordset($2::jsonb) as x(subject text, trigger text, period text, name text, due date, owner text,
       owner_name text, roles text[], keys text[])`,
    [id, JSON.stringify(task.objects), task.keys],
  );
}

/** False: it is at another version by now, or has ended. */
export async function withdraw(
  db: Queryable,
  id: string,
  version: number,
  by: { readonly account: string; readonly reason: string; readonly day: string },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update assignments.assignment set state = 'withdrawn', ended_on = $3::date, withdrawn_by = $4, reason = $5, version = version + 1
     where id = $1 and version = $2 and state = 'open'`,
    [id, version, by.day, by.account, by.reason],
  );
  return rowCount === 1;
}

/** Addressees of a task. */
export async function ownersOf(db: Queryable, id: string): Promise<string[]> {
  const { rows } = await db.query<{ owner: string }>(
    'select distinct owner from assignments.object where assignment = $1',
    [id],
  );
  return rows.map(({ owner }) => owner);
}
