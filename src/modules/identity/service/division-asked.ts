import type { Routes } from '../../../kernel/handling.ts';
import { refuse } from '../../../kernel/result.ts';
import type { Caller } from '../model.ts';
import { EVERYONE } from '../rules/keys.ts';
import { mayAskFor } from '../store/asked-division.ts';
import type { LiveCity } from './live-city.ts';
import { rememberedOf, scopeKey } from './remembered.ts';
import { reading } from './scoped.ts';

/** So many answers are kept while nothing changes. */
const KEPT = 2_000;
const answers = rememberedOf<boolean>(KEPT);

/** Parameters are rules that everybody may read, wherever they hold. */
const OF_ALL = new Set(['settings']);

/**
 * Lists, figures and exports that are narrowed to a division in which nothing is the caller's: one
 * refusal, which the audit keeps, instead of an empty list. A division that is not there is the
 * same answer.
 */
export function refusingOtherDivisions(
  city: () => LiveCity,
  routes: readonly Routes<Caller>[],
): readonly Routes<Caller>[] {
  return routes.map((each) => {
    const { slice, contract, handlers } = each;
    if (OF_ALL.has(slice)) return each;
    const asking = Object.entries(handlers).map(([name, handler]) => {
      const endpoint = contract[name];
      const narrowed = endpoint?.method === 'GET' && endpoint.query?.shape.division;
      return [name, narrowed ? asked(city, handler) : handler] as const;
    });
    return { ...each, handlers: Object.fromEntries(asking) };
  });
}

type Asking = Routes<Caller>['handlers'][string];

function asked(city: () => LiveCity, handler: Asking): Asking {
  return async (call: Parameters<Asking>[0]) => {
    const division = divisionIn(call.query);
    const caller: Caller | null = call.caller;
    if (division !== null && caller && !(await isHis(city(), caller, division))) {
      return refuse({ code: 'not-visible' });
    }
    return handler(call);
  };
}

function divisionIn(query: unknown): string | null {
  if (typeof query !== 'object' || query === null || !('division' in query)) return null;
  return typeof query.division === 'string' ? query.division : null;
}

function isHis(city: LiveCity, caller: Caller, division: string): Promise<boolean> {
  const mine = caller.keys.filter((key) => key !== EVERYONE);
  // Administrators see no business content at all: what they may ask for, their endpoints say.
  if (mine.length === 0) return Promise.resolve(true);
  const divisions = mine.flatMap((key) => /^d:([^:]+):/.exec(key)?.[1] ?? []);
  const others = mine.filter((key) => !key.startsWith('d:'));
  return answers(city).of(scopeKey(mine, division), () =>
    reading(city.web, caller, (client) => mayAskFor(client, divisions, others, division)),
  );
}
