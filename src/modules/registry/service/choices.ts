import type { Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok } from '../../../kernel/result.ts';
import type { PoolClient } from '../../../platform/db/transaction.ts';
import type { LiveCity } from '../../identity/index.ts';
import { reading } from '../../identity/index.ts';
import type { Choice, ChosenType, ToldType } from '../choice-model.ts';
import { chosenTypes } from '../choice-model.ts';
import { normal } from '../rules/search-terms.ts';
import { divisionsWithin, firstOf } from '../store/choices.ts';
import type { Known } from '../store/search.ts';
import { knownAt } from '../store/search.ts';
import type { Reader, Seen } from './common.ts';
import { knownType, seenOn } from './common.ts';
import { candidates } from './search.ts';
import { toldChoices } from './told.ts';

const MOST = 20;
/** Few types are short lists, which open without a word typed. */
const SHORT = new Set<ChosenType>(['park']);

interface ChoiceQuery<Type> {
  readonly type: Type;
  readonly enterprise?: string | undefined;
  readonly q?: string | undefined;
  readonly id?: string | undefined;
  readonly asOf?: string | undefined;
}

/** Records that a field or a filter may name: found by a part of the name, or the one that it names. */
export function choices(
  city: LiveCity,
  caller: Reader,
  query: ChoiceQuery<ChosenType | ToldType>,
): Promise<Result<{ rows: Choice[] }, Refusal>> {
  const seen = seenOn(city, query.asOf);
  if (!seen.ok) return Promise.resolve(seen);
  return reading(city.web, caller, async (client) => {
    if (!isChosen(query)) return ok({ rows: await toldChoices(client, city, query, seen.value) });
    const ids = await idsOf(client, city, query, seen.value);
    const definition = knownType(city, query.type);
    const known = await knownAt(client, definition, ids, seen.value.at);
    const live = ids.flatMap((id) => known.get(id) ?? []).filter((row) => row.live);
    const shown = live.slice(0, MOST);
    const notes = await notesOf(client, city, query.type, shown, seen.value);
    const rows = shown.map(({ id, name }) => ({
      id,
      name: name ?? id,
      kind: null,
      note: notes.get(id) ?? null,
    }));
    return ok({ rows });
  });
}

const isChosen = (query: ChoiceQuery<ChosenType | ToldType>): query is ChoiceQuery<ChosenType> =>
  chosenTypes.some((type) => type === query.type);

async function idsOf(
  client: PoolClient,
  city: LiveCity,
  { type, q, id }: ChoiceQuery<ChosenType>,
  { at }: Seen,
): Promise<readonly string[]> {
  if (id !== undefined) return [id];
  const text = normal(q ?? '');
  const divisions = type === 'jurisdiction';
  if (text === '') {
    if (divisions) return divisionsWithin(client, null, at, MOST);
    return SHORT.has(type) ? firstOf(client, knownType(city, type), at, MOST) : [];
  }
  const found = (await candidates(client, text, type, { enterprises: null, county: null })).map(
    (row) => row.id,
  );
  if (!divisions) return found;
  const within = new Set(await divisionsWithin(client, found, at, found.length));
  return found.filter((each) => within.has(each));
}

/** What tells records of one name apart: whose they are, where they lie, else the id. */
async function notesOf(
  client: PoolClient,
  city: LiveCity,
  type: ChosenType,
  rows: readonly Known[],
  { at }: Seen,
): Promise<ReadonlyMap<string, string>> {
  if (type === 'jurisdiction' || type === 'enterprise') {
    return new Map(rows.map(({ id }) => [id, id]));
  }
  const by = type === 'park' ? ('division' as const) : ('enterprise' as const);
  const named = knownType(city, by === 'division' ? 'jurisdiction' : 'enterprise');
  const ids = [...new Set(rows.flatMap((row) => row[by] ?? []))];
  const names = await knownAt(client, named, ids, at);
  return new Map(
    rows.flatMap((row): [string, string][] => {
      const name = names.get(row[by] ?? '')?.name;
      return name ? [[row.id, name]] : [];
    }),
  );
}
