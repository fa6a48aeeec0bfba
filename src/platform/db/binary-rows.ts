import type { Moment } from '../../kernel/calendar.ts';

const PIECE = 1 << 16;
const SIGNATURE = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
const WORD = 2 ** 32;
const TEXT_OID = 25;
/** PostgreSQL counts microseconds from 2000-01-01. */
const EPOCH_MS = 946_684_800_000;

/**
 * Rows for COPY … (format binary): the server has nothing to unescape or to parse. Only on the way
 * to a server; what is kept is kept as text. Fields in the order of the columns.
 */
export class BinaryRows {
  #bytes: Buffer;
  #used: number;

  /** `room`: bytes to write into that nobody else uses, `room` of rows that were sent. */
  constructor(room: Buffer = Buffer.allocUnsafe(PIECE)) {
    this.#bytes = room;
    this.#used = SIGNATURE.copy(this.#bytes);
  }

  /** What it writes into: larger than at first, if a row needed that. */
  get room(): Buffer {
    return this.#bytes;
  }

  /** True once a piece is worth sending: `take` it. */
  get full(): boolean {
    return this.#used > PIECE - 4096;
  }

  take(): Buffer {
    const piece = this.#bytes.subarray(0, this.#used);
    this.#bytes = Buffer.allocUnsafe(PIECE);
    this.#used = 0;
    return piece;
  }

  /** The last piece; there is nothing to write after it. */
  end(): Buffer {
    this.#int2(-1);
    return this.#bytes.subarray(0, this.#used);
  }

  row(fields: number): void {
    this.#int2(fields);
  }

  nothing(): void {
    this.#int4(-1);
  }

  bool(value: boolean): void {
    this.#int4(1);
    this.#room(1);
    this.#bytes[this.#used++] = value ? 1 : 0;
  }

  int2(value: number): void {
    this.#int4(2);
    this.#int2(value);
  }

  int4(value: number): void {
    this.#int4(4);
    this.#int4(value);
  }

  double(value: number): void {
    this.#int4(8);
    this.#room(8);
    this.#used = this.#bytes.writeDoubleBE(value, this.#used);
  }

  bytes(value: Uint8Array): void {
    this.#int4(value.length);
    this.#room(value.length);
    this.#bytes.set(value, this.#used);
    this.#used += value.length;
  }

  /** A safe integer. */
  int8(value: number): void {
    this.#int4(8);
    const high = Math.floor(value / WORD);
    this.#words(high, value - high * WORD);
  }

  moment(value: Moment): void {
    this.#int4(8);
    // In two words: the microseconds of a late year are beyond the safe integers.
    const since = value - EPOCH_MS;
    const high = Math.floor(since / WORD);
    const low = (since - high * WORD) * 1000;
    const carry = Math.floor(low / WORD);
    this.#words(high * 1000 + carry, low - carry * WORD);
  }

  text(value: string): void {
    this.#room(4 + 3 * value.length);
    const length = this.#bytes.write(value, this.#used + 4);
    this.#bytes.writeInt32BE(length, this.#used);
    this.#used += 4 + length;
  }

  texts(values: readonly string[]): void {
    this.#room(24);
    const start = this.#used;
    this.#used += 4;
    for (const head of values.length > 0 ? [1, 0, TEXT_OID, values.length, 1] : [0, 0, TEXT_OID]) {
      this.#int4(head);
    }
    for (const value of values) this.text(value);
    this.#bytes.writeInt32BE(this.#used - start - 4, start);
  }

  /** JSON text as jsonb. */
  json(source: Buffer, start: number, end: number): void {
    this.#int4(end - start + 1);
    this.#room(end - start + 1);
    this.#bytes[this.#used++] = 1;
    this.#used += source.copy(this.#bytes, this.#used, start, end);
  }

  hex(value: string): void {
    this.#int4(value.length / 2);
    this.#room(value.length / 2);
    this.#used += this.#bytes.write(value, this.#used, 'hex');
  }

  #words(high: number, low: number): void {
    this.#int4(high);
    this.#room(4);
    this.#used = this.#bytes.writeUInt32BE(low, this.#used);
  }

  #int2(value: number): void {
    this.#room(2);
    this.#used = this.#bytes.writeInt16BE(value, this.#used);
  }

  #int4(value: number): void {
    this.#room(4);
    this.#used = this.#bytes.writeInt32BE(value, this.#used);
  }

  /** A row may be larger than a piece. */
  #room(bytes: number): void {
    if (this.#used + bytes <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(2 * (this.#used + bytes));
    this.#bytes.copy(larger, 0, 0, this.#used);
    this.#bytes = larger;
  }
}
