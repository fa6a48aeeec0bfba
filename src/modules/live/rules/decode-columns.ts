import { MOST_ROWS } from './limits-of-batches.ts';
import type { Decoded, Known, Refused } from './rows.ts';
import { baseOf, NONE, noBase, numberOf, qualityOf, RowSink, tooMany } from './rows.ts';

interface Columns {
  readonly t?: unknown;
  /** One number for all rows, or one a row. */
  readonly dt?: unknown;
  readonly v?: unknown;
  readonly q?: unknown;
  readonly units?: unknown;
}

const notColumns: Refused = {
  refused: {
    zh: '按列发送时tags、v（及dt、q、units）应为等长数组',
    en: 'by column, tags and v (and dt, q, units) are lists of one length',
  },
};

/** `{"t": base, "tags": […], "dt": […] or 0, "v": […], "q": […], "units": […]}` */
export function decodeColumns(
  batch: Columns,
  tags: readonly unknown[],
  known: Known,
): Decoded | Refused {
  const { dt = 0, v, q, units } = batch;
  if (tags.length > MOST_ROWS) return tooMany;
  const fits = (column: unknown): column is readonly unknown[] =>
    Array.isArray(column) && column.length === tags.length;
  if (!fits(v) || !(typeof dt === 'number' || fits(dt))) return notColumns;
  if ((q !== undefined && !fits(q)) || (units !== undefined && !fits(units))) return notColumns;
  const base = baseOf(batch.t, known.receivedAt);
  if (Number.isNaN(base)) return noBase;
  const sink = new RowSink(tags.length, known);
  for (let at = 0; at < tags.length; at += 1) {
    const name = tags[at];
    const after = typeof dt === 'number' ? dt : dt[at];
    const value = numberOf(v[at]);
    const tag = sink.tagOf(name);
    const quality = qualityOf(q?.[at]);
    if (typeof after !== 'number') sink.refuse('malformed', at, name);
    else if (!Number.isFinite(value)) sink.refuse('badValue', at, v[at]);
    else if (!sink.unitFits(tag, units?.[at])) sink.refuse('wrongUnit', at, units?.[at]);
    else if (quality === NONE) sink.refuse('badQuality', at, q?.[at]);
    else sink.take(at, tag, name, base + after, value, quality);
  }
  return sink.done(batch.t !== undefined);
}
