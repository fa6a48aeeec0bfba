import { pageIn, placeAfter } from '../../../kernel/cursor.ts';
import type { Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import type { RecordDefinition } from '../../../law/records/model.ts';
import type { PoolClient } from '../../../platform/db/transaction.ts';
import type { LiveCity } from '../../identity/index.ts';
import type { RecordList } from '../model.ts';
import { columnsOf } from '../rules/groups.ts';
import { shown } from '../rules/record-fields.ts';
import { attributeIn } from '../rules/vocabulary.ts';
import { listRecords, mayOrderBy, recordOrder } from '../store/record-rows.ts';
import type { Seen } from './common.ts';
import { namesIn } from './names.ts';

interface Wanted {
  /** Of the enterprise, or of the park. */
  readonly id: string;
  readonly park?: true;
  /** An attribute that the list shows; the other way with `-`. */
  readonly sort?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

const NO_ORDER: Refusal = {
  code: 'bad-request',
  fields: [
    {
      path: 'query.sort',
      message: { zh: '不能按此字段排序', en: 'the list cannot be ordered by this field' },
    },
  ],
};

/** A page of the records of one type that hang on an enterprise or a park. */
export async function recordList(
  client: PoolClient,
  city: LiveCity,
  definition: RecordDefinition,
  wanted: Wanted,
  seen: Seen,
): Promise<Result<RecordList, Refusal>> {
  const { limit, park, sort } = wanted;
  const columns = columnsOf(definition);
  const by =
    columns.includes(sort?.replace(/^-/, '') ?? '') || !sort ? recordOrder(definition, sort) : null;
  if (by === null) return refuse(NO_ORDER);
  const name = sort ?? 'usual';
  const place = placeAfter({ [name]: by }, name, wanted.cursor);
  if (!place.ok) return place;
  const known = {
    ...{ enterprise: wanted.id, at: seen.at, columns, order: by, after: place.value },
    ...(park ? { park } : {}),
  };
  const rows = await listRecords(client, definition, { ...known, limit: limit + 1 });
  const { shown: page, next } = pageIn(name, rows, limit);
  const values = page.map((row) => row.values);
  const names = await namesIn(client, city, definition, values, seen.at);
  const attributes = columns.map((name) => attributeIn(definition, name));
  return ok({
    type: definition.type,
    label: { zh: definition.zh, en: definition.en },
    columns: attributes.map((attribute) => ({
      name: attribute.name,
      label: { zh: attribute.zh, en: attribute.en },
      type: attribute.type,
      unit: attribute.unit ?? null,
      orders: mayOrderBy(definition, attribute),
    })),
    rows: page.map((row) => ({
      id: row.id,
      values: attributes.map((attribute) =>
        shown(definition.type, attribute, row.values[attribute.name] ?? attribute.default, names),
      ),
    })),
    next,
    asOf: seen.text,
  });
}
