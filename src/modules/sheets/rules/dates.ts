import { parseDay } from '../../../kernel/calendar.ts';
import { plainSigns } from './texts.ts';

const FORMS: readonly RegExp[] = [
  /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/,
  /^(\d{4})年(\d{1,2})月(\d{1,2})[日号]?$/,
  /^(\d{4})(\d{2})(\d{2})$/,
];
const WITH_TIME = /^(.+?)[T ]+(\d{1,2})[:时点](\d{1,2})(?:[:分](\d{1,2})秒?)?分?$/;

const two = (text: string): string => text.padStart(2, '0');

/** 2024-03-01, 2024/3/1, 2024.3.1, 2024年3月1日, 20240301; null: no date, or not in the calendar. */
export function dateText(text: string): string | null {
  const plain = plainSigns(text).replaceAll(/(?<=[年月./-]) +| +(?=[年月日./-])/g, '');
  for (const form of FORMS) {
    const parts = form.exec(plain);
    if (!parts) continue;
    const [, year = '', month = '', day = ''] = parts;
    const date = `${year}-${two(month)}-${two(day)}`;
    return parseDay(date).ok ? date : null;
  }
  // 2024-03-01 00:00:00, as databases write a date.
  const timed = WITH_TIME.exec(plain);
  const midnight = timed?.slice(2).every((part) => part === undefined || Number(part) === 0);
  return timed && midnight ? dateText(timed[1] ?? '') : null;
}

/** A moment with the offset of Shanghai: sheets know no other clock. */
export function momentText(text: string): string | null {
  const plain = plainSigns(text);
  const timed = WITH_TIME.exec(plain);
  const date = dateText(timed?.[1] ?? plain);
  if (date === null) return null;
  const [hour, minute, second] = [timed?.[2] ?? '0', timed?.[3] ?? '0', timed?.[4] ?? '0'];
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  return `${date}T${two(hour)}:${two(minute)}:${two(second)}+08:00`;
}
