import type { Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';

const MARK = '~';

/** Where a page ends, as text that means nothing to others. */
export function cursorOf(parts: readonly string[]): string {
  return encodeURIComponent(parts.map((part) => part.replaceAll(MARK, '%7E')).join(MARK));
}

export function readCursor(
  cursor: string | undefined,
  size: number,
): Result<readonly string[] | null, Refusal> {
  if (cursor === undefined) return ok(null);
  const parts = decoded(cursor)?.split(MARK);
  if (parts?.length === size) return ok(parts.map((part) => part.replaceAll('%7E', MARK)));
  const message = { zh: '翻页位置无效，请从第一页看起', en: 'not a place in this list' };
  return refuse({ code: 'bad-request', fields: [{ path: 'cursor', message }] });
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
