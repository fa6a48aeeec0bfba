import type { RecordDefinition } from '../../../law/records/model.ts';
import type { PoolClient } from '../../../platform/db/transaction.ts';
import type { LiveCity } from '../../identity/index.ts';
import type { Choice } from '../choice-model.ts';
import { normal } from '../rules/search-terms.ts';
import { codeOf } from '../rules/vocabulary.ts';
import { knownAt } from '../store/search.ts';
import type { ToldRow } from '../store/told.ts';
import { hasEnterprise, kindAttribute, toldRows } from '../store/told.ts';
import type { Seen } from './common.ts';
import { knownType } from './common.ts';
import { candidates } from './search.ts';

const MOST = 20;
/** A city has millions of them: they open as a list only within one enterprise, or by a word. */
const MANY = new Set([
  'hazard',
  'alarm',
  'inspection',
  'equipment',
  'riskItem',
  'riskEvent',
  'permit',
]);
const DAY = /^\d{4}(-\d{2}(-\d{2})?)?$/;

interface Wanted {
  readonly type: string;
  readonly q?: string | undefined;
  readonly id?: string | undefined;
  readonly enterprise?: string | undefined;
}

/** Records told by number, kind, day and enterprise: each word of the query narrows by one of them. */
export async function toldChoices(
  client: PoolClient,
  city: LiveCity,
  wanted: Wanted,
  seen: Seen,
): Promise<Choice[]> {
  const { id, enterprise } = wanted;
  const definition = knownType(city, wanted.type);
  const words = (wanted.q ?? '')
    .split(/\s+/)
    .map(normal)
    .filter((word) => word !== '');
  const bare = id === undefined && enterprise === undefined && words.length === 0;
  if (bare && MANY.has(wanted.type)) return [];
  const by = await narrowed(client, definition, words);
  const own = enterprise !== undefined && hasEnterprise(definition) ? [enterprise] : null;
  const rows = await toldRows(client, definition, {
    ...{ at: seen.at, ids: id === undefined ? null : [id], limit: MOST },
    ...{ ...by, enterprises: id === undefined ? (own ?? by.enterprises) : null },
  });
  return described(client, city, definition, rows, seen);
}

/** What each word means: a day, a kind, an enterprise, else a part of the record's own name. */
async function narrowed(
  client: PoolClient,
  definition: RecordDefinition,
  words: readonly string[],
) {
  const codes = kindAttribute(definition)?.codes ?? [];
  const days: string[] = [];
  const kinds: string[][] = [];
  const texts: string[] = [];
  let enterprises: ReadonlySet<string> | null = null;
  for (const word of words) {
    const meant = codes.filter((code) =>
      [code.zh, code.en].some((text) => normal(text).includes(word)),
    );
    if (DAY.test(word)) days.push(word);
    else if (meant.length > 0) kinds.push(meant.map(({ code }) => code));
    else {
      const firms = hasEnterprise(definition) ? await firmsNamed(client, word) : [];
      enterprises = firms.length === 0 ? enterprises : both(enterprises, firms);
      if (firms.length === 0) texts.push(word);
    }
  }
  return { days, kinds, texts, enterprises: enterprises && [...enterprises] };
}

const both = (some: ReadonlySet<string> | null, ids: readonly string[]): ReadonlySet<string> =>
  new Set(ids.filter((id) => some?.has(id) ?? true));

async function firmsNamed(client: PoolClient, word: string): Promise<readonly string[]> {
  const anywhere = { enterprises: null, county: null };
  return (await candidates(client, word, 'enterprise', anywhere)).map(({ id }) => id);
}

async function described(
  client: PoolClient,
  city: LiveCity,
  definition: RecordDefinition,
  rows: readonly ToldRow[],
  { at }: Seen,
): Promise<Choice[]> {
  const firms = [...new Set(rows.flatMap((row) => row.enterprise ?? []))];
  const names = await knownAt(client, knownType(city, 'enterprise'), firms, at);
  const attribute = kindAttribute(definition);
  return rows.map(({ id, name, kind, day, enterprise }) => {
    const firm = enterprise === null ? null : (names.get(enterprise)?.name ?? null);
    const note = [day, firm, id].filter((part) => part !== null).join(' · ');
    const words = attribute && kind !== null ? codeOf(attribute, kind).text : null;
    return { id, name: name ?? id, kind: words, note };
  });
}
