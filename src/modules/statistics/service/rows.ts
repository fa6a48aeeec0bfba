import { formatDay } from '../../../kernel/calendar.ts';
import { cursorOf, notACursor, partsOfCursor } from '../../../kernel/cursor.ts';
import type { QueryOf, Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import { reading } from '../../identity/index.ts';
import { dutyPath } from '../../overview/index.ts';
import { dutyStatuses } from '../../plan/index.ts';
import type { statisticsContract } from '../contract.ts';
import type { RecordTopicId, Row, Words } from '../model.ts';
import { isRecordTopic, recordTypes } from '../rules/topics.ts';
import { dutyRows } from '../store/duties.ts';
import { measuresOf, recordRows } from '../store/records.ts';
import type { Asked } from './asked.ts';
import { placeOf } from './asked.ts';
import { clausesOf, statusesOf } from './duty-counts.ts';
import { codesOf, codeWords, plain } from './names.ts';
import { filterOf } from './record-table.ts';

type Query = QueryOf<typeof statisticsContract.statisticsRows>;
/** Which number: its column and its row. */
export interface Cell {
  readonly measure: string;
  readonly key: string | null;
}
type Place = readonly [string, string] | null;
export interface RowPage {
  readonly rows: Row[];
  readonly next: string | null;
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;

function placeAfter(cursor: string | undefined): Result<Place, Refusal> {
  if (cursor === undefined) return ok(null);
  const [on = '', key = ''] = partsOfCursor(cursor, 2) ?? [];
  return DATE.test(on) ? ok([on, key]) : { ok: false, error: notACursor };
}

/** Is there such a number, of which the rows are listed here? */
export function cellOf(asked: Asked, query: Pick<Query, 'measure' | 'key'>): Result<Cell, Refusal> {
  const { topic } = asked;
  const listed = topic.id === 'duties' || isRecordTopic(topic.id);
  if (listed && topic.measures.some(({ key }) => key === query.measure)) {
    return ok({ measure: query.measure, key: query.key ?? null });
  }
  const message = { zh: '没有这样的统计数', en: 'there is no such number' };
  return refuse({ code: 'bad-request', fields: [{ path: 'query.measure', message }] });
}

export async function rowPage(
  asked: Asked,
  cell: Cell,
  query: Pick<Query, 'after' | 'limit'>,
): Promise<Result<RowPage, Refusal>> {
  const after = placeAfter(query.after);
  if (!after.ok) return after;
  const page = { after: after.value, limit: query.limit };
  const { id } = asked.topic;
  return ok(
    isRecordTopic(id) ? await recordPage(asked, id, cell, page) : await dutyPage(asked, cell, page),
  );
}

interface PageAsked {
  readonly after: Place;
  readonly limit: number;
}

const divisionOf = ({ areas }: Asked, id: string | null): Row['division'] =>
  id === null ? null : { id, name: areas.get(id)?.name ?? id };

const firmOf = (row: { enterprise: string | null; enterpriseName: string | null }) =>
  row.enterprise === null ? null : { id: row.enterprise, name: row.enterpriseName };

const STATE: Readonly<Record<(typeof dutyStatuses)[number], Words>> = {
  met: { zh: '已完成', en: 'Met' },
  late: { zh: '逾期完成', en: 'Met late' },
  pending: { zh: '未到期', en: 'Pending' },
  overdue: { zh: '逾期未完成', en: 'Overdue' },
  unknown: { zh: '情况不明', en: 'Unknown' },
};

async function dutyPage(asked: Asked, cell: Cell, page: PageAsked): Promise<RowPage> {
  const { at, caller, by, day } = asked;
  const { key, measure } = cell;
  await at.city.counted();
  const clauses = clausesOf(asked).filter((clause) => {
    if (key === null || by === 'division') return true;
    if (by === 'plan') return clause.plan === key;
    return (by === 'module' ? clause.module : by === 'kind' ? clause.kind : clause.id) === key;
  });
  const choice = {
    clauses: clauses.map(({ id }) => at.city.duties.numberOf(id)),
    statuses: statusesOf(measure),
    ...placeOf(asked, key),
    ...page,
  };
  const found = await reading(at.city.web, caller, (client) => dutyRows(client, day, choice));
  const last = found.at(-1);
  return {
    next: last && found.length === page.limit ? cursorOf([last.place, last.key]) : null,
    rows: found.map((row) => ({
      ...{ key: row.key, subject: row.subject, on: row.due },
      division: divisionOf(asked, row.division),
      enterprise: firmOf(row),
      what: plain(row.period === null ? row.clause : `${row.clause} ${row.period}`),
      state: STATE[dutyStatuses[row.status] ?? 'unknown'],
      to: `/plan/${row.clause}/duties/${dutyPath(row.subject, row.period, row.triggerKey)}`,
    })),
  };
}

async function recordPage(
  asked: Asked,
  topic: RecordTopicId,
  { measure, key }: Cell,
  page: PageAsked,
): Promise<RowPage> {
  const { at, caller, by } = asked;
  const { divisions, notIn } = placeOf(asked, key);
  const ownKey = by === 'division' ? null : key;
  const found = await reading(at.city.web, caller, (client) =>
    recordRows(
      client,
      topic,
      { by, key: ownKey, measure, notIn },
      filterOf(asked, divisions),
      page,
    ),
  );
  const type = recordTypes[topic];
  const codes = codesOf(at.city, topic, topic === 'incidents' ? 'type' : 'kind');
  const last = found.at(-1);
  return {
    next: last && found.length === page.limit ? cursorOf([last.on, last.id]) : null,
    rows: found.map((row) => ({
      ...{ key: row.id, subject: `${type}/${row.id}`, on: row.on },
      division: divisionOf(asked, row.division),
      enterprise: firmOf(row),
      what: codeWords(codes, row.what),
      state: stateOf(asked, topic, row.counts),
      to: `/records/${type}/${encodeURIComponent(row.id)}`,
    })),
  };
}

/** In which other columns of the table it counts. */
function stateOf(asked: Asked, topic: RecordTopicId, counts: readonly string[]): Words {
  const own = measuresOf(topic).filter((each) => each !== 'total' && counts.includes(each));
  const named = own.flatMap((key) => asked.topic.measures.find((m) => m.key === key)?.words ?? []);
  if (named.length === 0) return plain('—');
  return {
    zh: named.map(({ zh }) => zh).join('、'),
    en: named.map(({ en }) => en).join(', '),
  };
}

/** What the rows are, in words: the column and the row of the number. */
export function cellTitle(asked: Asked, { measure, key }: Cell): Words {
  const { topic, by, areas, at } = asked;
  const column = topic.measures.find((each) => each.key === measure)?.words ?? plain(measure);
  const row = key === null ? null : rowWords(by, key, areas, codesOf(at.city, topic.id, by));
  const join = (lang: 'zh' | 'en'): string =>
    [topic.words[lang], row?.[lang], column[lang]].filter(Boolean).join(' · ');
  return { zh: join('zh'), en: join('en') };
}

function rowWords(
  by: Asked['by'],
  key: string,
  areas: Asked['areas'],
  codes: ReturnType<typeof codesOf>,
): Words {
  if (by === 'division') return plain(areas.get(key)?.name ?? key);
  return codes.length > 0 ? codeWords(codes, key) : plain(key);
}

export const dayText = ({ day }: Asked): string => formatDay(day);
