import { expect, test } from 'vitest';
import { bureauOf, callerWith } from '../../../tests/support/api.ts';
import type { TestDatabase } from '../../../tests/support/database.ts';
import { demoCity } from '../../../tests/support/demo-city.ts';
import { endOfDay } from '../../kernel/calendar.ts';
import { must } from '../../kernel/result.ts';
import type { LiveCity } from '../identity/index.ts';
import { reading } from '../identity/index.ts';
import { Tasks } from '../tasks/index.ts';
import { AssignmentFollower } from './index.ts';
import { give, preview } from './service/give.ts';
import { listAssignments, objectsOf, oneAssignment, withdrawAssignment } from './service/views.ts';

const CITY = '371700';
const bureau = bureauOf(CITY);
const LATER = '2026-12-31';
const hidden = { ok: false, error: { code: 'not-visible' } };

type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false };
function value<T>(result: Outcome<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result));
  return result.value;
}

/** Of the clauses that bind enterprises themselves, the one under which most owe something. */
async function firmsClause(db: TestDatabase, city: LiveCity): Promise<string> {
  const binding = city.clauses.filter(({ actor }) => actor.includes('enterprise'));
  const { rows } = await db.owner.query<{ id: string }>(
    `select c.id from duty.span s join duty.clause c on c.no = s.clause
     where s.status in (2, 3) and s.vf <= $2 and $2 < s.vt and s.subject like 'enterprise/%' and c.id = any($1)
     group by 1 order by count(distinct s.subject) desc, 1 limit 1`,
    [binding.map(({ id }) => id), new Date(endOfDay(city.today()))],
  );
  return must(rows[0], 'a clause').id;
}

async function opened() {
  const { db, city } = await demoCity();
  const clause = await firmsClause(db, city);
  const task = {
    ...{ clause, status: 'open' as const, title: '补办逾期事项', text: '请按期完成。' },
    ...{ due: LATER, minutes: 20 },
  };
  const tasks = new Tasks(city, async () => []);
  const inbox = async (firm: string) => {
    const principal = callerWith('P', { role: 'principal', nodeKind: 'enterprise', node: firm });
    const page = value(await tasks.inbox.page(principal, { box: 'todo', limit: 200 }));
    return page.rows.filter(({ kind }) => kind === 'task');
  };
  return { db, city, clause, task, inbox };
}

/** Enterprises of a task by their number. */
async function firmsOf(db: TestDatabase, id: string): Promise<string[]> {
  const { rows } = await db.owner.query<{ owner: string }>(
    'select distinct owner from assignments.object where assignment = $1 order by 1',
    [id],
  );
  return rows.map(({ owner }) => owner.slice(2));
}

test('a task has its burden shown, reaches who owes it and nobody else', async () => {
  const { db, city, task, clause, inbox } = await opened();
  const shown = value(await preview(city, bureau, { ...task, minutes: 20 }));
  const { burden } = shown;
  expect(burden.objects).toBeGreaterThan(1);
  expect(burden.minutes).toBe(burden.objects * 20);
  expect(burden.mostOpen).toBeGreaterThanOrEqual(burden.usualOpen);
  expect(shown.divisions.map(({ id }) => id)).toContain('371721');
  const { id } = value(await give(city, bureau, task));
  const whole = value(await oneAssignment(city, bureau, id));
  expect(whole).toMatchObject({ clause, state: 'open', done: 0, given: true, mayWithdraw: true });
  expect(whole.objects).toBe(burden.objects);
  const firms = await firmsOf(db, id);
  expect(firms.length).toBe(burden.addressees);
  const [first = '', second = ''] = firms;
  expect(await inbox(first)).toMatchObject([
    { title: { zh: '完成任务：补办逾期事项' }, link: `/assignments/${id}`, due: LATER },
  ]);
  // An addressee sees the task and of it his own objects.
  const principal = callerWith('P', { role: 'principal', nodeKind: 'enterprise', node: first });
  const own = value(await objectsOf(city, principal, id, { limit: 200 }));
  const all = value(await objectsOf(city, bureau, id, { limit: 200 }));
  expect(own.rows.length).toBeLessThan(all.rows.length);
  expect(own.rows.every(({ subject }) => subject === `enterprise/${first}`)).toBe(true);
  expect(value(await oneAssignment(city, principal, id))).toMatchObject({
    ...{ objects: own.rows.length, given: false, mayWithdraw: false },
  });
  expect(first).not.toBe(second);
  // Who is not concerned sees nothing, and a second look shows the overlap.
  const stranger = callerWith('X', { role: 'park', nodeKind: 'park', node: 'NOWHERE' });
  expect(await oneAssignment(city, stranger, id)).toEqual(hidden);
  expect(await objectsOf(city, stranger, id, { limit: 50 })).toEqual(hidden);
  expect(value(await preview(city, bureau, task)).already).toBe(burden.objects);
  const received = value(
    await listAssignments(city, principal, { box: 'received', sort: '-made', limit: 50 }),
  );
  expect(received.rows.map((row) => row.id)).toEqual([id]);
  // The database keeps to it: another county's bureau gives nothing in the city's name.
  const county = bureauOf('371721');
  const stolen = reading(city.web, county, (client) =>
    client.query(
      `update assignments.assignment set state = 'done', ended_on = now() where id = $1`,
      [id],
    ),
  );
  await expect(stolen).rejects.toThrow();
});

