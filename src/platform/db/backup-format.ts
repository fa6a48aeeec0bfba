import { createHash, type Hash } from 'node:crypto';
import { z } from 'zod';
import { BackupUnusable } from './errors.ts';

/**
 * A backup file is gzip over: the magic line, then frames. A frame is one byte of kind, four bytes
 * of length (big-endian) and that many bytes.
 *   H  JSON: when, from which PostgreSQL, which migrations the tables have
 *   T  JSON: a table and its columns
 *   D  rows of that table in COPY's text form, cut anywhere
 *   E  JSON: how many rows the table had
 *   S  JSON: where a sequence stands
 *   Z  JSON: SHA-256 (hexadecimal) of every byte before this frame
 */
const MAGIC = Buffer.from('ZHIBEN-BACKUP 1\n');
const FRAME_HEAD = 5;
const LONGEST_FRAME = 1 << 24;
/** Rows are passed on in pieces of this size, whatever the source gives. */
const PIECE = 1 << 18;

const kinds = { header: 'H', table: 'T', rows: 'D', tableEnd: 'E', sequence: 'S' } as const;
const END = 'Z'.charCodeAt(0);

const shapes = {
  header: z.strictObject({
    createdAt: z.iso.datetime(),
    postgres: z.string(),
    migrations: z.array(
      z.strictObject({ slice: z.string(), name: z.string(), sha256: z.string().length(64) }),
    ),
  }),
  table: z.strictObject({ schema: z.string(), name: z.string(), columns: z.array(z.string()) }),
  tableEnd: z.strictObject({ rows: z.int().nonnegative() }),
  sequence: z.strictObject({
    schema: z.string(),
    name: z.string(),
    value: z.int(),
    called: z.boolean(),
  }),
};
const endShape = z.strictObject({ sha256: z.string().length(64) });

type Shapes = typeof shapes;
export type BackupHeader = z.infer<Shapes['header']>;
export type BackupTable = z.infer<Shapes['table']>;
export type BackupPart =
  | { [K in keyof Shapes]: { readonly kind: K; readonly value: z.infer<Shapes[K]> } }[keyof Shapes]
  | { readonly kind: 'rows'; readonly value: Buffer };

/** The file's bytes before compression. */
export async function* encodeBackup(parts: AsyncIterable<BackupPart>): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  const out = (bytes: Buffer): Buffer => {
    hash.update(bytes);
    return bytes;
  };
  yield out(MAGIC);
  for await (const part of parts) {
    if (part.kind === 'rows') {
      for (let at = 0; at < part.value.length; at += PIECE) {
        yield out(frame(kinds.rows, part.value.subarray(at, at + PIECE)));
      }
    } else yield out(frame(kinds[part.kind], Buffer.from(JSON.stringify(part.value))));
  }
  yield frame('Z', Buffer.from(JSON.stringify({ sha256: hash.digest('hex') })));
}

function frame(kind: string, payload: Buffer): Buffer {
  const head = Buffer.alloc(FRAME_HEAD);
  head.write(kind, 0, 'latin1');
  head.writeUInt32BE(payload.length, 1);
  return Buffer.concat([head, payload]);
}

/**
 * The parts again. Throws BackupUnusable at the first byte that is not as it was written; a reader
 * that got all parts without an error has a whole file.
 */
export async function* decodeBackup(bytes: AsyncIterable<Buffer>): AsyncGenerator<BackupPart> {
  const reader = new FrameReader(bytes);
  await reader.expectMagic();
  const order = new PartOrder();
  for (;;) {
    const before = reader.digest();
    const { kind, payload } = await reader.next();
    if (kind === END) {
      const { sha256 } = parsed(endShape, payload);
      if (sha256 !== before) throw damaged('its checksum is wrong');
      order.end();
      await reader.expectEnd();
      return;
    }
    const part = partOf(kind, payload);
    order.check(part);
    yield part;
  }
}

