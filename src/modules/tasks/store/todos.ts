import type { Day, Moment } from '../../../kernel/calendar.ts';
import { formatDay, parseDay } from '../../../kernel/calendar.ts';
import type { Queryable } from '../../../platform/db/index.ts';
import type { DutyTodo, KeptTodo } from '../model.ts';
import type { NewMessage } from '../rules/messages.ts';

const dayOrNull = (text: string | null): Day | null => {
  const day = text === null ? null : parseDay(text);
  return day?.ok ? day.value : null;
};

/** To-dos that followed from duties of some clauses. */
export async function keptTodos(db: Queryable, clauses: readonly string[]): Promise<KeptTodo[]> {
  const { rows } = await db.query<Omit<KeptTodo, 'due'> & { due: string | null }>(
    `select key, closed_on is null open, subjects, overdue, due::text from tasks.todo
     where clause = any($1) and kind in ('duty', 'chase')`,
    [clauses],
  );
  return rows.map((row) => ({ ...row, due: dayOrNull(row.due) }));
}

const asJson = (todos: readonly DutyTodo[]): string =>
  JSON.stringify(todos.map((t) => ({ ...t, due: t.due === null ? null : formatDay(t.due) })));

const RECORDS = `jsonb_to_recordset($1::jsonb) as x(key text, kind text, owner text, keys text[], roles text[],
  clause text, subjects int, overdue int, due date)`;

/** Opens to-dos, those done before once more: unread, of nobody in particular. */
export async function openTodos(
  db: Queryable,
  todos: readonly DutyTodo[],
  day: Day,
): Promise<void> {
  if (todos.length === 0) return;
  await db.query(
    `delete from tasks.todo_read r using tasks.todo t where t.id = r.todo and t.key = any($1)`,
    [todos.map(({ key }) => key)],
  );
  await db.query(
    `insert into tasks.todo (key, kind, owner, keys, roles, clause, subjects, overdue, due, opened_on)
     select key, kind, owner, keys, roles, clause, subjects, overdue, due, $2::date from ${RECORDS}
     on conflict (key) do update set subjects = excluded.subjects, overdue = excluded.overdue,
       due = excluded.due, opened_on = excluded.opened_on, closed_on = null, closed_at = null,
       closed_by = null, assignee = null, assignee_name = null, assigned_by = null,
       version = tasks.todo.version + 1`,
    [asJson(todos), formatDay(day)],
  );
}

export async function changeTodos(db: Queryable, todos: readonly DutyTodo[]): Promise<void> {
  if (todos.length === 0) return;
  await db.query(
    `update tasks.todo t set subjects = x.subjects, overdue = x.overdue, due = x.due, version = t.version + 1
     from ${RECORDS} where t.key = x.key`,
    [asJson(todos)],
  );
}

/** Closed by themselves: nobody did it. */
export async function closeTodos(
  db: Queryable,
  keys: readonly string[],
  day: Day,
  now: Moment,
): Promise<void> {
  if (keys.length === 0) return;
  await db.query(
    `update tasks.todo set closed_on = $2::date, closed_at = $3, version = version + 1
     where key = any($1) and closed_on is null`,
    [keys, formatDay(day), new Date(now)],
  );
}

/** Letters' to-dos that wait for an answer. */
export async function waitingLetters(
  db: Queryable,
): Promise<{ readonly key: string; readonly due: Day | null; readonly sender: string | null }[]> {
  const { rows } = await db.query<{ key: string; due: string | null; sender: string | null }>(
    `select key, due::text, sender from tasks.todo where kind = 'letter' and closed_on is null`,
  );
  return rows.map(({ due, ...row }) => ({ ...row, due: dayOrNull(due) }));
}

/** To whoever sent a letter: its answer is late. Ends when the answer is there. */
export async function chaseLetters(
  db: Queryable,
  late: readonly string[],
  day: Day,
  now: Moment,
): Promise<number> {
  const { rowCount } = await db.query(
    `insert into tasks.todo (key, kind, owner, keys, roles, object_zh, object_en, link, subjects, overdue, due, opened_on)
     select key || '|late', 'chase', sender, sender_keys, array['bureau', 'office'], object_zh, object_en, link, 1, 1, due, $2::date
     from tasks.todo where key = any($1) and sender is not null on conflict (key) do nothing`,
    [late, formatDay(day)],
  );
  await db.query(
    `update tasks.todo c set closed_on = $1::date, closed_at = $2, version = c.version + 1
     from tasks.todo t where c.key = t.key || '|late' and c.closed_on is null and t.closed_on is not null`,
    [formatDay(day), new Date(now)],
  );
  return rowCount ?? 0;
}

export async function sendMessages(
  db: Queryable,
  messages: readonly NewMessage[],
  now: Moment,
): Promise<void> {
  if (messages.length === 0) return;
  await db.query(
    `insert into tasks.message (key, class, reason, owner, keys, roles, title_zh, title_en, link, count, at)
     select key, class, reason, owner, keys, roles, title_zh, title_en, link, count, $2
     from jsonb_to_recordset($1::jsonb) as x(key text, class text, reason text, owner text, keys text[], roles text[],
       title_zh text, title_en text, link text, count int)
     on conflict (key) do nothing`,
    [
      JSON.stringify(
        messages.map(({ title, ...m }) => ({
          ...{ ...m, title_zh: title.zh, title_en: title.en },
          link: '/todo',
        })),
      ),
      new Date(now),
    ],
  );
}

/** To-dos that are open at each of some nodes. */
export async function openCounts(
  db: Queryable,
  owners: readonly string[],
): Promise<Map<string, number>> {
  const { rows } = await db.query<{ owner: string; n: number }>(
    `select owner, count(*)::int n from tasks.todo
     where owner = any($1) and closed_on is null and kind <> 'read' group by 1`,
    [owners],
  );
  return new Map(rows.map(({ owner, n }) => [owner, n]));
}
