import type { CellType } from './model.ts';

/** What a cell of the file holds. A `Date` is a moment whose UTC reading is shown. */
export type Written = string | number | Date | null;

const MAX_TEXT = 32_767;
const SHANGHAI_MS = 8 * 3_600_000;
// Excel reads `_x0041_` in a text as an escaped character.
const ESCAPED = /_x[0-9a-fA-F]{4}_/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 has no such characters.
const NO_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
// An IEEE double holds fifteen digits: longer numbers would be changed.
const EXACT = /^-?\d{1,15}(\.\d+)?$/;

/** Text as text: Excel never takes a cell of type text for a formula, whatever it starts with. */
export function textCell(value: string): string {
  const clean = value.toWellFormed().replaceAll(NO_XML, '').replaceAll(ESCAPED, '_x005F$&');
  return clean.length > MAX_TEXT ? `${clean.slice(0, MAX_TEXT - 1)}…` : clean;
}

/** A value as its column wants it; what does not fit the type stays the text that it is. */
export function cellOf(value: unknown, type: CellType, yesNo: readonly [string, string]): Written {
  if (value === null || value === undefined || value === '') return null;
  if (Array.isArray(value)) return value.length === 0 ? null : textCell(value.join('、'));
  if (typeof value === 'boolean') return value ? yesNo[0] : yesNo[1];
  const written = wanted(value, type);
  if (written !== null) return written;
  return textCell(value instanceof Date ? value.toISOString() : String(value));
}

function wanted(value: unknown, type: CellType): Written {
  if (type === 'int' || type === 'number') return numberCell(value);
  if (type === 'date') return dateCell(value);
  return type === 'datetime' ? momentCell(value) : null;
}

function numberCell(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  const text = typeof value === 'bigint' || typeof value === 'string' ? String(value) : '';
  return EXACT.test(text) ? Number(text) : null;
}

function dateCell(value: unknown): Date | null {
  if (value instanceof Date) return shanghaiDay(value.getTime());
  const parts = typeof value === 'string' ? DAY.exec(value) : null;
  if (!parts) return null;
  const date = new Date(`${parts[0]}T00:00:00Z`);
  return Number.isNaN(date.getTime()) || date.getUTCFullYear() < 1900 ? null : date;
}

function shanghaiDay(moment: number): Date | null {
  if (Number.isNaN(moment)) return null;
  return new Date(Math.floor((moment + SHANGHAI_MS) / 86_400_000) * 86_400_000);
}

/** Sheets know no time zones: the reading of the clock in Shanghai. */
function momentCell(value: unknown): Date | null {
  const moment = value instanceof Date || typeof value === 'number' ? value : String(value);
  if (typeof moment === 'string' && !/^\d{4}-\d{2}-\d{2}[T ]/.test(moment)) return null;
  const date = new Date(moment);
  return Number.isNaN(date.getTime()) ? null : new Date(date.getTime() + SHANGHAI_MS);
}
