import type { Day, Moment } from '../../../kernel/calendar.ts';
import { formatDay } from '../../../kernel/calendar.ts';
import type { Bilingual } from '../../../kernel/endpoint.ts';
import type { Role } from '../../../law/roles.ts';
import type { PoolClient } from '../../../platform/db/transaction.ts';
import { closeSteps, openSteps } from '../store/steps.ts';

/** The next step of one thing, and whose it is. */
export interface StepTodo {
  readonly id: string;
  readonly step: string;
  /** `e:…`, `d:371728`; keys of scope, with the line; roles: who at the node. */
  readonly owner: string;
  readonly keys: readonly string[];
  readonly roles: readonly Role[];
  readonly object: Bilingual;
  readonly link: string;
  readonly due: Day | null;
}

/** A slice whose things have a next step; it says which, this slice keeps the to-dos. */
export interface StepSource {
  /** The record type: changes of such records are followed. */
  readonly type: string;
  /** Next steps of these, or of all: as the whole city sees it, asked by the owner. */
  readonly wanted: (
    client: PoolClient,
    day: Day,
    ids: readonly string[] | null,
  ) => Promise<readonly StepTodo[]>;
}

const AT_ONCE = 5000;

/** Brings to-dos in line with the next steps; `by`: who took the step, where somebody just did. */
export async function followSteps(
  client: PoolClient,
  source: StepSource,
  ids: readonly string[] | null,
  now: { readonly day: Day; readonly at: Moment; readonly by: string | null },
): Promise<{ readonly opened: number; readonly closed: number }> {
  const day = formatDay(now.day);
  const wanted = await source.wanted(client, now.day, ids);
  const rows = wanted.map(({ id, step, object, due, ...rest }) => ({
    ...{ ...rest, ...object, key: `${source.type}/${id}|${step}` },
    due: due === null ? null : formatDay(due),
  }));
  const keys = rows.map(({ key }) => key);
  const things = { source: source.type, ids };
  const closed = await closeSteps(client, things, keys, { ...now, day, at: new Date(now.at) });
  let opened = 0;
  for (let at = 0; at < rows.length; at += AT_ONCE) {
    opened += await openSteps(client, rows.slice(at, at + AT_ONCE), day);
  }
  return { opened, closed };
}
