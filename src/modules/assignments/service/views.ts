import { formatDay } from '../../../kernel/calendar.ts';
import { cursorOf, notACursor, pageIn, partsOfCursor, placeAfter } from '../../../kernel/cursor.ts';
import type { BodyOf, QueryOf } from '../../../kernel/endpoint.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import { mayWriteLetters } from '../../../law/letters.ts';
import type { PoolClient } from '../../../platform/db/transaction.ts';
import type { Caller, LiveCity } from '../../identity/index.ts';
import { reading, withScope } from '../../identity/index.ts';
import { closeTodo, dayAsked } from '../../tasks/index.ts';
import type { AssignmentView, AssignmentWhole, assignmentsContract } from '../contract.ts';
import type { AssignmentRow } from '../store/assignments.ts';
import * as store from '../store/assignments.ts';
import { nodeNames, objectPage } from '../store/objects.ts';
import { todoKey } from './give.ts';

type Contract = typeof assignmentsContract;

function viewOf(row: AssignmentRow, today: string): AssignmentView {
  return {
    ...{ id: row.id, clause: row.clause, title: row.title, due: row.due, state: row.state },
    issuer: row.issuer_name,
    author: row.author_name,
    madeOn: row.as_of,
    endedOn: row.ended_on,
    objects: row.objects,
    done: row.done,
    late: row.state === 'open' && row.done < row.objects && row.due < today,
    given: row.given,
    version: row.version,
  };
}

export async function listAssignments(
  city: LiveCity,
  caller: Caller,
  query: QueryOf<Contract['assignments']>,
) {
  const day = dayAsked(city, query.asOf);
  if (!day.ok) return day;
  const { box, state = null, clause = null, q, sort, limit } = query;
  const after = placeAfter(store.assignmentOrdersIn, sort, query.cursor);
  if (!after.ok) return after;
  const asked = {
    ...{ given: box === 'given', state, clause, sort, after: after.value },
    text: q?.trim() ? q.trim() : null,
    asOf: formatDay(day.value),
  };
  const rows = await reading(city.web, caller, (client) =>
    store.assignmentPage(client, asked, limit + 1),
  );
  const { shown, next } = pageIn(sort, rows, limit);
  const today = formatDay(city.today());
  return ok({
    rows: shown.map((row) => viewOf(row, today)),
    next,
    asOf: formatDay(day.value),
  });
}

async function wholeOf(
  client: PoolClient,
  city: LiveCity,
  caller: Caller,
  id: string,
): Promise<AssignmentWhole | null> {
  const row = await store.assignmentById(client, id);
  if (!row) return null;
  const { division } = row;
  const names = await nodeNames(client, division === null ? [] : [`d:${division}`]);
  const clause = city.clauses.find((each) => each.id === row.clause);
  return {
    ...viewOf(row, formatDay(city.today())),
    text: row.text,
    quote: clause?.quoteDisplay ?? clause?.quote ?? '',
    division:
      division === null ? null : { id: division, name: names.get(`d:${division}`) ?? division },
    status: row.statuses.includes('open') ? 'open' : 'overdue',
    asOf: row.as_of,
    minutes: row.minutes,
    reason: row.reason,
    mayWithdraw: row.state === 'open' && row.may_write && mayWriteLetters(caller.roles),
  };
}

export async function oneAssignment(city: LiveCity, caller: Caller, id: string) {
  const whole = await reading(city.web, caller, (client) => wholeOf(client, city, caller, id));
  return whole ? ok(whole) : refuse({ code: 'not-visible' });
}

export async function objectsOf(
  city: LiveCity,
  caller: Caller,
  id: string,
  query: QueryOf<Contract['assignmentObjects']>,
) {
  const [text] = query.cursor === undefined ? ['0'] : (partsOfCursor(query.cursor, 1) ?? []);
  if (text === undefined || !/^\d{1,9}$/.test(text)) return refuse(notACursor);
  const done = query.state === undefined ? null : query.state === 'done';
  const rows = await reading(city.web, caller, async (client) => {
    const seen = await store.assignmentById(client, id);
    return seen ? objectPage(client, id, done, Number(text), query.limit + 1) : null;
  });
  if (rows === null) return refuse({ code: 'not-visible' });
  const shown = rows.slice(0, query.limit);
  const last = rows.length > query.limit ? shown.at(-1) : undefined;
  return ok({ rows: shown, next: last ? cursorOf([String(last.no)]) : null });
}

/** Taken back, with the to-dos that came of it. */
export async function withdrawAssignment(
  city: LiveCity,
  caller: Caller,
  id: string,
  { version, reason }: BodyOf<Contract['withdrawAssignment']>,
) {
  const day = city.today();
  const result = await withScope(city.web, caller, async (client) => {
    const row = await store.assignmentById(client, id);
    if (!row?.may_write) return refuse({ code: 'not-visible' });
    if (row.state !== 'open') return refuse({ code: 'task-ended' });
    const by = { account: caller.user, reason, day: formatDay(day) };
    if (!(await store.withdraw(client, id, version, by))) {
      return refuse({ code: 'conflict', current: await wholeOf(client, city, caller, id) });
    }
    for (const owner of await store.ownersOf(client, id)) {
      await closeTodo(client, todoKey(id, owner), caller.user, day, city.now());
    }
    const whole = await wholeOf(client, city, caller, id);
    return whole ? ok(whole) : refuse({ code: 'not-visible' });
  });
  if (result.ok) {
    city.announce({ topic: 'assignment', id });
    city.announce({ topic: 'todo' });
  }
  return result;
}
