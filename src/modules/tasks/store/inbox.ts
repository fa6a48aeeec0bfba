import { order, type Queryable } from '../../../platform/db/index.ts';
import type { Box, InboxOrder, TodoKind } from '../model.ts';

export interface InboxFilter {
  readonly me: string;
  /** `d:371721|bureau` */
  readonly held: readonly string[];
  readonly asOf: string;
  readonly kind: TodoKind | null;
  /** Clauses of one plan, or those found by words; null: all. */
  readonly clauses: readonly string[] | null;
  readonly text: string | null;
  readonly late: boolean | null;
  /** Due from the day on until this one. */
  readonly until: string | null;
}

export interface TodoRow {
  readonly id: string;
  readonly key: string;
  readonly kind: TodoKind;
  readonly owner: string;
  readonly clause: string | null;
  readonly object_zh: string | null;
  readonly object_en: string | null;
  readonly link: string | null;
  readonly subjects: number;
  readonly overdue: number;
  readonly due: string | null;
  readonly opened_on: string;
  readonly closed_on: string | null;
  readonly sender_name: string | null;
  readonly assignee: string | null;
  readonly assignee_name: string | null;
  readonly version: number;
  readonly unread: boolean;
  readonly mine: boolean;
  readonly notes: number;
}

const HELD = `exists (select from unnest(t.roles) r where t.owner || '|' || r = any($2))`;
const OPEN = `t.opened_on <= $3::date and (t.closed_on is null or t.closed_on > $3::date)`;
const UNREAD = 'not exists (select from tasks.todo_read r where r.todo = t.id and r.account = $1)';

/** Each box by its own words: $1 me, $2 held, $3 as of. */
const BOXES: Readonly<Record<Box, string>> = {
  todo: `${HELD} and t.kind <> 'read' and ${OPEN} and (t.assignee is null or t.assignee = $1)`,
  done: `${HELD} and (t.kind <> 'read' and t.closed_on <= $3::date or t.kind = 'read' and t.opened_on <= $3::date and not ${UNREAD})`,
  started: `(t.sender_account = $1 or t.assigned_by = $1) and t.opened_on <= $3::date`,
  read: `${HELD} and t.kind = 'read' and t.opened_on <= $3::date and ${UNREAD}`,
};

const FILTER = `($4::text is null or t.kind = $4) and ($5::text[] is null or t.clause = any($5)
  or $6::text is not null and (t.object_zh ilike $6 or t.object_en ilike $6))
  and ($7::boolean is null or $7 = (t.overdue > 0 or t.due < $3::date))
  and ($8::date is null or t.due between $3::date and $8::date)`;

const COLUMNS = `t.id::text, t.key, t.kind, t.owner, t.clause, t.object_zh, t.object_en, t.link, t.subjects, t.overdue,
  t.due::text, t.opened_on::text, t.closed_on::text, t.sender_name, t.assignee, t.assignee_name, t.version,
  ${UNREAD} unread, ${HELD} mine,
  (select count(*)::int from tasks.todo_note n where n.todo = t.id) notes`;

const values = ({ me, held, asOf, kind, clauses, text, late, until }: InboxFilter): unknown[] => [
  ...[me, held, asOf, kind, clauses],
  text === null ? null : `%${text.replaceAll(/[\\%_]/g, (c) => `\\${c}`)}%`,
  late,
  until,
];

const { day, down, up, whole } = order;
const ID = whole('t.id');

/** What has no deadline comes last, either way. */
export const inboxOrdersIn: order.ListOrders<InboxOrder> = {
  due: up(day(`coalesce(t.due, 'infinity')`), ID),
  '-due': down(day(`coalesce(t.due, '-infinity')`), ID),
  '-opened': down(day('t.opened_on'), ID),
  opened: up(day('t.opened_on'), ID),
};

export interface InboxAsked {
  readonly sort: InboxOrder;
  readonly after: readonly string[] | null;
  readonly limit: number;
}

export async function inboxPage(
  db: Queryable,
  box: Box,
  filter: InboxFilter,
  { sort, after, limit }: InboxAsked,
): Promise<(TodoRow & { readonly place: string[] })[]> {
  const by = inboxOrdersIn[sort];
  const further = after ? `and ${order.beyond(by, 10)}` : '';
  const { rows } = await db.query<TodoRow & { place: string[] }>(
    `select ${COLUMNS}, ${order.placeIn(by)} place from tasks.todo t
     where ${BOXES[box]} and ${FILTER} ${further} order by ${order.orderBy(by)} limit $9`,
    [...values(filter), limit, ...(after ?? [])],
  );
  return rows;
}

/** Rows that the filter leaves in a box. */
export async function inboxCount(db: Queryable, box: Box, filter: InboxFilter): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    `select count(*)::int n from tasks.todo t where ${BOXES[box]} and ${FILTER}`,
    values(filter),
  );
  return rows[0]?.n ?? 0;
}

export async function inboxCounts(
  db: Queryable,
  { me, held, asOf }: Pick<InboxFilter, 'me' | 'held' | 'asOf'>,
): Promise<Record<Box, number>> {
  const count = (box: Box): string =>
    `(select count(*)::int from tasks.todo t where ${BOXES[box]}) "${box}"`;
  const { rows } = await db.query<Record<Box, number>>(
    `select ${(Object.keys(BOXES) as Box[]).map(count).join(', ')}`,
    [me, held, asOf],
  );
  return rows[0] ?? { todo: 0, done: 0, started: 0, read: 0 };
}

export async function todoById(
  db: Queryable,
  { me, held, asOf }: Pick<InboxFilter, 'me' | 'held' | 'asOf'>,
  id: string,
): Promise<TodoRow | null> {
  const { rows } = await db.query<TodoRow>(
    `select ${COLUMNS} from tasks.todo t where t.id = $4::bigint and $3::date is not null`,
    [me, held, asOf, id],
  );
  return rows[0] ?? null;
}

export async function markRead(db: Queryable, id: string, me: string, at: Date): Promise<void> {
  await db.query('insert into tasks.todo_read values ($1::bigint, $2, $3) on conflict do nothing', [
    id,
    me,
    at,
  ]);
}

export interface Note {
  readonly at: Date;
  readonly name: string;
  readonly text: string;
}

export async function notesOf(db: Queryable, id: string): Promise<Note[]> {
  const { rows } = await db.query<Note>(
    'select at, name, text from tasks.todo_note where todo = $1::bigint order by id limit 200',
    [id],
  );
  return rows;
}

export async function addNote(
  db: Queryable,
  note: Note & { readonly todo: string; readonly account: string },
): Promise<void> {
  await db.query(
    'insert into tasks.todo_note (todo, at, account, name, text) values ($1::bigint, $2, $3, $4, $5)',
    [note.todo, note.at, note.account, note.name, note.text],
  );
}

/** False: somebody changed it meanwhile. */
export async function assign(
  db: Queryable,
  todo: { readonly id: string; readonly version: number },
  to: { readonly id: string; readonly name: string },
  by: string,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update tasks.todo set assignee = $3, assignee_name = $4, assigned_by = $5, version = version + 1
     where id = $1::bigint and version = $2 and closed_on is null`,
    [todo.id, todo.version, to.id, to.name, by],
  );
  return rowCount === 1;
}
