import { isUtf8 } from 'node:buffer';
import type { Result } from '../../kernel/result.ts';
import { refuse } from '../../kernel/result.ts';
import { derivedId } from './chain.ts';
import type { Fact, FactDraft, Reference, Refusal } from './model.ts';
import { canonicalContent, canonicalSet } from './model.ts';
import { lineTooLong, notJson, notUtf8 } from './rules/refusals.ts';
import { recordKeyOf } from './rules/settle-references.ts';
import type { FactValidator } from './rules/validate-fact.ts';

export const MAX_LINE_BYTES = 1 << 20;
const NEWLINE = 0x0a;
const BOM = '\ufeff';

/** One line of a file, numbered from 1; `bytes` is null when the line is over the limit. */
export interface Line {
  readonly number: number;
  readonly bytes: Buffer | null;
}

/** A fact ready to enter: canonical texts made once, for the hash, the comparison and the row. */
export interface PreparedFact {
  readonly line: number;
  readonly id: string;
  readonly fact: Omit<Fact, 'id'>;
  readonly references: readonly Reference[];
  readonly recordKey: string;
  readonly setText: string;
  readonly content: string;
}

/** Lines of a stream of bytes. Holds at most one line below the limit, whatever comes. */
export async function* linesOf(
  source: AsyncIterable<Uint8Array>,
  limit: number = MAX_LINE_BYTES,
): AsyncGenerator<Line[]> {
  let number = 0;
  let parts: Buffer[] = [];
  let held = 0;
  const take = (end: Buffer): Line => {
    number++;
    const total = held + end.length;
    const bytes = parts.length === 0 ? end : Buffer.concat([...parts, end]);
    parts = [];
    held = 0;
    return { number, bytes: total > limit ? null : bytes };
  };
  for await (const piece of source) {
    const chunk = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    const lines: Line[] = [];
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      lines.push(take(chunk.subarray(start, end)));
      start = end + 1;
    }
    const rest = chunk.subarray(start);
    held += rest.length;
    if (held > limit) parts = [];
    else if (rest.length > 0) parts.push(Buffer.from(rest));
    if (lines.length > 0) yield lines;
  }
  if (held > 0) yield [take(Buffer.alloc(0))];
}

/** Null for a blank line. */
export function prepareLine(
  line: Line,
  validate: FactValidator,
): Result<PreparedFact, Refusal> | null {
  if (line.bytes === null) return refuse(lineTooLong(MAX_LINE_BYTES));
  if (!isUtf8(line.bytes)) return refuse(notUtf8());
  const text = line.bytes.toString('utf8');
  const start = line.number === 1 && text.startsWith(BOM) ? 1 : 0;
  if (text.trim().length === 0) return null;
  let value: unknown;
  try {
    value = JSON.parse(start === 0 ? text : text.slice(start));
  } catch (error) {
    return refuse(notJson(error instanceof Error ? error.message : ''));
  }
  const draft = validate(value);
  return draft.ok ? { ok: true, value: prepareFact(line.number, draft.value) } : draft;
}

export function prepareFact(line: number, draft: FactDraft): PreparedFact {
  const setText = canonicalSet(draft.set);
  const content = canonicalContent(draft, setText);
  return {
    line,
    id: draft.id ?? derivedId(content),
    fact: draft,
    references: draft.references,
    recordKey: recordKeyOf(draft.type, draft.record),
    setText,
    content,
  };
}
