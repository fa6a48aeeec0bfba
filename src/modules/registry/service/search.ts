import type { Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok } from '../../../kernel/result.ts';
import type { PoolClient } from '../../../platform/db/transaction.ts';
import type { LiveCity } from '../../identity/index.ts';
import { onlyEnterprises, reading } from '../../identity/index.ts';
import type { Found, Link } from '../model.ts';
import type { Met } from '../rules/rank-found.ts';
import { bestOf, betterFirst } from '../rules/rank-found.ts';
import { beginningOf, isTyped, normal, piecesWithin } from '../rules/search-terms.ts';
import type { FoundRow, Known, Wanted } from '../store/search.ts';
import { countyOf, findEntries, knownAt } from '../store/search.ts';
import type { Reader, Seen } from './common.ts';
import { knownType, seenOn } from './common.ts';

export interface SearchQuery {
  readonly q: string;
  readonly asOf?: string | undefined;
  readonly type?: string | undefined;
  readonly limit: number;
}

interface Answer {
  rows: Found[];
  more: boolean;
}

type Ranked = FoundRow & Met;

/** By part of a name, former name, code, document number, pinyin or its initials. */
export async function search(
  city: LiveCity,
  caller: Reader,
  query: SearchQuery,
): Promise<Result<Answer, Refusal>> {
  const seen = seenOn(city, query.asOf);
  if (!seen.ok) return seen;
  const q = normal(query.q);
  if (q === '') return ok({ rows: [], more: false });
  return reading(city.web, caller, async (client) => {
    const enterprises = onlyEnterprises(caller.keys);
    const county = enterprises ? null : await countyOf(client, caller.keys);
    const ranked = await candidates(client, q, query.type ?? null, { enterprises, county });
    const rows = await described(client, city, ranked, seen.value);
    return ok({ rows: rows.slice(0, query.limit), more: rows.length > query.limit });
  });
}

/** First what begins with the query, so that the best is there however much matches. */
export async function candidates(
  client: PoolClient,
  q: string,
  type: string | null,
  within: Pick<Wanted, 'enterprises' | 'county'>,
): Promise<readonly Ranked[]> {
  const found = new Map<string, Ranked>();
  const add = (rows: readonly FoundRow[]): void => {
    for (const row of rows) {
      const met = bestOf(row.texts, q);
      if (met) found.set(`${row.type}/${row.id}`, { ...row, ...met });
    }
  };
  const known = { type, ...within };
  add(await findEntries(client, { ...known, pieces: [beginningOf(q)], within: `\n${q}` }));
  const pieces = piecesWithin(q);
  if (pieces) add(await findEntries(client, { ...known, pieces, within: q }));
  return [...found.values()].sort(betterFirst);
}

/** Those that there are on the day, with what they belong to. */
async function described(
  client: PoolClient,
  city: LiveCity,
  ranked: readonly Ranked[],
  seen: Seen,
): Promise<Found[]> {
  const known = new Map<string, ReadonlyMap<string, Known>>();
  for (const type of new Set(ranked.map((row) => row.type))) {
    const ids = ranked.filter((row) => row.type === type).map(({ id }) => id);
    known.set(type, await knownAt(client, knownType(city, type), ids, seen.at));
  }
  const named = async (type: string, ids: readonly (string | null)[]) => {
    const wanted = [...new Set(ids.filter((id) => id !== null))];
    return knownAt(client, knownType(city, type), wanted, seen.at);
  };
  const all = [...known.values()].flatMap((rows) => [...rows.values()]);
  const enterprises = await named(
    'enterprise',
    all.map(({ enterprise }) => enterprise),
  );
  const divisions = await named(
    'jurisdiction',
    all.map(({ division }) => division),
  );
  // What lies outside the scope is not named.
  const link = (
    type: string,
    id: string | null,
    names: ReadonlyMap<string, Known>,
  ): Link | null => {
    const row = id === null ? undefined : names.get(id);
    return row ? { type, id: row.id, name: row.name } : null;
  };
  return ranked.flatMap(({ type, id, text }) => {
    const row = known.get(type)?.get(id);
    if (!row) return [];
    const { zh, en } = knownType(city, type);
    const name = row.name ?? id;
    return {
      type,
      typeName: { zh, en },
      id,
      name,
      met: isTyped(text) || normal(name) === text ? null : text,
      live: row.live,
      enterprise: link('enterprise', row.enterprise, enterprises),
      division: link('jurisdiction', row.division, divisions),
    };
  });
}
