import type { Day, Moment } from '../../../kernel/calendar.ts';
import { formatDay } from '../../../kernel/calendar.ts';
import type { Bilingual } from '../../../kernel/endpoint.ts';
import type { PoolClient } from '../../../platform/db/transaction.ts';
import type { MessageReason } from '../model.ts';
import { closeByKey, insertMessage, insertTodo } from '../store/raise.ts';

/** A to-do that another slice sends to a node, in its sender's transaction and name. */
export interface Raised {
  readonly key: string;
  readonly kind: 'letter' | 'approval' | 'read' | 'task';
  readonly owner: string;
  readonly keys: readonly string[];
  readonly roles: readonly string[];
  readonly object: Bilingual;
  readonly link: string;
  readonly due: Day | null;
  readonly sender: {
    readonly node: string;
    readonly name: string;
    readonly keys: readonly string[];
    readonly account: string;
  };
}

export async function raiseTodo(client: PoolClient, todo: Raised, day: Day): Promise<void> {
  await insertTodo(client, {
    ...todo,
    due: todo.due === null ? null : formatDay(todo.due),
    openedOn: formatDay(day),
  });
}

/** Done, by somebody who sees it. */
export async function closeTodo(
  client: PoolClient,
  key: string,
  by: string,
  day: Day,
  now: Moment,
): Promise<void> {
  await closeByKey(client, key, by, formatDay(day), new Date(now));
}

export async function tellNode(
  client: PoolClient,
  message: Pick<Raised, 'key' | 'owner' | 'keys' | 'roles' | 'link'> & {
    readonly reason: MessageReason;
    readonly title: Bilingual;
  },
  now: Moment,
): Promise<void> {
  await insertMessage(client, message, new Date(now));
}
