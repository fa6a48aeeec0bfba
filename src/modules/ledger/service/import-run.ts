import { transaction } from '../../../platform/db/transaction.ts';
import type { PreparedFact } from '../intake.ts';
import { linesOf, prepareLine } from '../intake.ts';
import type { Refusal, Reject } from '../model.ts';
import { unknownReference } from '../rules/refusals.ts';
import type { FactValidator } from '../rules/validate-fact.ts';
import { compileValidator } from '../rules/validate-fact.ts';
import type { BatchOutcome } from './commit-batch.ts';
import { commitBatch } from './commit-batch.ts';
import type { ImportOptions, ImportResult } from './import-options.ts';
import { WaitingRoom } from './waiting-room.ts';

const BATCH_FACTS = 10_000;
const BATCH_CHARS = 8_000_000;
/** Facts that wait come in larger batches: records that name each other meet in one. */
const RETRY_FACTS = 50_000;
const KEPT_REJECTS = 1000;
const CACHED_RECORDS = 400_000;
const ATTEMPTS = 8;
/** Another writer was first with an id, or two writers locked crosswise: worth another attempt. */
const PASSING = new Set(['23505', '40001', '40P01']);

type Settings = ImportOptions & { readonly isKnown: (type: string, id: string) => boolean };
/** Whether facts of one record keep their order, and whether a missing record is final. */
type Mode = 'ordered' | 'free' | 'last';

/** One import: passes over the source, then over what waits, until nothing is left. */
export class ImportRun {
  readonly #settings: Settings;
  readonly #types: ReadonlyMap<string, number>;
  readonly #validate: FactValidator;
  readonly #rejects: Reject[] = [];
  readonly #cache = new Map<string, number>();
  readonly #rooms = new Set<WaitingRoom>();
  #lines = 0;
  #accepted = 0;
  #duplicate = 0;
  #rejected = 0;

  constructor(settings: Settings, types: ReadonlyMap<string, number>) {
    this.#settings = settings;
    this.#types = types;
    this.#validate = compileValidator(settings.dictionary);
  }

  result(): ImportResult {
    return {
      accepted: this.#accepted,
      duplicate: this.#duplicate,
      rejected: this.#rejected,
      rejects: this.#rejects.toSorted((left, right) => left.line - right.line),
    };
  }

  async close(): Promise<void> {
    for (const room of this.#rooms) await room.close();
    this.#rooms.clear();
  }

  async run(): Promise<void> {
    const { batchFacts = BATCH_FACTS } = this.#settings;
    let room = await this.#pass(this.#prepared(), 'ordered', batchFacts);
    for (let mode: Mode = 'ordered'; room.count > 0; ) {
      const next: WaitingRoom = await this.#pass(room.facts(this.#validate), mode, RETRY_FACTS);
      if (next.count === room.count) mode = mode === 'ordered' ? 'free' : 'last';
      this.#rooms.delete(room);
      await room.close();
      room = next;
    }
  }

  async *#prepared(): AsyncGenerator<PreparedFact[]> {
    for await (const lines of linesOf(this.#settings.source)) {
      const facts: PreparedFact[] = [];
      for (const line of lines) {
        this.#lines = line.number;
        const prepared = prepareLine(line, this.#validate);
        if (prepared === null) continue;
        if (prepared.ok) facts.push(prepared.value);
        else this.#reject(line.number, prepared.error);
      }
      yield facts;
    }
  }

  /** While one batch is being stored the next is read and checked. Gives what has to wait. */
  async #pass(
    source: AsyncIterable<PreparedFact[]>,
    mode: Mode,
    batchFacts: number,
  ): Promise<WaitingRoom> {
    const room = await WaitingRoom.open();
    this.#rooms.add(room);
    let batch: PreparedFact[] = [];
    let size = 0;
    let storing: Promise<void> = Promise.resolve();
    const send = async (): Promise<void> => {
      const full = batch;
      batch = [];
      size = 0;
      await storing;
      storing = this.#store(full, mode, room);
      // It is awaited later; until then a failure must not count as unhandled.
      storing.catch(() => undefined);
    };
    for await (const facts of source) {
      for (const fact of facts) {
        batch.push(fact);
        size += fact.content.length;
        if (batch.length >= batchFacts || size >= BATCH_CHARS) await send();
      }
    }
    if (batch.length > 0) await send();
    await storing;
    return room;
  }

  async #store(batch: readonly PreparedFact[], mode: Mode, room: WaitingRoom): Promise<void> {
    const outcome = await this.#commit(batch, mode, room);
    for (const [key, value] of outcome.keys) {
      if (this.#cache.size >= CACHED_RECORDS) this.#cache.clear();
      this.#cache.set(key, value);
    }
    this.#accepted += outcome.accepted.length;
    this.#duplicate += outcome.duplicate;
    this.#settings.onBatch?.({
      accepted: outcome.accepted.length,
      duplicate: outcome.duplicate,
      factIds: outcome.accepted.map(({ id }) => id),
      types: [...new Set(outcome.accepted.map(({ fact }) => fact.type))],
    });
    for (const { fact, refusal } of outcome.refused) this.#reject(fact.line, refusal);
    if (mode === 'last') this.#rejectWaiting(outcome);
    else await room.add(outcome.waiting);
    this.#settings.onProgress?.({
      lines: this.#lines,
      accepted: this.#accepted,
      duplicate: this.#duplicate,
      rejected: this.#rejected,
      waiting: room.count,
    });
  }

  async #commit(
    batch: readonly PreparedFact[],
    mode: Mode,
    room: WaitingRoom,
  ): Promise<BatchOutcome> {
    const { db, isKnown, recorder, clock } = this.#settings;
    const settings = {
      types: this.#types,
      isKnown,
      recorder,
      recordedAt: clock(),
      waits: mode === 'ordered' ? (key: string) => room.waits(key) : null,
      cache: this.#cache,
    };
    for (let attempt = 1; ; attempt++) {
      try {
        return await transaction(db, (client) => commitBatch(client, batch, settings));
      } catch (error) {
        const code = error instanceof Error && 'code' in error ? String(error.code) : '';
        if (attempt >= ATTEMPTS || !PASSING.has(code)) throw error;
      }
    }
  }

  #rejectWaiting({ waiting, missing }: BatchOutcome): void {
    for (const fact of waiting) {
      const reference = missing.get(fact);
      if (!reference) throw new Error('without order a fact waits for a record only');
      const { attribute, types, record } = reference;
      this.#reject(fact.line, unknownReference(attribute, types, record));
    }
  }

  #reject(line: number, { code, path, message, mend }: Refusal): void {
    const reject: Reject = { line, code, path, reason: message, mend };
    this.#rejected++;
    if (this.#rejects.length < KEPT_REJECTS) this.#rejects.push(reject);
    this.#settings.onReject?.(reject);
  }
}
