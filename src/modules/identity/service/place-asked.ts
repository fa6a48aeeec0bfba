import type { Routes } from '../../../kernel/handling.ts';
import { refuse } from '../../../kernel/result.ts';
import type { PoolClient } from '../../../platform/db/transaction.ts';
import type { Caller } from '../model.ts';
import { EVERYONE } from '../rules/keys.ts';
import { isHisDivision, isHisNode } from '../store/asked-place.ts';
import type { LiveCity } from './live-city.ts';
import { rememberedOf, scopeKey } from './remembered.ts';
import { reading } from './scoped.ts';

/** So many answers are kept while nothing changes. */
const KEPT = 2_000;
const answers = rememberedOf<boolean>(KEPT);

/** Parameters are rules that everybody may read, wherever they hold. */
const OF_ALL = new Set(['settings']);

/** What a list is narrowed to, by the name of its query value. */
const PLACES = ['division', 'enterprise', 'park'] as const;
type Place = (typeof PLACES)[number];

/**
 * Lists, figures and exports that are narrowed to a division, an enterprise or a park of which
 * nothing is the caller's: one refusal, which the audit keeps, instead of an empty list. What is
 * not there is the same answer.
 */
export function refusingOtherPlaces(
  city: () => LiveCity,
  routes: readonly Routes<Caller>[],
): readonly Routes<Caller>[] {
  return routes.map((each) => {
    const { slice, contract, handlers } = each;
    if (OF_ALL.has(slice)) return each;
    const asking = Object.entries(handlers).map(([name, handler]) => {
      const endpoint = contract[name];
      const shape = endpoint?.method === 'GET' ? endpoint.query?.shape : undefined;
      const narrowed = PLACES.filter((place) => shape?.[place]);
      return [name, narrowed.length > 0 ? asked(city, narrowed, handler) : handler] as const;
    });
    return { ...each, handlers: Object.fromEntries(asking) };
  });
}

type Asking = Routes<Caller>['handlers'][string];

function asked(city: () => LiveCity, places: readonly Place[], handler: Asking): Asking {
  return async (call: Parameters<Asking>[0]) => {
    const caller: Caller | null = call.caller;
    for (const place of caller ? places : []) {
      const id = valueIn(call.query, place);
      if (id !== null && caller && !(await isHis(city(), caller, place, id))) {
        return refuse({ code: 'not-visible' });
      }
    }
    return handler(call);
  };
}

function valueIn(query: unknown, place: Place): string | null {
  const value = (query as Partial<Record<Place, unknown>> | null)?.[place];
  return typeof value === 'string' ? value : null;
}

function isHis(city: LiveCity, caller: Caller, place: Place, id: string): Promise<boolean> {
  const mine = caller.keys.filter((key) => key !== EVERYONE);
  // Administrators see no business content at all: what they may ask for, their endpoints say.
  if (mine.length === 0) return Promise.resolve(true);
  return answers(city).of(scopeKey(mine, place, id), () =>
    reading(city.web, caller, (client) => rules[place](client, mine, id)),
  );
}

const rules: Readonly<
  Record<Place, (db: PoolClient, keys: readonly string[], id: string) => Promise<boolean>>
> = {
  division: (db, keys, id) => {
    const divisions = keys.flatMap((key) => /^d:([^:]+):/.exec(key)?.[1] ?? []);
    const others = keys.filter((key) => !key.startsWith('d:'));
    return isHisDivision(db, divisions, others, id);
  },
  enterprise: (db, _, id) => isHisNode(db, `e:${id}`),
  park: (db, _, id) => isHisNode(db, `p:${id}`),
};
