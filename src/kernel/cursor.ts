import type { Refusal } from './endpoint.ts';
import type { Result } from './result.ts';
import { ok, refuse } from './result.ts';

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

/** Of each order of a list: what the parts of a row's place in it look like. */
type Orders<S extends string> = Readonly<
  Record<S, { readonly keys: readonly { readonly fits: (text: string) => boolean }[] }>
>;

/** Where a page begins; null: at the beginning. A cursor is good in the order that it came from. */
export function placeAfter<S extends string>(
  orders: Orders<S>,
  sort: S,
  cursor: string | undefined,
): Result<readonly string[] | null, Refusal> {
  if (cursor === undefined) return ok(null);
  const { keys } = orders[sort];
  const [name, ...place] = partsOfCursor(cursor, keys.length + 1) ?? [];
  const fits = keys.every((key, index) => key.fits(place[index] ?? ''));
  return name === sort && fits ? ok(place) : refuse(notACursor);
}

/** A page from one row more than was asked for, and the cursor of the next. */
export function pageIn<R extends { readonly place: readonly string[] }>(
  sort: string,
  rows: readonly R[],
  limit: number,
): { readonly shown: R[]; readonly next: string | null } {
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return { shown, next: last ? cursorOf([sort, ...last.place]) : null };
}
