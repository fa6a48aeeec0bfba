import type { ParameterEntry } from '../../law/plans/model.ts';
import { table } from './table.ts';

export function valueText(value: ParameterEntry['value']): string {
  if (value === null) return '未设定 unset';
  if (Array.isArray(value)) return value.join('、');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

export function reasonText(reason: ParameterEntry['reason']): string {
  if (reason === null) return '';
  return typeof reason === 'string' ? reason : `${reason.zh} / ${reason.en}`;
}

/** Entries one a line, in order. */
export function entriesText(entries: readonly ParameterEntry[]): string {
  const heading = ['参数 parameter', '值 value', '自 from', '区划', '由谁 by', '理由 reason'];
  const rows = entries.map((entry) => [
    entry.name,
    entry.value === null ? '收回 taken back' : valueText(entry.value),
    entry.from,
    entry.jurisdiction ?? '全市',
    entry.by ?? '',
    reasonText(entry.reason),
  ]);
  return table([40, 24, 10, 9, 12], [heading, ...rows]);
}