function partOf(kind: number, payload: Buffer): BackupPart {
  switch (String.fromCharCode(kind)) {
    case kinds.header:
      return { kind: 'header', value: parsed(shapes.header, payload) };
    case kinds.table:
      return { kind: 'table', value: parsed(shapes.table, payload) };
    case kinds.rows:
      return { kind: 'rows', value: payload };
    case kinds.tableEnd:
      return { kind: 'tableEnd', value: parsed(shapes.tableEnd, payload) };
    case kinds.sequence:
      return { kind: 'sequence', value: parsed(shapes.sequence, payload) };
    default:
      throw damaged('a frame has an unknown kind');
  }
}

function parsed<T>(shape: z.ZodType<T>, payload: Buffer): T {
  try {
    return shape.parse(JSON.parse(payload.toString('utf8')));
  } catch (cause) {
    throw damaged('a frame cannot be read', cause);
  }
}

export function damaged(how: string, cause?: unknown): BackupUnusable {
  return new BackupUnusable(`the backup is damaged: ${how}; take another copy of it`, { cause });
}

/** Header first, rows inside a table, as many as the table's end says. */
class PartOrder {
  #header = false;
  #rows: number | null = null;

  check(part: BackupPart): void {
    const inside = this.#rows !== null;
    const belongs = part.kind === 'rows' || part.kind === 'tableEnd';
    if ((part.kind === 'header') === this.#header || inside !== belongs) {
      throw damaged('its parts are out of order');
    }
    this.#header = true;
    if (part.kind === 'table') this.#rows = 0;
    if (part.kind === 'rows') this.#rows = (this.#rows ?? 0) + countRows(part.value);
    if (part.kind !== 'tableEnd') return;
    if (part.value.rows !== this.#rows) throw damaged('a table lacks rows');
    this.#rows = null;
  }

  end(): void {
    if (!this.#header || this.#rows !== null) throw damaged('it ends early');
  }
}

const NEWLINE = 0x0a;

/** Every row of COPY's text form ends in the only newline that it has. */
export function countRows(data: Buffer): number {
  let rows = 0;
  for (let at = data.indexOf(NEWLINE); at !== -1; at = data.indexOf(NEWLINE, at + 1)) rows += 1;
  return rows;
}

class FrameReader {
  readonly #source: AsyncIterator<Buffer>;
  #hash: Hash = createHash('sha256');
  #held: Buffer[] = [];
  #length = 0;

  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** SHA-256 of everything taken so far. */
  digest(): string {
    return this.#hash.copy().digest('hex');
  }

  async expectMagic(): Promise<void> {
    while (this.#length < MAGIC.length && (await this.#more()));
    const start = await this.#take(Math.min(MAGIC.length, this.#length));
    if (start.equals(MAGIC)) return;
    throw new BackupUnusable('this is no backup that zhiben made, or one of a later version');
  }

  async next(): Promise<{ kind: number; payload: Buffer }> {
    const head = await this.#take(FRAME_HEAD);
    const length = head.readUInt32BE(1);
    if (length > LONGEST_FRAME) throw damaged('a frame is too long');
    return { kind: head.readUInt8(0), payload: await this.#take(length) };
  }

  async expectEnd(): Promise<void> {
    if (this.#length > 0 || (await this.#more())) throw damaged('something follows its end');
  }

  async #take(count: number): Promise<Buffer> {
    while (this.#length < count) if (!(await this.#more())) throw damaged('it ends early');
    const all = this.#held.length === 1 ? this.#held[0] : Buffer.concat(this.#held);
    if (all === undefined) return Buffer.alloc(0);
    const rest = all.subarray(count);
    this.#held = rest.length > 0 ? [rest] : [];
    this.#length = rest.length;
    const taken = all.subarray(0, count);
    this.#hash.update(taken);
    return taken;
  }

  async #more(): Promise<boolean> {
    const { value, done } = await this.#source.next();
    if (done) return false;
    const chunk: Buffer = value;
    this.#held.push(chunk);
    this.#length += chunk.length;
    return true;
  }
}
