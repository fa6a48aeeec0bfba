import type { AttributeValue, Fact } from './model.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;

interface Shape {
  readonly names: readonly string[];
  readonly sorted: readonly string[];
}

/**
 * Writes the texts of `model.ts` straight into bytes: no string is built to be copied and thrown
 * away. The caller sees to it that there is room.
 */
export class CanonicalBytes {
  readonly bytes: Buffer;
  /** Where the next byte goes. */
  end = 0;
  /** The names that the last fact of a type set: the next one mostly sets the same. */
  readonly #shapes = new Map<string, Shape>();

  constructor(capacity: number) {
    this.bytes = Buffer.allocUnsafeSlow(capacity);
  }

  /** Text of which every character is ASCII. */
  ascii(text: string): void {
    const { bytes } = this;
    let end = this.end;
    for (let index = 0; index < text.length; index++) bytes[end++] = text.charCodeAt(index);
    this.end = end;
  }

  string(text: string): void {
    const start = this.end;
    this.end = this.#plain(text, start);
    if (this.end < 0) this.end = start + this.bytes.write(JSON.stringify(text), start);
  }

  /** The end of the quoted text, or -1 where something in it has to be escaped. */
  #plain(text: string, start: number): number {
    const { bytes } = this;
    let end = start;
    bytes[end++] = QUOTE;
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index);
      if (code < 0x80) {
        if (code < 0x20 || code === QUOTE || code === BACKSLASH) return -1;
        bytes[end++] = code;
      } else if (code < 0x800) {
        bytes[end++] = 0xc0 | (code >> 6);
        bytes[end++] = 0x80 | (code & 0x3f);
      } else {
        if (code >= 0xd800 && code < 0xe000) return -1;
        bytes[end++] = 0xe0 | (code >> 12);
        bytes[end++] = 0x80 | ((code >> 6) & 0x3f);
        bytes[end++] = 0x80 | (code & 0x3f);
      }
    }
    bytes[end++] = QUOTE;
    return end;
  }

  value(value: AttributeValue | undefined): void {
    if (typeof value === 'string') this.string(value);
    else if (typeof value === 'object' && value !== null) this.#list(value);
    else this.ascii(String(value));
  }

  set(type: string, set: Fact['set']): void {
    const { bytes } = this;
    bytes[this.end++] = 0x7b;
    let first = true;
    for (const name of this.#sortedNames(type, Object.keys(set))) {
      if (!first) bytes[this.end++] = COMMA;
      first = false;
      this.string(name);
      bytes[this.end++] = COLON;
      this.value(set[name]);
    }
    bytes[this.end++] = 0x7d;
  }

  #list(items: readonly string[]): void {
    const { bytes } = this;
    bytes[this.end++] = 0x5b;
    for (let index = 0; index < items.length; index++) {
      if (index > 0) bytes[this.end++] = COMMA;
      this.string(items[index] ?? '');
    }
    bytes[this.end++] = 0x5d;
  }

  #sortedNames(type: string, names: readonly string[]): readonly string[] {
    if (names.length < 2) return names;
    const last = this.#shapes.get(type);
    if (last && same(last.names, names)) return last.sorted;
    const sorted = names.toSorted();
    this.#shapes.set(type, { names, sorted });
    return sorted;
  }
}

function same(left: readonly string[], right: readonly string[]): boolean {
  if (left.length !== right.length) return false;
  for (let index = 0; index < left.length; index++) {
    if (left[index] !== right[index]) return false;
  }
  return true;
}
