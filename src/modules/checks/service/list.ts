import { parseDay } from '../../../kernel/calendar.ts';
import { cursorOf } from '../../../kernel/cursor.ts';
import type { FileAnswer, Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok } from '../../../kernel/result.ts';
import type { SheetRow } from '../../../platform/excel/index.ts';
import {
  bilingualColumn,
  columnsIn,
  exportAnswer,
  keyedRows,
} from '../../../platform/excel/index.ts';
import type { Caller, LiveCity } from '../../identity/index.ts';
import { onlyEnterprises, reading } from '../../identity/index.ts';
import type { Seen } from '../../registry/index.ts';
import { knownType, readCursor, seenOn } from '../../registry/index.ts';
import type { CheckRow } from '../contract.ts';
import type { CheckFilters } from '../model.ts';
import { markNames, marks } from '../model.ts';
import { mayExplain, mayJudge } from '../rules/who.ts';
import type { CheckRecord } from '../store/list.ts';
import { listChecks } from '../store/list.ts';
import { coded, told } from './common.ts';

interface Listed {
  rows: CheckRow[];
  next: string | null;
  asOf: string;
}

type Query = CheckFilters & { readonly cursor?: string | undefined; readonly limit: number };

const optionsOf = (caller: Caller, filters: CheckFilters, seen: Seen) => ({
  ...{ filters, at: seen.at },
  own: onlyEnterprises(caller.keys),
});

export async function checkPage(
  city: LiveCity,
  caller: Caller,
  query: Query,
): Promise<Result<Listed, Refusal>> {
  const seen = seenOn(city, query.asOf);
  if (!seen.ok) return seen;
  const cursor = readCursor(query.cursor, 2);
  if (!cursor.ok) return cursor;
  const [key = '', id = ''] = cursor.value ?? [];
  if (cursor.value && !parseDay(key).ok) return readCursor('', 2) as Result<never, Refusal>;
  const after = cursor.value ? ([key, id] as const) : null;
  return reading(city.web, caller, async (client) => {
    const options = optionsOf(caller, query, seen.value);
    const rows = await listChecks(client, { ...options, after, limit: query.limit + 1 });
    const shown = rows.slice(0, query.limit);
    const last = shown.at(-1);
    return ok({
      rows: shown.map((row) => rowOf(city, caller, row)),
      next: rows.length > shown.length && last ? cursorOf([last.key, last.id]) : null,
      asOf: seen.value.text,
    });
  });
}

/** The working of the marks, as it was kept with them. */
function whyIn(text: string | null): Record<string, { zh: string; en: string }> {
  const parsed: unknown = text === null ? null : JSON.parse(text);
  return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {};
}

function rowOf(city: LiveCity, caller: Caller, row: CheckRecord): CheckRow {
  const checks = knownType(city, 'measureCheck');
  const why = whyIn(row.whyMarked);
  const marked = (row.marks ?? []).length > 0;
  const own = row.by === caller.user;
  return {
    id: row.id,
    version: Number(row.version ?? 0),
    enterprise: { id: row.enterprise, name: row.enterpriseName },
    measure: { id: row.measure, name: row.text },
    ...{ place: row.place, risk: row.riskName, period: row.period, note: row.note },
    level: coded(knownType(city, 'riskItem'), 'level', row.level),
    result: coded(checks, 'result', row.result) ?? {
      code: row.result,
      text: { zh: row.result, en: row.result },
    },
    doneAt: told(row.doneAt),
    takenAt: told(row.takenAt),
    receivedAt: row.receivedAt ? told(row.receivedAt) : null,
    by: row.byName ?? row.by,
    ...{ secondsTaken: row.secondsTaken, photos: [...(row.photos ?? [])], bulk: row.bulk },
    hazard: row.hazard,
    marks: markNames
      .filter((mark) => row.marks?.includes(mark))
      .map((code) => ({ code, text: marks[code], why: why[code] ?? null })),
    judgement: coded(checks, 'judgement', row.judgement),
    judgedReason: row.judgedReason,
    judgedBy: row.judgedBy,
    may: {
      explain: marked && row.judgement === null && mayExplain(caller.roles),
      judge: marked && !own && mayJudge(caller.roles),
    },
  };
}

const COLUMNS = [
  bilingualColumn('takenAt', '排查时间', 'Done at', 20),
  bilingualColumn('enterprise', '企业', 'Enterprise', 30),
  bilingualColumn('place', '点位', 'Place', 20),
  bilingualColumn('risk', '风险点', 'Risk point', 20),
  bilingualColumn('measure', '管控措施', 'Measure', 40),
  bilingualColumn('period', '任务', 'Task', 16),
  bilingualColumn('result', '结果', 'Result', 10),
  bilingualColumn('note', '情况', 'Note', 30),
  bilingualColumn('by', '排查人', 'By', 12),
  bilingualColumn('bulk', '其余正常', 'Together', 10),
  bilingualColumn('marks', '待核标记', 'Marks', 24),
  bilingualColumn('judgement', '核实意见', 'Judgement', 12),
  bilingualColumn('judgedReason', '理由', 'Why', 24),
  bilingualColumn('hazard', '隐患编号', 'Hazard', 30),
  bilingualColumn('id', '编号', 'Id', 30),
];

export interface ExportQuery extends CheckFilters {
  readonly columns?: string | undefined;
  readonly language: 'zh' | 'en';
}

/** The rows that the list shows, all of them, under the same filters. */
export async function checkSheet(
  city: LiveCity,
  caller: Caller,
  query: ExportQuery,
): Promise<Result<FileAnswer, Refusal>> {
  const seen = seenOn(city, query.asOf);
  if (!seen.ok) return seen;
  const { language } = query;
  const columns = columnsIn(language, COLUMNS);
  const title = { zh: '排查记录', en: 'Checks' }[language];
  const unit = { zh: '条', en: 'records' }[language];
  const rows = sheetRows(city, caller, query, seen.value);
  const shown = query.columns?.split(',');
  return ok(exportAnswer({ title, asOf: seen.value.text, unit, language, shown, columns, rows }));
}

async function* sheetRows(
  city: LiveCity,
  caller: Caller,
  query: ExportQuery,
  seen: Seen,
): AsyncGenerator<SheetRow> {
  const options = optionsOf(caller, query, seen);
  const { language } = query;
  const between = { zh: '、', en: ', ' }[language];
  const known = keyedRows<CheckRecord>((after, limit) =>
    reading(city.web, caller, (client) => listChecks(client, { ...options, after, limit })),
  );
  for await (const record of known) {
    const row = rowOf(city, caller, record);
    const { id, place, risk, period, note, by, judgedReason, hazard } = row;
    yield {
      ...{ id, place, risk, period, note, by, judgedReason, hazard },
      takenAt: row.takenAt.slice(0, 16).replace('T', ' '),
      enterprise: row.enterprise.name ?? row.enterprise.id,
      measure: row.measure.name ?? row.measure.id,
      result: row.result.text[language],
      bulk: row.bulk ? { zh: '是', en: 'yes' }[language] : null,
      marks: row.marks.map(({ text }) => text[language]).join(between) || null,
      judgement: row.judgement?.text[language] ?? null,
    };
  }
}
