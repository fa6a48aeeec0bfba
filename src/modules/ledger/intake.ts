import { isUtf8 } from 'node:buffer';
import type { Result } from '../../kernel/result.ts';
import { refuse } from '../../kernel/result.ts';
import type { FactDraft, Refusal } from './model.ts';
import { lineTooLong, notJson, notUtf8 } from './rules/refusals.ts';
import type { FactValidator } from './rules/validate-fact.ts';

export const MAX_LINE_BYTES = 1 << 20;
const NEWLINE = 0x0a;
const BOM = '\ufeff';

/** One line of a file, numbered from 1, or why it cannot be read. */
export interface Line {
  readonly number: number;
  readonly text: string | null;
  readonly refusal: Refusal | null;
}

/** Lines of a stream of bytes. Holds at most one line below the limit, whatever comes. */
export async function* linesOf(
  source: AsyncIterable<Uint8Array>,
  limit: number = MAX_LINE_BYTES,
): AsyncGenerator<Line[]> {
  let number = 0;
  let parts: Buffer[] = [];
  let held = 0;
  const carried = (end: Buffer): Line => {
    const line = held + end.length > limit ? null : Buffer.concat([...parts, end]);
    parts = [];
    held = 0;
    return lineOf(++number, line, limit);
  };
  for await (const piece of source) {
    const chunk = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    const last = chunk.lastIndexOf(NEWLINE);
    if (last >= 0) {
      const first = chunk.indexOf(NEWLINE);
      const lines = [carried(chunk.subarray(0, first))];
      if (last > first) {
        const whole = splitLines(chunk.subarray(first + 1, last), number + 1, limit);
        for (const line of whole) lines.push(line);
        number += whole.length;
      }
      yield lines;
    }
    const rest = chunk.subarray(last + 1);
    held += rest.length;
    if (held > limit) parts = [];
    else if (rest.length > 0) parts.push(Buffer.from(rest));
  }
  if (held > 0) yield [carried(Buffer.alloc(0))];
}

/** Decodes many lines at once; one by one only where one of them may be bad. */
function splitLines(bytes: Buffer, first: number, limit: number): Line[] {
  if (bytes.length <= limit && isUtf8(bytes)) {
    const texts = bytes.toString('utf8').split('\n');
    return texts.map((text, index) => ({ number: first + index, text, refusal: null }));
  }
  const lines: Line[] = [];
  for (let start = 0; start <= bytes.length; ) {
    const newline = bytes.indexOf(NEWLINE, start);
    const end = newline < 0 ? bytes.length : newline;
    const line = end - start > limit ? null : bytes.subarray(start, end);
    lines.push(lineOf(first + lines.length, line, limit));
    start = end + 1;
  }
  return lines;
}

function lineOf(number: number, bytes: Buffer | null, limit: number): Line {
  if (bytes === null) return { number, text: null, refusal: lineTooLong(limit) };
  if (!isUtf8(bytes)) return { number, text: null, refusal: notUtf8() };
  return { number, text: bytes.toString('utf8'), refusal: null };
}

/** Null for a blank line. */
export function readLine(
  { number, text, refusal }: Line,
  validate: FactValidator,
): Result<FactDraft, Refusal> | null {
  if (refusal) return refuse(refusal);
  if (text === null || text.trim().length === 0) return null;
  let value: unknown;
  try {
    value = JSON.parse(number === 1 && text.startsWith(BOM) ? text.slice(1) : text);
  } catch (error) {
    return refuse(notJson(error instanceof Error ? error.message : ''));
  }
  return validate(value);
}
