import type { Day } from '../../../kernel/calendar.ts';
import type { Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import type { Clause } from '../../../law/plans/model.ts';
import { lines } from '../../../law/roles.ts';
import type { PoolClient } from '../../../platform/db/transaction.ts';
import type { Caller, LiveCity } from '../../identity/index.ts';
import { issuerOf } from '../../letters/index.ts';
import { keysOf, ownersNow } from '../../tasks/index.ts';
import { bureauName } from '../../templates/index.ts';
import type { ChosenStatus } from '../model.ts';
import { MOST_OBJECTS } from '../model.ts';
import type { NewObject } from '../store/assignments.ts';
import { findDuties, nodeNames } from '../store/objects.ts';

export interface Filter {
  readonly clause: string;
  readonly status: ChosenStatus;
  readonly division?: string | undefined;
}

export interface Chosen {
  readonly clause: Clause;
  readonly issuer: { readonly node: string; readonly name: string };
  readonly objects: readonly NewObject[];
  readonly already: number;
  readonly tooMany: boolean;
  readonly division: { readonly id: string; readonly name: string } | null;
}

/** The objects of a task: duties that the caller sees, each with whoever owes it. */
export async function choose(
  client: PoolClient,
  city: LiveCity,
  caller: Caller,
  filter: Filter,
  day: Day,
): Promise<Result<Chosen, Refusal>> {
  const issuer = issuerOf(caller);
  if (issuer === null) return refuse({ code: 'task-issuer' });
  const clause = city.clauses.find(({ id }) => id === filter.clause);
  if (!clause) return refuse({ code: 'not-found' });
  const division = filter.division ?? null;
  const { status } = filter;
  const most = MOST_OBJECTS + 1;
  const found = await findDuties(client, { clause: clause.id, status, division, day, most });
  const owners = await ownersNow(client);
  const owed = found.slice(0, MOST_OBJECTS).flatMap((duty) => {
    const [owner] = owners(clause.actor, duty);
    return owner ? [{ ...duty, owner }] : [];
  });
  const nodes = [...new Set(owed.map(({ owner }) => owner.node))];
  const asked = [`d:${issuer}`, ...(division === null ? [] : [`d:${division}`]), ...nodes];
  const names = await nodeNames(client, asked);
  const nameOf = (node: string): string => {
    const name = names.get(node) ?? node.slice(2);
    return node.startsWith('d:') ? bureauName(name) : name;
  };
  return ok({
    clause,
    issuer: { node: `d:${issuer}`, name: nameOf(`d:${issuer}`) },
    division:
      division === null ? null : { id: division, name: names.get(`d:${division}`) ?? division },
    tooMany: found.length > MOST_OBJECTS,
    already: owed.filter(({ already }) => already).length,
    objects: owed.map(({ subject, trigger, period, name, due, owner }) => ({
      ...{ subject, trigger, period, name, due },
      owner: owner.node,
      owner_name: nameOf(owner.node),
      roles: owner.roles,
      keys: keysOf(owner.node, lines),
    })),
  });
}