test('an object is done when its duty is; the last one closes the to-do, all of them the task', async () => {
  const { db, city, task, clause, inbox } = await opened();
  const { id } = value(await give(city, bureau, task));
  const follower = new AssignmentFollower(city);
  expect(await follower.refresh()).toBe(0);
  const firms = await firmsOf(db, id);
  const [first = '', ...others] = firms;
  const status = (firm: string, to: number) =>
    db.owner.query(
      `update duty.span s set status = $3 from duty.clause c
       where c.no = s.clause and c.id = $1 and s.subject = $2 and s.status in (2, 3)`,
      [clause, `enterprise/${firm}`, to],
    );
  await status(first, 1);
  expect(await new AssignmentFollower(city).refresh()).toBe(1);
  expect(await inbox(first)).toEqual([]);
  expect((await inbox(must(others[0], 'another'))).length).toBe(1);
  const done = value(await objectsOf(city, bureau, id, { state: 'done', limit: 200 }));
  expect(new Set(done.rows.map(({ outcome }) => outcome))).toEqual(new Set(['late']));
  for (const firm of others) await status(firm, 0);
  expect(await new AssignmentFollower(city).refresh()).toBe(others.length);
  const whole = value(await oneAssignment(city, bureau, id));
  expect(whole).toMatchObject({ state: 'done', done: whole.objects, mayWithdraw: false });
  const late = await withdrawAssignment(city, bureau, id, { version: whole.version, reason: '晚' });
  expect(late).toMatchObject({ ok: false, error: { code: 'task-ended' } });
});

test('withdrawn once, with a reason, and its to-dos with it', async () => {
  const { db, city, task, inbox } = await opened();
  const { id } = value(await give(city, bureau, task));
  const [firm = ''] = await firmsOf(db, id);
  expect((await inbox(firm)).length).toBe(1);
  const at = { version: 1, reason: '条件有误' };
  const stale = await withdrawAssignment(city, bureau, id, { ...at, version: 7 });
  expect(stale).toMatchObject({ ok: false, error: { code: 'conflict' } });
  const county = await withdrawAssignment(city, bureauOf('371721'), id, at);
  expect(county).toMatchObject({ ok: false, error: { code: 'not-visible' } });
  const gone = value(await withdrawAssignment(city, bureau, id, at));
  expect(gone).toMatchObject({ state: 'withdrawn', reason: '条件有误', mayWithdraw: false });
  expect(await inbox(firm)).toEqual([]);
});

test('what cannot be given says why', async () => {
  const { city, task } = await opened();
  expect(await give(city, bureau, { ...task, due: '2024-02-01' })).toMatchObject({
    ok: false,
    error: { code: 'due-past', fields: [{ path: 'body.due' }] },
  });
  expect(await give(city, bureau, { ...task, division: '371799' })).toMatchObject({
    ok: false,
    error: { code: 'empty-task' },
  });
  expect(await give(city, bureau, { ...task, clause: 'NONE-1' })).toMatchObject({
    ok: false,
    error: { code: 'not-found' },
  });
  const park = callerWith('X', { role: 'park', nodeKind: 'park', node: 'P1' });
  expect(await preview(city, park, task)).toMatchObject({
    ok: false,
    error: { code: 'task-issuer' },
  });
});
