import type { Entry, ZipFile } from 'yauzl';
import { fromBufferPromise } from 'yauzl';
import type { ReadLimits } from './model.ts';
import { Unreadable } from './refusals.ts';

/** Parts that are small are never worth a bomb. */
const SMALL = 4 << 20;
const OLE = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const ENCRYPTED_PACKAGE = Buffer.from('EncryptedPackage', 'utf16le');

/** A file that was looked at before anything in it was unpacked. */
export class Archive {
  readonly #zip: ZipFile;
  readonly #entries: ReadonlyMap<string, Entry>;
  #left: number;

  private constructor(zip: ZipFile, entries: ReadonlyMap<string, Entry>, unpackedBytes: number) {
    this.#zip = zip;
    this.#entries = entries;
    this.#left = unpackedBytes;
  }

  static async open(bytes: Uint8Array, limits: ReadLimits): Promise<Archive> {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    refuseOtherKinds(buffer);
    const zip = await fromBufferPromise(buffer, { lazyEntries: true }).catch(() => {
      throw new Unreadable('malformed');
    });
    if (zip.entryCount > limits.parts) {
      throw new Unreadable('tooManyParts', String(zip.entryCount));
    }
    const entries = await directory(zip, limits);
    refuseContents([...entries.keys()]);
    return new Archive(zip, entries, limits.unpackedBytes);
  }

  has(name: string): boolean {
    return this.#entries.has(name);
  }

  get names(): Iterable<string> {
    return this.#entries.keys();
  }

  /** Bytes of a part as they are unpacked; what was declared is not believed but counted. */
  async *bytes(name: string): AsyncGenerator<Uint8Array> {
    const entry = this.#entries.get(name);
    if (!entry) throw new Unreadable('malformed', name);
    try {
      for await (const chunk of await this.#zip.openReadStreamPromise(entry)) {
        this.#left -= (chunk as Buffer).length;
        if (this.#left < 0) throw new Unreadable('tooLargeInside');
        yield chunk as Buffer;
      }
    } catch (error) {
      if (error instanceof Unreadable) throw error;
      throw new Unreadable('malformed', name);
    }
  }

  /** A part as text: UTF-8, or UTF-16 where it says so by its first bytes. */
  async *text(name: string): AsyncGenerator<string> {
    let decoder: InstanceType<typeof TextDecoder> | null = null;
    try {
      for await (const chunk of this.bytes(name)) {
        decoder ??= new TextDecoder(encodingOf(chunk), { fatal: true });
        yield decoder.decode(chunk, { stream: true });
      }
      if (decoder) yield decoder.decode();
    } catch (error) {
      if (error instanceof Unreadable) throw error;
      throw new Unreadable('malformed', name);
    }
  }
}

function encodingOf(chunk: Uint8Array): string {
  if (chunk[0] === 0xff && chunk[1] === 0xfe) return 'utf-16le';
  return chunk[0] === 0xfe && chunk[1] === 0xff ? 'utf-16be' : 'utf-8';
}

function refuseOtherKinds(buffer: Buffer): void {
  if (buffer.length === 0) throw new Unreadable('empty');
  if (buffer.subarray(0, OLE.length).equals(OLE)) {
    throw new Unreadable(buffer.includes(ENCRYPTED_PACKAGE) ? 'encrypted' : 'oldFormat');
  }
  if (buffer.toString('latin1', 0, 2) !== 'PK') throw new Unreadable('notWorkbook');
}

/** The central directory: names, sizes and ratios, before a byte is unpacked. */
async function directory(zip: ZipFile, limits: ReadLimits): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  let unpacked = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      unpacked += entry.uncompressedSize;
      if (entry.isEncrypted()) throw new Unreadable('encrypted');
      if (unpacked > limits.unpackedBytes) throw new Unreadable('tooLargeInside');
      const packed = Math.max(1, entry.compressedSize);
      if (entry.uncompressedSize > SMALL && entry.uncompressedSize / packed > limits.ratio) {
        throw new Unreadable('suspiciousRatio', entry.fileName);
      }
      // Two parts of one name: programs differ in which they read.
      if (entries.has(entry.fileName)) throw new Unreadable('malformed', entry.fileName);
      entries.set(entry.fileName, entry);
    }
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    throw new Unreadable('malformed');
  }
  return entries;
}

function refuseContents(names: readonly string[]): void {
  const any = (pattern: RegExp): string | undefined => names.find((name) => pattern.test(name));
  const macros = any(/(^|\/)(vbaProject\.bin|macrosheets\/|vbaData\.xml|dialogsheets\/)/i);
  if (macros) throw new Unreadable('macros');
  if (any(/^xl\/(externalLinks\/|connections\.xml|queryTables\/|model\/)/i)) {
    throw new Unreadable(any(/ddeLink/i) ? 'dde' : 'externalLinks');
  }
  const object = any(/^xl\/(embeddings|activeX|ctrlProps)\//i);
  if (object) throw new Unreadable('embedded', object);
  if (!names.includes('[Content_Types].xml') || !any(/^xl\/.*\.xml$/i)) {
    throw new Unreadable('notWorkbook');
  }
}
