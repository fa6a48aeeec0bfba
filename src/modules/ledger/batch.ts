import { hash } from 'node:crypto';
import { assert } from '../../kernel/result.ts';
import { CanonicalBytes } from './canonical-bytes.ts';
import type { Entry, Fact, FactDraft, Reference } from './model.ts';
import { CHAIN_START, chainEnd } from './model.ts';

const CAPACITY = 8 << 20;
/** Room for one more fact of the longest line. */
const SLACK = 2 << 20;
const HASH_CHARS = 64;

/** A fact ready to enter. Its canonical text is written once, into the batch's bytes. */
export interface PreparedFact extends Omit<Fact, 'set'> {
  /** Of its record, once it is known. */
  key: number;
  readonly line: number;
  /** Those whose record was not known to stand in the ledger when the line was read. */
  readonly references: readonly Reference[];
  /** In the batch's bytes: where the text that is hashed starts, `set` starts and ends, … */
  readonly start: number;
  readonly setStart: number;
  readonly setEnd: number;
  readonly contentEnd: number;
  /** … and the hash of the fact before belongs. */
  readonly previousStart: number;
}

/**
 * Facts on their way into the ledger, in memory of a fixed size that is used again and again: the
 * texts lie in bytes outside the heap, where nothing has to be copied or collected.
 */
export class Batch {
  readonly #text = new CanonicalBytes(CAPACITY);
  readonly #tailBytes: number;
  /** Facts of earlier rounds, to be written over. */
  readonly #pool: { -readonly [K in keyof PreparedFact]: PreparedFact[K] }[] = [];
  readonly facts: PreparedFact[] = [];

  constructor(recorder: string) {
    const longest = Number.MAX_SAFE_INTEGER;
    const entry = { recordedAt: -longest as Entry['recordedAt'], recorder, seq: longest };
    this.#tailBytes = HASH_CHARS + Buffer.byteLength(chainEnd(entry));
  }

  get full(): boolean {
    return this.#text.end > CAPACITY - SLACK;
  }

  get bytes(): Buffer {
    return this.#text.bytes;
  }

  /** What it held is gone: nobody may keep a fact of the round before. */
  clear(): void {
    this.facts.length = 0;
    this.#text.end = 0;
  }

  add(line: number, draft: FactDraft, references: readonly Reference[]): void {
    const text = this.#text;
    const fact = this.#next();
    fact.key = 0;
    fact.line = line;
    fact.type = draft.type;
    fact.record = draft.record;
    fact.at = draft.at;
    fact.retired = draft.retired;
    fact.by = draft.by;
    fact.evidence = draft.evidence;
    fact.references = references;
    fact.start = text.end;
    text.ascii(CHAIN_START);
    this.#content(draft, fact);
    fact.id = draft.id ?? `sha256:${hash('sha256', this.#contentBytes(fact))}`;
    text.ascii(',"id":');
    text.string(fact.id);
    text.ascii(',"previous":"');
    fact.previousStart = text.end;
    text.end += this.#tailBytes;
    assert(text.end <= CAPACITY, 'a fact is added to a batch that is not full');
    this.facts.push(fact);
  }

  /** The hash of a fact in its place in the chain, in hexadecimal. */
  link(fact: PreparedFact, previous: string, entry: Entry): string {
    const { bytes } = this;
    bytes.write(previous, fact.previousStart, 'latin1');
    const tail = fact.previousStart + HASH_CHARS;
    const end = tail + bytes.write(chainEnd(entry), tail);
    return hash('sha256', bytes.subarray(fact.start, end));
  }

  /** The canonical content of a fact. */
  content(fact: PreparedFact): string {
    return this.#contentBytes(fact).toString('utf8');
  }

  setText({ setStart, setEnd }: PreparedFact): string {
    return this.bytes.toString('utf8', setStart, setEnd);
  }

  /** As `canonicalContent` writes it. */
  #content(draft: FactDraft, fact: { setStart: number; setEnd: number; contentEnd: number }): void {
    const text = this.#text;
    text.ascii(`{"at":${draft.at},"by":`);
    text.value(draft.by);
    text.ascii(',"evidence":');
    text.value(draft.evidence);
    text.ascii(',"record":');
    text.string(draft.record);
    text.ascii(`,"retired":${draft.retired},"set":`);
    fact.setStart = text.end;
    text.set(draft.type, draft.set);
    fact.setEnd = text.end;
    text.ascii(',"type":');
    text.string(draft.type);
    text.ascii('}');
    fact.contentEnd = text.end;
  }

  #contentBytes({ start, contentEnd }: PreparedFact): Buffer {
    return this.bytes.subarray(start + CHAIN_START.length, contentEnd);
  }

  #next() {
    const used = this.facts.length;
    const known = this.#pool[used];
    if (known) return known;
    const fresh = {
      key: 0,
      line: 0,
      id: '',
      type: '',
      record: '',
      at: 0 as Fact['at'],
      retired: null,
      by: null,
      evidence: null,
      references: [],
      start: 0,
      setStart: 0,
      setEnd: 0,
      contentEnd: 0,
      previousStart: 0,
    };
    this.#pool.push(fresh);
    return fresh;
  }
}
