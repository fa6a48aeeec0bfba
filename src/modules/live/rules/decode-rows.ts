import { MOST_ROWS } from './limits-of-batches.ts';
import type { Decoded, Known, Refused } from './rows.ts';
import { baseOf, NONE, noBase, numberOf, qualityOf, RowSink, tooMany } from './rows.ts';

/** `{"t": base, "rows": [[tag, ms from the base, value, quality, unit], …]}` */
export function decodeRows(
  batch: { readonly t?: unknown },
  rows: readonly unknown[],
  known: Known,
): Decoded | Refused {
  if (rows.length > MOST_ROWS) return tooMany;
  const base = baseOf(batch.t, known.receivedAt);
  if (Number.isNaN(base)) return noBase;
  const sink = new RowSink(rows.length, known);
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at];
    if (!Array.isArray(row)) sink.refuse('malformed', at, row);
    else takeRow(sink, at, row, base);
  }
  return sink.done(batch.t !== undefined);
}

function takeRow(sink: RowSink, at: number, row: readonly unknown[], base: number): void {
  const [name, dt, raw, q, unit] = row;
  if (typeof dt !== 'number' || (typeof name !== 'string' && typeof name !== 'number')) {
    sink.refuse('malformed', at, row);
    return;
  }
  const value = numberOf(raw);
  const tag = sink.tagOf(name);
  const quality = qualityOf(q);
  if (!Number.isFinite(value)) sink.refuse('badValue', at, row);
  else if (!sink.unitFits(tag, unit)) sink.refuse('wrongUnit', at, row);
  else if (quality === NONE) sink.refuse('badQuality', at, q);
  else sink.take(at, tag, name, base + dt, value, quality);
}
