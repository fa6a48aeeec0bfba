import { pageIn, placeAfter } from '../../../kernel/cursor.ts';
import type { FileAnswer, Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok } from '../../../kernel/result.ts';
import type { SheetRow } from '../../../platform/excel/index.ts';
import {
  bilingualColumn,
  columnsIn,
  exportAnswer,
  placedRows,
} from '../../../platform/excel/index.ts';
import type { Caller, LiveCity } from '../../identity/index.ts';
import { reading } from '../../identity/index.ts';
import { attributeIn, codeOf, knownType, type Seen, seenOn } from '../../registry/index.ts';
import type { ReportRow } from '../contract.ts';
import type { ReportFilters } from '../model.ts';
import { stageNames, stages } from '../model.ts';
import { ENDS } from '../rules/table.ts';
import { countReports, listReports, type ReportRecord, reportOrdersIn } from '../store/list.ts';

interface ListQuery extends ReportFilters {
  readonly cursor?: string | undefined;
  readonly limit: number;
}

interface ListAnswer {
  rows: ReportRow[];
  next: string | null;
  asOf: string;
  total: number | null;
}

const known = (filters: Omit<ReportFilters, 'sort'>, seen: Seen) =>
  ({ filters, at: seen.at, day: seen.text, ends: ENDS }) as const;

export async function reportPage(
  city: LiveCity,
  caller: Caller,
  query: ListQuery,
): Promise<Result<ListAnswer, Refusal>> {
  const seen = seenOn(city, query.asOf);
  if (!seen.ok) return seen;
  const { sort, limit } = query;
  const place = placeAfter(reportOrdersIn, sort, query.cursor);
  if (!place.ok) return place;
  const after = place.value;
  return reading(city.web, caller, async (client) => {
    const asked = known(query, seen.value);
    const rows = await listReports(client, { ...asked, sort, after, limit: limit + 1 });
    const { shown, next } = pageIn(sort, rows, limit);
    const counts = after ? [] : await countReports(client, asked);
    return ok({
      rows: shown.map((row) => rowOf(city, row)),
      next,
      asOf: seen.value.text,
      total: after ? null : counts.reduce((sum, { count }) => sum + count, 0),
    });
  });
}

const named = (type: string, id: string, name: string | null) => ({ type, id, name });

export function rowOf(city: LiveCity, row: ReportRecord): ReportRow {
  const type = knownType(city, 'report');
  const code = (name: string, value: string | null) =>
    value === null ? null : codeOf(attributeIn(type, name), value);
  const stage = stageNames.find((each) => each === row.stage) ?? 'received';
  const { enterprise, division } = row;
  return {
    id: row.id,
    date: row.date,
    channel: code('channel', row.channel),
    topic: code('topic', row.topic),
    enterprise: enterprise ? named('enterprise', enterprise, row.enterpriseName) : null,
    division: division ? named('jurisdiction', division, row.divisionName) : null,
    stage: { code: stage, text: stages[stage] },
    ...{ due: row.due, overdue: row.overdue },
    result: code('result', row.result),
    amount: row.amount,
  };
}

interface Figures {
  asOf: string;
  total: number;
  overdue: number;
  stages: {
    code: ReportRow['stage']['code'];
    text: ReportRow['stage']['text'];
    count: number;
    overdue: number;
  }[];
}

/** How many stand where, and how many of them late. */
export async function reportFigures(
  city: LiveCity,
  caller: Caller,
  asOf: string | undefined,
): Promise<Result<Figures, Refusal>> {
  const seen = seenOn(city, asOf);
  if (!seen.ok) return seen;
  const counts = await reading(city.web, caller, (client) =>
    countReports(client, known({}, seen.value)),
  );
  const at = new Map(counts.map((each) => [each.stage, each]));
  return ok({
    asOf: seen.value.text,
    total: counts.reduce((sum, { count }) => sum + count, 0),
    overdue: counts.reduce((sum, { overdue }) => sum + overdue, 0),
    stages: stageNames.map((code) => ({
      ...{ code, text: stages[code] },
      ...{ count: at.get(code)?.count ?? 0, overdue: at.get(code)?.overdue ?? 0 },
    })),
  });
}

/** What the page can show; never what was written, nor by whom. */
const COLUMNS = [
  bilingualColumn('date', '接报日期', 'Received on', 13, 'date'),
  bilingualColumn('channel', '渠道', 'Channel', 16),
  bilingualColumn('topic', '事项', 'About', 16),
  bilingualColumn('enterprise', '被举报企业', 'Enterprise', 34),
  bilingualColumn('division', '所属区划', 'Division', 16),
  bilingualColumn('stage', '办理阶段', 'Stage', 12),
  bilingualColumn('due', '办理期限', 'Due', 13, 'date'),
  bilingualColumn('overdue', '逾期', 'Overdue', 8),
  bilingualColumn('result', '核查结果', 'Result', 12),
  bilingualColumn('amount', '奖励金额（元）', 'Reward (yuan)', 14, 'number'),
  bilingualColumn('id', '编号', 'Id', 30),
];

export interface ExportQuery extends ReportFilters {
  readonly columns?: string | undefined;
  readonly language: 'zh' | 'en';
}

export async function reportSheet(
  city: LiveCity,
  caller: Caller,
  query: ExportQuery,
): Promise<Result<FileAnswer, Refusal>> {
  const seen = seenOn(city, query.asOf);
  if (!seen.ok) return seen;
  const { language } = query;
  const columns = columnsIn(language, COLUMNS);
  const title = { zh: '举报台账', en: 'Reports' }[language];
  const unit = { zh: '件', en: 'reports' }[language];
  const shown = query.columns?.split(',');
  const rows = sheetRows(city, caller, query, seen.value);
  return ok(exportAnswer({ title, asOf: seen.value.text, unit, language, shown, columns, rows }));
}

async function* sheetRows(
  city: LiveCity,
  caller: Caller,
  { language, ...filters }: ExportQuery,
  seen: Seen,
): AsyncGenerator<SheetRow> {
  const asked = known(filters, seen);
  const { sort } = filters;
  const rows = placedRows((after, limit) =>
    reading(city.web, caller, (client) => listReports(client, { ...asked, sort, after, limit })),
  );
  const yes = { zh: '是', en: 'yes' }[language];
  for await (const record of rows) {
    const row = rowOf(city, record);
    yield {
      ...{ id: row.id, date: row.date, due: row.due, amount: row.amount },
      channel: row.channel?.text[language] ?? null,
      topic: row.topic?.text[language] ?? null,
      result: row.result?.text[language] ?? null,
      enterprise: row.enterprise?.name ?? row.enterprise?.id ?? null,
      division: row.division?.name ?? row.division?.id ?? null,
      stage: row.stage.text[language],
      overdue: row.overdue ? yes : null,
    };
  }
}
