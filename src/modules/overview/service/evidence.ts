import type { Day } from '../../../kernel/calendar.ts';
import { endOfDay, formatDay } from '../../../kernel/calendar.ts';
import { cursorOf, notACursor, partsOfCursor } from '../../../kernel/cursor.ts';
import type { Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import type { Caller } from '../../identity/index.ts';
import { reading } from '../../identity/index.ts';
import { namesIn, refWords } from '../../registry/index.ts';
import type { MetricDefinition, MetricRowAnswer } from '../model.ts';
import { recordWords } from '../rules/record-words.ts';
import { recordOn } from '../store/evidence.ts';
import { rowAnswer } from './metric-answers.ts';
import type { Overview } from './overview.ts';

interface RowQuery {
  readonly division?: string | undefined;
  readonly enterprise?: string | undefined;
  readonly bad?: boolean | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

/** A page of the rows behind a metric. */
export async function rowPage(
  { metrics }: Overview,
  caller: Caller,
  metric: MetricDefinition,
  day: Day,
  query: RowQuery,
): Promise<Result<{ rows: MetricRowAnswer[]; next: string | null; asOf: string }, Refusal>> {
  const { division = null, enterprise = null, bad = null, after: cursor, limit } = query;
  const parts = cursor === undefined ? null : partsOfCursor(cursor, 2);
  const [place = '', key = ''] = parts ?? [];
  if (cursor !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(place)) return refuse(notACursor);
  const after = parts ? ([place, key] as const) : null;
  const choice = { division, enterprise, bad, key: null, after, limit };
  const rows = await metrics.rows(caller, metric, day, choice);
  const last = rows.at(-1);
  const next = last && rows.length === limit ? cursorOf([last.place, last.key]) : null;
  const areas = await metrics.areasOn(day);
  return ok({ rows: rows.map((row) => rowAnswer(row, areas)), next, asOf: formatDay(day) });
}

/** A row and the record it rests on; a duty rests on whoever owes it, and is explained elsewhere. */
export async function evidenceOf(
  { city, metrics }: Overview,
  caller: Caller,
  metric: MetricDefinition,
  day: Day,
  key: string,
) {
  const nowhere = { division: null, enterprise: null, bad: null, after: null };
  const [row] = await metrics.rows(caller, metric, day, { ...nowhere, key, limit: 1 });
  if (!row) return refuse({ code: 'not-visible' });
  const [type = ''] = row.subject.split('/', 1);
  const id = row.subject.slice(type.length + 1);
  const { types } = city.duties;
  const definition = types.get(type);
  const found = await reading(city.web, caller, async (client) => {
    const read = await recordOn(client, types, type, id, day);
    if (!definition || !read) return null;
    const names = await namesIn(client, city, definition, [read], new Date(endOfDay(day)));
    return { record: read, names };
  });
  if (!definition || !found) return refuse({ code: 'not-visible' });
  return ok({
    asOf: formatDay(day),
    row: rowAnswer(row, await metrics.areasOn(day)),
    type: { zh: definition.zh, en: definition.en },
    values: recordWords(definition, found.record, (attribute, value) =>
      refWords(attribute, value, found.names),
    ),
  });
}
