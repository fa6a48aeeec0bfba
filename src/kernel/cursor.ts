import type { Refusal } from './endpoint.ts';

/** Where a page of a list ends: opaque to whoever holds it. */
export function cursorOf(parts: readonly string[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/** What a cursor was made of; null: it is none of ours. */
export function partsOfCursor(cursor: string, length: number): readonly string[] | null {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(parts) && parts.length === length && parts.every(isText) ? parts : null;
  } catch {
    return null;
  }
}

/** The database takes every character but this one. */
const isText = (part: unknown): boolean => typeof part === 'string' && !part.includes('\u0000');

/** Of a list by the moment of its rows and their UUID; null: it is none of ours. */
export function momentOfCursor(cursor: string): { at: string; id: string } | null {
  const [at = '', id = ''] = partsOfCursor(cursor, 2) ?? [];
  const known = !Number.isNaN(Date.parse(at)) && /^[0-9a-f-]{36}$/.test(id);
  return known ? { at: new Date(at).toISOString(), id } : null;
}

export const notACursor: Refusal = {
  code: 'bad-request',
  fields: [
    {
      path: 'query.cursor',
      message: {
        zh: '翻页标记无效，请从第一页开始',
        en: 'not a cursor: begin at the first page',
      },
    },
  ],
};
