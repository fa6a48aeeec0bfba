import { cursorOf } from '../../../kernel/cursor.ts';
import type { Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok } from '../../../kernel/result.ts';
import type { RecordDefinition } from '../../../law/records/model.ts';
import type { PoolClient } from '../../../platform/db/transaction.ts';
import type { LiveCity } from '../../identity/index.ts';
import type { RecordList } from '../model.ts';
import { columnsOf } from '../rules/groups.ts';
import { shown } from '../rules/record-fields.ts';
import { attributeIn } from '../rules/vocabulary.ts';
import { listRecords } from '../store/record-rows.ts';
import type { Seen } from './common.ts';
import { readCursor } from './common.ts';
import { namesIn } from './names.ts';

interface Wanted {
  /** Of the enterprise, or of the park. */
  readonly id: string;
  readonly park?: true;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** A page of the records of one type that hang on an enterprise or a park. */
export async function recordList(
  client: PoolClient,
  city: LiveCity,
  definition: RecordDefinition,
  wanted: Wanted,
  seen: Seen,
): Promise<Result<RecordList, Refusal>> {
  const cursor = readCursor(wanted.cursor, 2);
  if (!cursor.ok) return cursor;
  const columns = columnsOf(definition);
  const [moment = '', id = ''] = cursor.value ?? [];
  const after = cursor.value ? ([moment, id] as const) : null;
  const { limit, park } = wanted;
  const known = { enterprise: wanted.id, at: seen.at, columns, after, ...(park ? { park } : {}) };
  const rows = await listRecords(client, definition, { ...known, limit: limit + 1 });
  const page = rows.slice(0, limit);
  const values = page.map((row) => row.values);
  const names = await namesIn(client, city, definition, values, seen.at);
  const last = page.at(-1);
  const attributes = columns.map((name) => attributeIn(definition, name));
  return ok({
    type: definition.type,
    label: { zh: definition.zh, en: definition.en },
    columns: attributes.map(({ name, zh, en, type, unit }) => ({
      name,
      label: { zh, en },
      type,
      unit: unit ?? null,
    })),
    rows: page.map((row) => ({
      id: row.id,
      values: attributes.map((attribute) =>
        shown(definition.type, attribute, row.values[attribute.name] ?? attribute.default, names),
      ),
    })),
    next: rows.length > page.length && last ? cursorOf([last.moment, last.id]) : null,
    asOf: seen.text,
  });
}
