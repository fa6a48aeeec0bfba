import { decodeColumns } from './decode-columns.ts';
import { decodeCompact } from './decode-compact.ts';
import { decodePlain } from './decode-plain.ts';
import { decodeRows } from './decode-rows.ts';
import type { Decoded, Known, Refused } from './rows.ts';

/** The first bytes of the compact encoding: `ZB`. */
const COMPACT = [0x5a, 0x42] as const;

/** Some programs put it before what they write as UTF-8. */
const MARK = [0xef, 0xbb, 0xbf] as const;

/**
 * A batch as it came, JSON rows, JSON columns or the compact encoding (docs/telemetry.md). Text
 * that is no batch at all is refused whole; of a batch, each row by itself.
 */
export function decode(bytes: Uint8Array, text: () => string, known: Known): Decoded | Refused {
  const payload = MARK.every((byte, at) => bytes[at] === byte)
    ? bytes.subarray(MARK.length)
    : bytes;
  if (payload[0] === COMPACT[0] && payload[1] === COMPACT[1]) return decodeCompact(payload, known);
  const plain = decodePlain(payload, known);
  if (plain) return plain;
  let batch: unknown;
  try {
    batch = JSON.parse(text().replace(/^\uFEFF/, ''));
  } catch {
    return { refused: { zh: '不是合法的JSON', en: 'not JSON' } };
  }
  if (typeof batch !== 'object' || batch === null) {
    return { refused: { zh: '应为JSON对象', en: 'a JSON object is expected' } };
  }
  const given = batch as Readonly<Record<string, unknown>>;
  if (Array.isArray(given.rows)) return decodeRows(given, given.rows, known);
  if (Array.isArray(given.tags)) return decodeColumns(given, given.tags, known);
  return {
    refused: {
      zh: '缺少rows（按行）或tags、dt、v（按列）',
      en: 'rows (by row), or tags, dt and v (by column), are missing',
    },
  };
}
