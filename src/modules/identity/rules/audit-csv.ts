import type { AuditRow } from '../model.ts';
import { auditActions, auditOutcomes } from '../model.ts';

/** Text that a spreadsheet would take for a formula begins with an apostrophe. */
const FORMULA = /^[=+\-@\t\r]/;

function cell(value: unknown): string {
  const text = value === null || value === undefined ? '' : String(value);
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

const HEADINGS = ['序号', '时间', '登录名', '姓名', '行为', '对象', '结果', '详情', '地址'];

const wordOf = (action: string): string =>
  auditActions[action as keyof typeof auditActions]?.zh ?? action;

/** With a mark of its encoding, which spreadsheets look for. */
export function auditCsv(rows: readonly AuditRow[]): string {
  const body = rows.map((row) => [
    ...[row.pos, row.at, row.login, row.name, wordOf(row.action), row.object],
    ...[auditOutcomes[row.outcome].zh, JSON.stringify(row.detail), row.ip],
  ]);
  return `\ufeff${[HEADINGS, ...body].map((cells) => `${cells.map(cell).join(',')}\r\n`).join('')}`;
}
