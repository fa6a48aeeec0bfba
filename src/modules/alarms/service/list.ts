import { formatDay } from '../../../kernel/calendar.ts';
import { pageIn, placeAfter } from '../../../kernel/cursor.ts';
import type { FileAnswer, Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok } from '../../../kernel/result.ts';
import {
  answeredRows,
  bilingualColumn,
  columnsIn,
  exportAnswer,
} from '../../../platform/excel/index.ts';
import type { Caller } from '../../identity/index.ts';
import { reading } from '../../identity/index.ts';
import type { AlarmRow } from '../contract.ts';
import type { AlarmFilters } from '../model.ts';
import { alarmOrdersIn, listAlarms } from '../store/list.ts';
import type { Alarms } from './alarms.ts';
import { rowOf, told } from './rows.ts';

type Query = AlarmFilters & { readonly cursor?: string | undefined; readonly limit: number };

export async function alarmPage(
  { city, now }: { readonly city: Alarms['city']; readonly now: string },
  caller: Caller,
  query: Query,
): Promise<Result<{ rows: AlarmRow[]; next: string | null; asOf: string }, Refusal>> {
  const { cursor, limit, ...filters } = query;
  const after = placeAfter(alarmOrdersIn, filters.sort, cursor);
  if (!after.ok) return after;
  const found = await reading(city.web, caller, (client) =>
    listAlarms(client, { filters, after: after.value, limit: limit + 1 }),
  );
  const { shown, next } = pageIn(filters.sort, found, limit);
  return ok({ rows: shown.map(({ record }) => rowOf(record)), next, asOf: now });
}

const COLUMNS = [
  bilingualColumn('receivedAt', '接收时间', 'Received', 20),
  bilingualColumn('level', '级别', 'Level', 8),
  bilingualColumn('state', '状态', 'State', 14),
  bilingualColumn('kind', '类别', 'Kind', 14),
  bilingualColumn('rule', '规则', 'Rule', 14),
  bilingualColumn('source', '来源', 'Source', 24),
  bilingualColumn('enterprise', '企业', 'Enterprise', 30),
  bilingualColumn('facility', '设施', 'Facility', 24),
  bilingualColumn('value', '数值', 'Value', 14),
  bilingualColumn('raisedAt', '报警时间（设备）', 'Raised (device)', 20),
  bilingualColumn('acknowledgedAt', '确认时间', 'Acknowledged', 20),
  bilingualColumn('handledAt', '处置时间', 'Disposal', 20),
  bilingualColumn('clearedAt', '恢复时间', 'Cleared', 20),
  bilingualColumn('closedAt', '结案时间', 'Closed', 20),
  bilingualColumn('verdict', '原因', 'Reason', 10),
  bilingualColumn('measure', '处置措施', 'Measure', 40),
  bilingualColumn('id', '编号', 'Id', 28),
];

const LEVELS = {
  red: { zh: '红', en: 'red' },
  orange: { zh: '橙', en: 'orange' },
  yellow: { zh: '黄', en: 'yellow' },
  blue: { zh: '蓝', en: 'blue' },
} as const;

const minute = (at: string | null): string | null => at?.slice(0, 16).replace('T', ' ') ?? null;

/** The value that decided, with its limit. */
export const measured = ({ value, limit, unit }: AlarmRow): string | null =>
  value === null ? null : `${value}${limit === null ? '' : ` / ${limit}`}${unit ? ` ${unit}` : ''}`;

export async function alarmSheet(
  alarms: Alarms,
  caller: Caller,
  query: AlarmFilters & { readonly columns?: string | undefined; readonly language: 'zh' | 'en' },
): Promise<Result<FileAnswer, Refusal>> {
  const { columns: chosen, language, ...filters } = query;
  const asked = { city: alarms.city, now: told(alarms.now()) };
  const rows = answeredRows(
    (cursor) => alarmPage(asked, caller, { ...filters, cursor, limit: 200 }),
    (row) => ({
      ...{ id: row.id, source: row.source, measure: row.measure, value: measured(row) },
      ...{ level: LEVELS[row.level][language], state: row.state.text[language] },
      ...{ kind: row.kind.text[language], rule: row.rule.text[language] },
      verdict: row.verdict?.text[language] ?? null,
      enterprise: row.enterprise.name ?? row.enterprise.id,
      facility: row.facility ? (row.facility.name ?? row.facility.id) : null,
      ...{ receivedAt: minute(row.receivedAt), raisedAt: minute(row.raisedAt) },
      ...{ acknowledgedAt: minute(row.acknowledgedAt), handledAt: minute(row.handledAt) },
      ...{ clearedAt: minute(row.clearedAt), closedAt: minute(row.closedAt) },
    }),
  );
  return ok(
    exportAnswer({
      title: { zh: '报警', en: 'Alarms' }[language],
      unit: { zh: '条', en: 'alarms' }[language],
      asOf: formatDay(alarms.city.today()),
      columns: columnsIn(language, COLUMNS),
      ...{ language, rows, shown: chosen?.split(',') },
    }),
  );
}
