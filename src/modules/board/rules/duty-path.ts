/** A duty's name in a path (`/duties/{duty}`): subject, period and the key of its trigger. */

export interface DutyPath {
  readonly subject: string;
  readonly period: string | null;
  readonly triggerKey: string;
}

export function dutyPath({ subject, period, triggerKey }: DutyPath): string {
  return textToPath(JSON.stringify([subject, period ?? '', triggerKey]));
}

/** Null: no such name was ever given out. */
export function readDutyPath(path: string): DutyPath | null {
  const parts = readParts(path, 3);
  if (!parts) return null;
  const [subject = '', period = '', triggerKey = ''] = parts as string[];
  if (!/^[a-zA-Z]+\/./.test(subject)) return null;
  return { subject, period: period === '' ? null : period, triggerKey };
}

/** A cursor: where the last page of duties ended. */
export type DutyCursor = readonly [rank: number, due: string, subject: string, rest: string];

export function dutyCursor(position: DutyCursor): string {
  return textToPath(JSON.stringify(position.map(String)));
}

const DUE = /^(infinity|\d{4}-\d{2}-\d{2})$/;

export function readDutyCursor(cursor: string): DutyCursor | null {
  const parts = readParts(cursor, 4);
  if (!parts) return null;
  const [rank = '', due = '', subject = '', rest = ''] = parts;
  return /^[1-5]$/.test(rank) && DUE.test(due) ? [Number(rank), due, subject, rest] : null;
}

function textToPath(text: string): string {
  const bytes = new TextEncoder().encode(text);
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function readParts(path: string, length: number): readonly string[] | null {
  try {
    const binary = atob(path.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (char) => char.charCodeAt(0));
    const parts: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    const isOurs =
      Array.isArray(parts) &&
      parts.length === length &&
      // The database keeps no NUL in a text.
      parts.every((part) => typeof part === 'string' && !part.includes('\0'));
    return isOurs ? parts : null;
  } catch {
    return null;
  }
}
