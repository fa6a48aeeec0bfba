import type { FileHandle } from 'node:fs/promises';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { must } from '../../../kernel/result.ts';
import type { Batch, PreparedFact } from '../batch.ts';
import { linesOf } from '../intake.ts';
import type { FactDraft } from '../model.ts';
import type { FactValidator } from '../rules/validate-fact.ts';
import { factLine } from '../wire.ts';

const BITS = 1 << 26;

/** A fact that waited, and the line of the file it stands in. */
export interface NumberedDraft {
  readonly line: number;
  readonly draft: FactDraft;
}

/**
 * Facts that wait for a record that comes later, kept in a file so that memory stays bounded.
 * Which records have a waiting fact is one bit by hash: a clash only makes a fact wait for nothing.
 */
export class WaitingRoom {
  readonly #folder: string;
  readonly #file: FileHandle;
  #bits: Uint8Array | null = null;
  count = 0;

  private constructor(folder: string, file: FileHandle) {
    this.#folder = folder;
    this.#file = file;
  }

  static async open(): Promise<WaitingRoom> {
    const folder = await mkdtemp(join(tmpdir(), 'zhiben-import-'));
    return new WaitingRoom(folder, await open(join(folder, 'waiting.ndjson'), 'a+'));
  }

  async add(facts: readonly PreparedFact[], batch: Batch): Promise<void> {
    if (facts.length === 0) return;
    this.#bits ??= new Uint8Array(BITS / 8);
    let text = '';
    for (const fact of facts) {
      const bit = bitOf(fact.type, fact.record);
      this.#bits[bit >> 3] = (this.#bits[bit >> 3] ?? 0) | (1 << (bit & 7));
      text += `${fact.line} ${factLine(fact.id, fact, batch.setText(fact))}\n`;
    }
    this.count += facts.length;
    await this.#file.appendFile(text);
  }

  waits(type: string, record: string): boolean {
    if (this.#bits === null) return false;
    const bit = bitOf(type, record);
    return ((this.#bits[bit >> 3] ?? 0) & (1 << (bit & 7))) !== 0;
  }

  /** All that wait, in the order of the file. */
  async *facts(validate: FactValidator): AsyncGenerator<NumberedDraft[]> {
    const stream = this.#file.createReadStream({ start: 0, autoClose: false });
    for await (const lines of linesOf(stream, Number.MAX_SAFE_INTEGER)) {
      yield lines.map(({ text }) => {
        const whole = must(text, 'a line of our own can be read');
        const space = whole.indexOf(' ');
        const draft = validate(JSON.parse(whole.slice(space + 1)));
        if (!draft.ok) throw new Error(`a checked fact was refused: ${draft.error.message.en}`);
        return { line: Number(whole.slice(0, space)), draft: draft.value };
      });
    }
  }

  async close(): Promise<void> {
    await this.#file.close();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

/** FNV-1a over the code units. */
function bitOf(type: string, record: string): number {
  const hash = mixed(record, mixed(type, 0x811c9dc5));
  return (hash ^ (hash >>> 26)) & (BITS - 1);
}

function mixed(text: string, start: number): number {
  let hash = start;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash;
}
