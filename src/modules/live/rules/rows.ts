import type { Moment } from '../../../kernel/calendar.ts';
import type { Bilingual } from '../../../kernel/endpoint.ts';
import { MOST_UNCLAIMED, type Outcome, type RefusedRows, type UnknownTags } from './outcomes.ts';
import { emptyReadings, quality, type Readings, shortened, WORST_QUALITY } from './readings.ts';

/** What one gateway may speak of, and the times that it may speak of. */
export interface Known {
  /** Tag numbers by the code that the gateway sends; 0 stands for none. */
  readonly byCode: ReadonlyMap<string, number>;
  readonly byAlias: readonly (number | undefined)[];
  /** Units by tag number; null: the ledger names none. */
  readonly unitOf: (tag: number) => string | null;
  readonly receivedAt: Moment;
  /** How far a clock may be ahead, and how long ago readings may be, in ms. */
  readonly aheadMs: number;
  readonly agoMs: number;
  /** Room for so many readings, all zero. */
  readonly empty?: (count: number) => Readings;
}

export interface Decoded {
  readonly readings: Readings;
  readonly refusedRows: readonly RefusedRows[];
  readonly unknown: UnknownTags | null;
  /** Its times are the device's; else they count from the receipt. */
  readonly timed: boolean;
}

/** The whole batch is refused. */
export interface Refused {
  readonly refused: Bilingual;
}

const SAMPLE = 120;
/** Characters of a code that are kept; what no database takes stands as U+FFFD. */
const MOST_OF_CODE = 64;

/** Time and value of the row at hand: handed over by themselves each would be an object. */
export const cell = new Float64Array(2);

/** Collects the rows of a batch, each by itself. Times that lie outside are refused. */
export class RowSink {
  readonly #known: Known;
  readonly #all: Readings;
  readonly #earliest: number;
  readonly #latest: number;
  #count = 0;
  #refused: RefusedRows[] | null = null;
  #unknown: UnknownTags | null = null;

  constructor(rows: number, known: Known) {
    this.#known = known;
    this.#all = (known.empty ?? emptyReadings)(rows);
    this.#earliest = known.receivedAt - known.agoMs;
    this.#latest = known.receivedAt + known.aheadMs;
  }

  /** The tag's number; 0 stands for none. */
  tagOf(name: unknown): number {
    if (typeof name === 'number') return this.#known.byAlias[name] ?? 0;
    return typeof name === 'string' ? (this.#known.byCode.get(name) ?? 0) : 0;
  }

  /** `name` is what the source called the tag, for what is said of it. */
  take(row: number, tag: number, name: unknown, time: number, value: number, q: number): void {
    cell[0] = time;
    cell[1] = value;
    this.takeCell(row, tag, name, q);
  }

  /** The same, with its time and value in `cell`. */
  takeCell(row: number, tag: number, name: unknown, q: number): void {
    const time = cell[0] as number;
    const value = cell[1] as number;
    if (tag === 0) {
      this.#missed(row, name, value);
    } else if (time > this.#latest) {
      this.refuse('future', row, time);
    } else if (time < this.#earliest) {
      this.refuse('ancient', row, time);
    } else {
      const at = this.#count++;
      this.#all.times[at] = time;
      this.#all.values[at] = value;
      this.#all.tags[at] = tag;
      this.#all.qualities[at] = q;
    }
  }

  unitFits(tag: number, unit: unknown): boolean {
    if (unit === undefined || tag === 0) return true;
    const expected = this.#known.unitOf(tag);
    return expected === null || expected === unit;
  }

  refuse(outcome: Outcome, row: number, what: unknown): void {
    this.#refused ??= [];
    const same = this.#refused.find((each) => each.outcome === outcome);
    if (same) same.count += 1;
    else this.#refused.push({ outcome, count: 1, row, sample: cut(what) });
  }

  done(timed: boolean): Decoded {
    return {
      timed,
      readings: shortened(this.#all, this.#count),
      refusedRows: this.#refused ?? [],
      unknown: this.#unknown,
    };
  }

  #missed(row: number, name: unknown, value: number): void {
    this.refuse('unknownTag', row, name);
    this.#unknown ??= new Map();
    const code = cut(name).slice(0, MOST_OF_CODE).replaceAll('\0', '\uFFFD').toWellFormed();
    const seen = this.#unknown.get(code);
    if (seen) seen.rows += 1;
    else if (this.#unknown.size < MOST_UNCLAIMED) {
      this.#unknown.set(code, { rows: 1, sample: cut(value) });
    }
  }
}

function cut(what: unknown): string {
  const text = typeof what === 'string' ? what : (JSON.stringify(what) ?? String(what));
  return text.slice(0, SAMPLE);
}

/** A number, or a state as one; NaN: neither. */
export function numberOf(value: unknown): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return Number.NaN;
}

const NAMED: Readonly<Record<string, number>> = quality;

/**
 * A quality of ours by number or name; unset is good. Those of OPC DA (192–255 good, 64–127
 * uncertain, 4–63 bad) are understood. Another is none: NONE, so that nobody takes silence for
 * health.
 */
export function qualityOf(q: unknown): number {
  if (q === undefined || q === null || q === 0) return quality.good;
  if (typeof q === 'string') return NAMED[q.toLowerCase()] ?? NONE;
  if (typeof q !== 'number' || !Number.isInteger(q) || q < 0 || q > 255) return NONE;
  if (q <= WORST_QUALITY) return q;
  if (q < 64) return quality.bad;
  if (q < 128) return quality.uncertain;
  return q < 192 ? NONE : quality.good;
}

/** No quality that anybody knows. */
export const NONE = -1;

/** Without its offset a time would be read in the zone where the server stands. */
const WITH_OFFSET = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/i;

/** The time that the rows count from: ms since 1970 or ISO 8601 with its offset. */
export function baseOf(t: unknown, receivedAt: Moment): number {
  if (t === undefined) return receivedAt;
  if (typeof t === 'number') return t;
  return typeof t === 'string' && WITH_OFFSET.test(t) ? Date.parse(t) : Number.NaN;
}

export const noBase: Refused = {
  refused: {
    zh: '基准时间t应为毫秒数或带时区的ISO 8601时间',
    en: 'the base time t is milliseconds since 1970 or ISO 8601 with its offset',
  },
};

export const tooMany: Refused = {
  refused: {
    zh: '一批最多20000条，请分批发送',
    en: 'at most 20000 readings a batch: send several',
  },
};
