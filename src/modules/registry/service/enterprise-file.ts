import { cursorOf } from '../../../kernel/cursor.ts';
import type { Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import type { RecordDefinition } from '../../../law/records/model.ts';
import type { PoolClient } from '../../../platform/db/transaction.ts';
import type { LiveCity } from '../../identity/index.ts';
import { reading } from '../../identity/index.ts';
import type { Completeness, EnterpriseFile, RecordList, Timeline } from '../model.ts';
import { completenessOf } from '../rules/completeness.ts';
import { mayOwn } from '../rules/ownership.ts';
import { codeOf } from '../rules/vocabulary.ts';
import { countsOf, tieOf } from '../store/record-rows.ts';
import { outcomeOf, timelinePage } from '../store/timeline.ts';
import type { Reader } from './common.ts';
import { definitionOf, readCursor } from './common.ts';
import { recordList } from './record-list.ts';
import { describe, NOT_VISIBLE, type Opened, opened } from './records.ts';

/** Record types that hang on an enterprise. */
export function hangingTypes(city: LiveCity): readonly RecordDefinition[] {
  return [...city.duties.types.values()].filter((each) => tieOf(each) !== null);
}

export interface OneEnterprise {
  readonly id: string;
  readonly asOf?: string | undefined;
}

/** Opens the enterprise in the caller's scope, then does the work. */
export function ofEnterprise<T>(
  city: LiveCity,
  caller: Reader,
  { id, asOf }: OneEnterprise,
  work: (client: PoolClient, found: Opened) => Promise<Result<T, Refusal>>,
): Promise<Result<T, Refusal>> {
  return reading(city.web, caller, async (client) => {
    const found = await opened(client, city, { type: 'enterprise', id, asOf });
    return found.ok ? work(client, found.value) : found;
  });
}

export function fileOf(
  city: LiveCity,
  caller: Reader,
  wanted: OneEnterprise,
): Promise<Result<EnterpriseFile, Refusal>> {
  return ofEnterprise(city, caller, wanted, async (client, found) => {
    const record = await describe(client, city, caller, found);
    const types = hangingTypes(city);
    const counts = await countsOf(client, types, wanted.id, found.seen.at);
    return ok({
      ...record,
      completeness: completeness(
        record.groups.flatMap(({ fields }) => fields),
        found,
      ),
      counts: types.map(({ type, zh, en }) => ({
        type,
        label: { zh, en },
        count: counts.get(type) ?? 0,
        mayAdd: record.live && mayOwn(type, caller.roles),
      })),
    });
  });
}

export function completeness(
  fields: EnterpriseFile['groups'][number]['fields'],
  { row }: Opened,
): Completeness {
  const industry = Array.isArray(row.values.industry) ? (row.values.industry as string[]) : [];
  return completenessOf(industry, fields);
}

interface ListQuery extends OneEnterprise {
  readonly type: string;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** The enterprise's records of one type. */
export async function recordsOf(
  city: LiveCity,
  caller: Reader,
  wanted: ListQuery,
): Promise<Result<RecordList, Refusal>> {
  const definition = definitionOf(city, wanted.type);
  if (!definition || tieOf(definition) === null) return refuse(NOT_VISIBLE);
  return ofEnterprise(city, caller, wanted, (client, { seen }) =>
    recordList(client, city, definition, wanted, seen),
  );
}

interface TimelineQuery extends OneEnterprise {
  readonly types?: readonly string[] | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** Kept apart from the timeline: parts of the file that do not happen. */
const NO_EVENTS = new Set([
  'facility',
  'equipment',
  'process',
  'person',
  'organisation',
  'systemStatus',
  'resource',
]);

const MOMENT = /^\d{4}-\d\d-\d\dT[0-2]\d:[0-5]\d:[0-5]\d\.\d{6}Z$/;

/** What happened, the newest first. */
export async function timelineOf(
  city: LiveCity,
  caller: Reader,
  wanted: TimelineQuery,
): Promise<Result<Timeline, Refusal>> {
  const cursor = readCursor(wanted.cursor, 3);
  if (!cursor.ok) return cursor;
  const types = hangingTypes(city).filter(({ type }) => !NO_EVENTS.has(type));
  return ofEnterprise(city, caller, wanted, async (client, { seen }) => {
    const [moment = '', type = '', id = ''] = cursor.value ?? [];
    if (cursor.value && !MOMENT.test(moment)) return refuse({ code: 'bad-request' });
    const after = cursor.value ? ([moment, type, id] as const) : null;
    const { limit } = wanted;
    const known = { enterprise: wanted.id, at: seen.at, only: wanted.types ?? null, after };
    const rows = await timelinePage(client, types, { ...known, limit: limit + 1 });
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return ok({
      rows: page.map((row) => eventOf(city, row)),
      types: types.map(({ type: name, zh, en }) => ({ code: name, text: { zh, en } })),
      next: rows.length > page.length && last ? cursorOf([last.moment, last.type, last.id]) : null,
      asOf: seen.text,
    });
  });
}

type EventRow = Awaited<ReturnType<typeof timelinePage>>[number];

export function eventOf(city: LiveCity, row: EventRow): Timeline['rows'][number] {
  const definition = definitionOf(city, row.type);
  const words = (name: string | null, value: string | null) => {
    const attribute = definition?.attributes.find((a) => a.name === name);
    return attribute && value !== null ? codeOf(attribute, value).text : null;
  };
  return {
    type: row.type,
    typeName: definition
      ? { zh: definition.zh, en: definition.en }
      : { zh: row.type, en: row.type },
    id: row.id,
    moment: row.moment,
    title: row.title,
    kind: words('kind', row.kind),
    outcome: words(definition ? outcomeOf(definition) : null, row.outcome),
  };
}
