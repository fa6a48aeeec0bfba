import type { RecordDefinition } from '../../../law/records/model.ts';
import type { PoolClient } from '../../../platform/db/transaction.ts';
import type { LiveCity } from '../../identity/index.ts';
import type { Names } from '../rules/record-fields.ts';
import { mentioned } from '../rules/record-fields.ts';
import { knownAt } from '../store/search.ts';
import { definitionOf } from './common.ts';

/** What these records are called, of those that the caller may see at the moment. */
export async function namesOf(
  client: PoolClient,
  city: LiveCity,
  records: readonly { readonly type: string; readonly id: string }[],
  at: Date,
): Promise<Names> {
  const names = new Map<string, string | null>();
  const ids = new Map<string, Set<string>>();
  for (const { type, id } of records) ids.set(type, (ids.get(type) ?? new Set()).add(id));
  for (const [type, wanted] of ids) {
    const definition = definitionOf(city, type);
    if (!definition) continue;
    const known = await knownAt(client, definition, [...wanted], at);
    for (const [id, { name }] of known) names.set(`${type}/${id}`, name);
  }
  return names;
}

/** The same for whatever the values of records name. */
export function namesIn(
  client: PoolClient,
  city: LiveCity,
  definition: RecordDefinition,
  values: readonly Readonly<Record<string, unknown>>[],
  at: Date,
): Promise<Names> {
  const records = values.flatMap((each) => mentioned(definition.attributes, each));
  return namesOf(client, city, records, at);
}
