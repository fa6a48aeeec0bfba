import { MOST_ROWS } from './limits-of-batches.ts';
import { cell, type Decoded, type Known, RowSink } from './rows.ts';

const [COMMA, MINUS, DOT, ZERO, NINE, OPEN, CLOSE, END] = [44, 45, 46, 48, 57, 91, 93, 125];
const HEAD = Buffer.from('{"t":');
const MIDDLE = Buffer.from(',"rows":[');
/** A double holds any number of so many digits, and it over a power of ten is the nearest one. */
const MOST_DIGITS = 15;
const POWERS = Array.from({ length: MOST_DIGITS + 1 }, (_, k) => 10 ** k);

/**
 * The usual form of JSON rows read from its bytes: `{"t":17640000,"rows":[[7,0,20.5],[8,0,1,1]]}`,
 * numbers alone, no blanks. It says the same as JSON.parse with decodeRows (its test holds it to
 * that) and leaves nothing to be collected, which would hold readings up. Null: of another form.
 */
export function decodePlain(bytes: Uint8Array, known: Known): Decoded | null {
  const scan = new Scan(bytes);
  if (!scan.takes(HEAD)) return null;
  scan.number();
  const base = scan.read[0] as number;
  if (!scan.takes(MIDDLE)) return null;
  const rows = scan.countRows();
  if (rows === 0 || rows > MOST_ROWS) return null;
  const sink = new RowSink(rows, known);
  for (let row = 0; row < rows; row += 1) {
    if (row > 0 && !scan.take(COMMA)) return null;
    if (!scan.take(OPEN)) return null;
    scan.number();
    const name = scan.read[0] as number;
    if (!scan.take(COMMA)) return null;
    scan.number();
    cell[0] = base + (scan.read[0] as number);
    if (!scan.take(COMMA)) return null;
    scan.number();
    cell[1] = scan.read[0] as number;
    const q = scan.take(COMMA) ? scan.small() : 0;
    if (!scan.take(CLOSE) || scan.failed || q < 0 || q > 3 || !Number.isInteger(q)) return null;
    sink.takeCell(row, sink.tagOf(name), name, q);
  }
  return scan.take(CLOSE) && scan.take(END) && scan.ended ? sink.done(true) : null;
}

const READ = new Float64Array(1);

class Scan {
  readonly #bytes: Uint8Array;
  #at = 0;
  failed = false;
  readonly read = READ;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get ended(): boolean {
    return this.#at === this.#bytes.length;
  }

  take(byte: number): boolean {
    if (this.#bytes[this.#at] !== byte) return false;
    this.#at += 1;
    return true;
  }

  takes(expected: Uint8Array): boolean {
    for (const byte of expected) if (!this.take(byte)) return false;
    return true;
  }

  /** So many as rows begin from here on: more than there are when brackets stand elsewhere. */
  countRows(): number {
    let count = 0;
    for (let at = this.#at; at < this.#bytes.length; at += 1) {
      if (this.#bytes[at] === OPEN) count += 1;
    }
    return count;
  }

  /**
   * A number as JSON writes it, without an exponent, into `read`: given back it would be an object.
   * What is none or too long sets `failed`.
   */
  number(): void {
    const bytes = this.#bytes;
    const negative = this.take(MINUS);
    const start = this.#at;
    let whole = 0;
    let digits = 0;
    let behind = -1;
    for (; this.#at < bytes.length; this.#at += 1) {
      const byte = bytes[this.#at] as number;
      if (byte === DOT && behind < 0 && digits > 0) behind = digits;
      else if (byte >= ZERO && byte <= NINE) {
        whole = 10 * whole + byte - ZERO;
        digits += 1;
      } else break;
    }
    const ahead = behind < 0 ? digits : behind;
    const leadingZero = bytes[start] === ZERO && ahead > 1;
    if (digits === 0 || digits > MOST_DIGITS || behind === digits || leadingZero)
      this.failed = true;
    const value = behind < 0 ? whole : whole / (POWERS[digits - behind] as number);
    this.read[0] = negative ? -value : value;
  }

  small(): number {
    this.number();
    return this.read[0] as number;
  }
}
