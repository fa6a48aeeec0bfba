import { transaction } from '../../../platform/db/transaction.ts';
import { Batch } from '../batch.ts';
import { linesOf, readLine } from '../intake.ts';
import type { Reference, Refusal, Reject } from '../model.ts';
import type { RecordBook } from '../record-book.ts';
import { unknownReference } from '../rules/refusals.ts';
import type { FactValidator } from '../rules/validate-fact.ts';
import { compileValidator } from '../rules/validate-fact.ts';
import type { BatchOutcome } from './commit-batch.ts';
import { commitBatch } from './commit-batch.ts';
import type { ImportOptions, ImportResult } from './import-options.ts';
import type { NumberedDraft } from './waiting-room.ts';
import { WaitingRoom } from './waiting-room.ts';

const BATCH_FACTS = 10_000;
/** Facts that wait come in larger batches: records that name each other meet in one. */
const RETRY_FACTS = 50_000;
const KEPT_REJECTS = 1000;
const ATTEMPTS = 8;
/** After a known id came unexpected, so many batches at least are looked up beforehand. */
const PROBED_BATCHES = 8;
const TAKEN = '23505';
/** Another writer was first with an id, or two writers locked crosswise: worth another attempt. */
const PASSING = new Set([TAKEN, '40001', '40P01']);
const none: readonly Reference[] = [];

type Settings = ImportOptions & Required<Pick<ImportOptions, 'isKnown' | 'admit'>>;
/** Whether facts of one record keep their order, and whether a missing record is final. */
type Mode = 'ordered' | 'free' | 'last';

interface Pass {
  readonly mode: Mode;
  readonly batchFacts: number;
  readonly batches: readonly [Batch, Batch];
}

/** One import: passes over the source, then over what waits, until nothing is left. */
export class ImportRun {
  readonly #settings: Settings;
  readonly #types: ReadonlyMap<string, number>;
  readonly #validate: FactValidator;
  readonly #rejects: Reject[] = [];
  readonly #book: RecordBook;
  readonly #rooms = new Set<WaitingRoom>();
  #bytes = 0;
  #lines = 0;
  #accepted = 0;
  #duplicate = 0;
  #rejected = 0;
  /** Batches still to be looked up before the unique index alone is trusted. */
  #probes = 1;

  constructor(settings: Settings, types: ReadonlyMap<string, number>, book: RecordBook) {
    this.#settings = settings;
    this.#types = types;
    this.#book = book;
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
    const { batchFacts = BATCH_FACTS, recorder } = this.#settings;
    const batches: [Batch, Batch] = [new Batch(recorder), new Batch(recorder)];
    let room = await this.#pass(this.#drafts(), { mode: 'ordered', batchFacts, batches });
    this.#book.doubt();
    for (let mode: Mode = 'ordered'; room.count > 0; ) {
      const waiting = room.facts(this.#validate);
      const next = await this.#pass(waiting, { mode, batchFacts: RETRY_FACTS, batches });
      if (next.count === room.count) mode = mode === 'ordered' ? 'free' : 'last';
      this.#rooms.delete(room);
      await room.close();
      room = next;
    }
  }

  async *#counted(): AsyncGenerator<Uint8Array> {
    for await (const piece of this.#settings.source) {
      this.#bytes += piece.byteLength;
      yield piece;
    }
  }

  async *#drafts(): AsyncGenerator<NumberedDraft[]> {
    for await (const lines of linesOf(this.#counted())) {
      const drafts: NumberedDraft[] = [];
      for (const line of lines) {
        this.#lines = line.number;
        const draft = readLine(line, this.#validate);
        if (draft === null) continue;
        if (draft.ok) drafts.push({ line: line.number, draft: draft.value });
        else this.#reject(line.number, draft.error);
      }
      yield drafts;
    }
  }

  /** While one batch is being stored the next is read and checked. Gives what has to wait. */
  async #pass(source: AsyncIterable<NumberedDraft[]>, pass: Pass): Promise<WaitingRoom> {
    const { mode, batchFacts, batches } = pass;
    const room = await WaitingRoom.open();
    this.#rooms.add(room);
    let [batch, other] = batches;
    let storing: Promise<void> = Promise.resolve();
    const send = async (): Promise<void> => {
      await storing;
      storing = this.#store(batch, mode, room);
      // It is awaited later; until then a failure must not count as unhandled.
      storing.catch(() => undefined);
      [batch, other] = [other, batch];
      batch.clear();
    };
    batch.clear();
    for await (const drafts of source) {
      for (const { line, draft } of drafts) {
        batch.add(line, draft, this.#openReferences(draft.references));
        if (batch.facts.length >= batchFacts || batch.full) await send();
      }
    }
    if (batch.facts.length > 0) await send();
    await storing;
    return room;
  }

  /** Records are never removed: a reference to one that stands in the ledger is settled. */
  #openReferences(references: readonly Reference[]): readonly Reference[] {
    const { isKnown } = this.#settings;
    let open: Reference[] | null = null;
    for (const reference of references) {
      const { types, record } = reference;
      if (types.some((type) => this.#book.keyOf(type, record) > 0 || isKnown(type, record)))
        continue;
      open ??= [];
      open.push(reference);
    }
    return open ?? none;
  }

  async #store(batch: Batch, mode: Mode, room: WaitingRoom): Promise<void> {
    const outcome = await this.#commit(batch, mode, room);
    for (const { type, id, key } of outcome.found.values()) this.#book.learn(type, id, key);
    this.#accepted += outcome.accepted.length;
    this.#duplicate += outcome.duplicate;
    this.#settings.onBatch?.({
      accepted: outcome.accepted.length,
      duplicate: outcome.duplicate,
      factIds: outcome.accepted.map(({ id }) => id),
      types: [...new Set(outcome.accepted.map(({ type }) => type))],
    });
    for (const { fact, refusal } of outcome.refused) this.#reject(fact.line, refusal);
    if (mode === 'last') this.#rejectWaiting(outcome);
    else await room.add(outcome.waiting, batch);
    this.#settings.onProgress?.({
      bytes: this.#bytes,
      lines: this.#lines,
      accepted: this.#accepted,
      duplicate: this.#duplicate,
      rejected: this.#rejected,
      waiting: room.count,
    });
  }

  async #commit(batch: Batch, mode: Mode, room: WaitingRoom): Promise<BatchOutcome> {
    const { db, isKnown, recorder, clock, admit } = this.#settings;
    const settings = {
      types: this.#types,
      isKnown,
      recorder,
      recordedAt: clock(),
      waits: mode === 'ordered' ? (type: string, id: string) => room.waits(type, id) : null,
      book: this.#book,
    };
    for (let attempt = 1; ; attempt++) {
      const probe = this.#probes > 0;
      try {
        const outcome = await transaction(db, async (client) => {
          await admit(client);
          return commitBatch(client, batch, { ...settings, probe });
        });
        const known = outcome.duplicate + outcome.refused.length > 0;
        if (probe) this.#probes = known ? Math.max(this.#probes, 1) : this.#probes - 1;
        return outcome;
      } catch (error) {
        const code = error instanceof Error && 'code' in error ? String(error.code) : '';
        if (attempt >= ATTEMPTS || !PASSING.has(code)) throw error;
        if (code !== TAKEN) continue;
        this.#probes = PROBED_BATCHES;
        this.#book.doubt();
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
