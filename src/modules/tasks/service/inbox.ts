import type { Day } from '../../../kernel/calendar.ts';
import { addDays, dayOf, formatDay, formatMoment, parseDay } from '../../../kernel/calendar.ts';
import { pageIn, placeAfter } from '../../../kernel/cursor.ts';
import type { BodyOf, QueryOf, Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import { workingDaysBetween } from '../../../law/standards/working-days.ts';
import type { Caller, LiveCity } from '../../identity/index.ts';
import { reading, withScope } from '../../identity/index.ts';
import type { TodoView, tasksContract } from '../contract.ts';
import { usualOrder } from '../model.ts';
import { clauseName, todoTitle } from '../rules/titles.ts';
import type { InboxFilter, TodoRow } from '../store/inbox.ts';
import * as store from '../store/inbox.ts';
import type { TaskBoard } from './board.ts';
import { heldBy } from './held.ts';

/** People who work at a node, as the slice that knows people gives them. */
export type Colleagues = (
  caller: Caller,
  node: string,
) => Promise<readonly { readonly id: string; readonly name: string }[]>;

type Contract = typeof tasksContract;
const DONE = { done: true };
const BY_PLAN = { zh: '系统（按方案条款）', en: 'System (by the plan)' };
const BY_STEPS = { zh: '系统（按处置流程）', en: 'System (by the order of steps)' };
const FIRST = dayOf(2024, 1, 1);

/** The day asked for; the newest where none is. */
export function dayAsked(city: LiveCity, asOf: string | undefined): Result<Day, Refusal> {
  const today = city.today();
  if (asOf === undefined) return ok(today);
  const day = parseDay(asOf);
  if (day.ok && day.value >= FIRST && day.value <= today) return ok(day.value);
  const detail = {
    zh: `日期须在 2024-01-01 与 ${formatDay(today)} 之间`,
    en: `the day lies between 2024-01-01 and ${formatDay(today)}`,
  };
  return refuse({ code: 'bad-request', detail });
}

/** The inbox (待办) of whoever calls. */
export class Inbox {
  readonly #board: TaskBoard;
  readonly #colleagues: Colleagues;

  constructor(board: TaskBoard, colleagues: Colleagues) {
    this.#board = board;
    this.#colleagues = colleagues;
  }

  async page(caller: Caller, query: QueryOf<Contract['inbox']>) {
    const { city } = this.#board;
    const day = dayAsked(city, query.asOf);
    if (!day.ok) return day;
    const { box, limit, sort = usualOrder(box) } = query;
    const after = placeAfter(store.inboxOrdersIn, sort, query.cursor);
    if (!after.ok) return after;
    const filter = this.#filter(caller, day.value, query);
    const [rows, counts] = await reading(city.web, caller, async (client) => [
      await store.inboxPage(client, box, filter, { sort, after: after.value, limit: limit + 1 }),
      await store.inboxCounts(client, filter),
    ]);
    const { shown, next } = pageIn(sort, rows, limit);
    return ok({
      rows: shown.map((row) => this.#view(row, day.value)),
      next,
      asOf: formatDay(day.value),
      counts,
    });
  }

  #filter(caller: Caller, day: Day, query: QueryOf<Contract['inbox']>): InboxFilter {
    const { q, plan } = query;
    const text = q === undefined || q.trim() === '' ? null : q.trim();
    const wanted = this.#board.city.clauses.filter(
      (clause) =>
        (plan === undefined || clause.plan === plan) &&
        (text === null || `${clause.id} ${clause.quote} ${clause.en}`.includes(text)),
    );
    const all = plan === undefined && text === null;
    return {
      me: caller.user,
      held: heldBy(caller),
      asOf: formatDay(day),
      kind: query.kind ?? null,
      clauses: all ? null : wanted.map(({ id }) => id),
      text,
      late: query.late ?? null,
      until: query.within === undefined ? null : formatDay(addDays(day, query.within)),
    };
  }

  /** As the list filters them: late ones, and those due within so many days. */
  async count(caller: Caller, day: Day, within: number) {
    const query = { box: 'todo', limit: 1 } as const;
    const late = this.#filter(caller, day, { ...query, late: true });
    const soon = this.#filter(caller, day, { ...query, within });
    return reading(this.#board.city.web, caller, async (client) => ({
      late: await store.inboxCount(client, 'todo', late),
      soon: await store.inboxCount(client, 'todo', soon),
    }));
  }

  #view(row: TodoRow, day: Day): TodoView {
    const { city, calendar } = this.#board;
    const clause = city.clauses.find(({ id }) => id === row.clause);
    const named = clause
      ? clauseName(clause)
      : { zh: row.object_zh ?? '', en: row.object_en ?? row.object_zh ?? '' };
    const due = row.due === null ? null : parseDay(row.due);
    const until = due?.ok ? due.value : null;
    const system = row.kind === 'step' ? BY_STEPS : BY_PLAN;
    const { sender_name: sender } = row;
    return {
      id: row.id,
      kind: row.kind,
      title: todoTitle(row, named),
      clause: row.clause,
      link: row.link ?? (row.clause === null ? null : `/plan/${row.clause}`),
      subjects: row.subjects,
      overdue: row.overdue,
      due: row.due,
      workingDays: until === null ? null : workingDaysBetween(calendar, day, until),
      late: row.overdue > 0 || (until !== null && until < day),
      sender: sender === null ? system : { zh: sender, en: sender },
      openedOn: row.opened_on,
      closedOn: row.closed_on,
      assignee: row.assignee_name,
      unread: row.unread,
      notes: row.notes,
      mine: row.mine,
      version: row.version,
    };
  }

  async one(caller: Caller, id: string) {
    const { city } = this.#board;
    const day = city.today();
    const found = await reading(city.web, caller, async (client) => {
      const row = await store.todoById(client, this.#who(caller), id);
      return row && { row, notes: await store.notesOf(client, id) };
    });
    if (!found) return refuse({ code: 'not-visible' });
    const { row, notes } = found;
    const people = row.mine ? await this.#colleagues(caller, row.owner) : [];
    return ok({
      ...this.#view(row, day),
      remarks: notes.map(({ at, name, text }) => ({ at: iso(at), name, text })),
      colleagues: people.filter((each) => each.id !== caller.user),
    });
  }

  #who(caller: Caller) {
    const asOf = formatDay(this.#board.city.today());
    return { me: caller.user, held: heldBy(caller), asOf };
  }

  async read(caller: Caller, id: string): Promise<Result<typeof DONE, Refusal>> {
    return this.#withTodo(caller, id, async (client, _row, at) => {
      await store.markRead(client, id, caller.user, at);
      return ok(DONE);
    });
  }

  async note(caller: Caller, id: string, text: string): Promise<Result<typeof DONE, Refusal>> {
    return this.#withTodo(caller, id, async (client, _row, at) => {
      const { user: account, name } = caller;
      await store.addNote(client, { todo: id, at, account, name, text });
      return ok(DONE);
    });
  }

  async handOver(caller: Caller, id: string, body: BodyOf<Contract['handOver']>) {
    const found = await this.one(caller, id);
    if (!found.ok) return found;
    const to = found.value.colleagues.find((each) => each.id === body.to);
    if (!to) return refuse({ code: 'no-colleague' });
    return this.#withTodo(caller, id, async (client) => {
      const done = await store.assign(client, { id, version: body.version }, to, caller.user);
      if (!done) return refuse({ code: 'conflict', current: found.value });
      return ok(DONE);
    });
  }

  async #withTodo<T>(
    caller: Caller,
    id: string,
    work: (
      client: Parameters<typeof store.todoById>[0],
      row: TodoRow,
      at: Date,
    ) => Promise<Result<T, Refusal>>,
  ): Promise<Result<T, Refusal>> {
    const { city } = this.#board;
    const done = await withScope(city.web, caller, async (client) => {
      const row = await store.todoById(client, this.#who(caller), id);
      return row ? work(client, row, new Date(city.now())) : null;
    });
    if (done === null) return refuse({ code: 'not-visible' });
    if (done.ok) city.announce({ topic: 'todo', id });
    return done;
  }
}

const iso = (at: Date): string => formatMoment(at.getTime() as Parameters<typeof formatMoment>[0]);
