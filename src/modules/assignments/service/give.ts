import { randomUUID } from 'node:crypto';
import { formatDay, parseDay } from '../../../kernel/calendar.ts';
import type { BodyOf, QueryOf } from '../../../kernel/endpoint.ts';
import { must, ok, refuse } from '../../../kernel/result.ts';
import { lines } from '../../../law/roles.ts';
import { addWorkingDays } from '../../../law/standards/working-days.ts';
import type { Caller, LiveCity } from '../../identity/index.ts';
import { reading, withScope } from '../../identity/index.ts';
import { loadWorkingCalendar } from '../../plan/index.ts';
import { clauseName, keysOf, openByOwner, raiseTodo } from '../../tasks/index.ts';
import type { assignmentsContract } from '../contract.ts';
import { burdenOf } from '../rules/burden.ts';
import { insertAssignment } from '../store/assignments.ts';
import { divisionsAt } from '../store/objects.ts';
import { choose } from './choose.ts';

/** Suggested for the end date; whoever gives the task chooses. */
const USUAL_WORKING_DAYS = 10;
const FIRST_SHOWN = 20;

export const todoKey = (assignment: string, owner: string): string => `task/${assignment}/${owner}`;

/** What a task would ask of whom, before it is given. */
export async function preview(
  city: LiveCity,
  caller: Caller,
  query: QueryOf<typeof assignmentsContract.assignmentPreview>,
) {
  await city.duties.settle();
  const day = city.today();
  const found = await reading(city.web, caller, (client) =>
    preparing(client, city, caller, query, day),
  );
  if (!found.ok) return found;
  const { clause, objects, already, tooMany, division, divisions } = found.value;
  const owners = objects.map(({ owner }) => owner);
  // Counts alone, of whoever the caller sees: their to-dos are not his to read.
  const open = await openByOwner(city.options.owner, [...new Set(owners)]);
  return ok({
    clause: clause.id,
    quote: clause.quoteDisplay ?? clause.quote,
    title: clauseName(clause).zh,
    division,
    burden: burdenOf(owners, query.minutes, open),
    ...{ tooMany, divisions, already },
    first: objects
      .slice(0, FIRST_SHOWN)
      .map(({ name, owner_name: owner, due }) => ({ name, owner, due })),
    due: formatDay(addWorkingDays(loadWorkingCalendar(), day, USUAL_WORKING_DAYS)),
    today: formatDay(day),
  });
}

async function preparing(...asked: Parameters<typeof choose>) {
  const found = await choose(...asked);
  if (!found.ok) return found;
  const divisions = await divisionsAt(asked[0], found.value.issuer.node.slice(2));
  return ok({ ...found.value, divisions });
}

/** Given: kept with its objects, and a to-do for each addressee. */
export async function give(
  city: LiveCity,
  caller: Caller,
  body: BodyOf<typeof assignmentsContract.giveAssignment>,
) {
  await city.duties.settle();
  const day = city.today();
  const parsed = parseDay(body.due);
  const due = must(parsed.ok ? parsed.value : null, 'the contract checks the day');
  if (due < day) {
    const message = { zh: '完成期限不能早于今天', en: 'The end date lies before today' };
    return refuse({ code: 'due-past', fields: [{ path: 'body.due', message }] });
  }
  const id = randomUUID();
  const given = await withScope(city.web, caller, async (client) => {
    const found = await choose(client, city, caller, body, day);
    if (!found.ok) return found;
    const { clause, issuer, objects, tooMany } = found.value;
    if (tooMany) return refuse({ code: 'task-too-large' });
    if (objects.length === 0) return refuse({ code: 'empty-task' });
    const keys = keysOf(issuer.node, lines).filter((key) => caller.writeKeys.includes(key));
    const { user: author, name: authorName } = caller;
    await insertAssignment(client, {
      ...{ id, clause: clause.id, title: body.title, text: body.text, due: body.due, objects },
      division: body.division ?? null,
      status: body.status,
      asOf: formatDay(day),
      minutes: body.minutes,
      ...{ issuer: issuer.node, issuerName: issuer.name, keys, author, authorName },
      at: new Date(city.now()),
    });
    const addressees = new Map(objects.map((object) => [object.owner, object]));
    for (const [owner, { roles, keys: to }] of addressees) {
      const todo = {
        ...{ key: todoKey(id, owner), kind: 'task' as const, owner, keys: to, roles, due },
        object: { zh: body.title, en: body.title },
        link: `/assignments/${id}`,
        sender: { node: issuer.node, name: issuer.name, keys, account: author },
      };
      await raiseTodo(client, todo, day);
    }
    return ok({ id });
  });
  if (given.ok) {
    city.announce({ topic: 'assignment', id });
    city.announce({ topic: 'todo' });
  }
  return given;
}
