import type { Attachment, OutboxRecord, Outcome } from './model.ts';
import type { Change } from './rules.ts';
import { after, begun, due, mayChange, mended, named, outlived } from './rules.ts';

/** Where records are kept: the browser's database, or a test's memory. */
export interface OutboxStore {
  list(account: string): Promise<readonly OutboxRecord[]>;
  put(record: OutboxRecord): Promise<void>;
  /** Record and photographs together, or neither. */
  add(record: OutboxRecord, photos: readonly Attachment[]): Promise<void>;
  drop(record: OutboxRecord): Promise<void>;
  photo(id: string): Promise<Attachment | null>;
  putPhoto(photo: Attachment): Promise<void>;
}

/** One attempt: it never throws. */
export type Send = (record: OutboxRecord) => Promise<Outcome>;
/** One attempt with an attachment; received, its answer is the server's id of it. */
export type Upload = (photo: Attachment) => Promise<Outcome>;

export type Draft = Omit<
  OutboxRecord,
  'account' | 'state' | 'tries' | 'refusal' | 'answer' | 'sentAt'
>;

/** Records of one account on their way to the server. */
export class Outbox {
  readonly account: string;
  readonly #store: OutboxStore;
  readonly #send: Send;
  readonly #upload: Upload;
  readonly #now: () => number;
  readonly #listeners = new Set<() => void>();
  #records: readonly OutboxRecord[] = [];
  #known = false;
  #flushing: Promise<boolean> | null = null;
  #again = false;

  constructor(
    account: string,
    parts: {
      readonly store: OutboxStore;
      readonly send: Send;
      readonly upload: Upload;
      readonly now: () => number;
    },
  ) {
    this.account = account;
    this.#store = parts.store;
    this.#send = parts.send;
    this.#upload = parts.upload;
    this.#now = parts.now;
  }

  /** False until it was looked at: nobody may say that nothing waits. */
  get known(): boolean {
    return this.#known;
  }

  get records(): readonly OutboxRecord[] {
    return this.#records;
  }

  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** What is kept, from this tab and from others; old receipts go. */
  async open(): Promise<void> {
    const kept = await this.#store.list(this.account);
    for (const record of outlived(kept, this.#now())) await this.#store.drop(record);
    await this.#look();
  }

  async write(draft: Draft, photos: readonly Attachment[] = []): Promise<void> {
    const fresh = {
      state: 'waiting',
      tries: 0,
      refusal: null,
      answer: null,
      sentAt: null,
    } as const;
    await this.#store.add({ ...draft, account: this.account, ...fresh }, photos);
    await this.#look();
  }

  /** Sends what waits, one after the other; false: something waits still. */
  flush(): Promise<boolean> {
    if (this.#flushing) {
      // What was written meanwhile is not forgotten.
      this.#again = true;
      return this.#flushing;
    }
    this.#flushing = this.#all().finally(() => {
      this.#flushing = null;
    });
    return this.#flushing;
  }

  async #all(): Promise<boolean> {
    let whole = true;
    do {
      this.#again = false;
      whole = await this.#once();
    } while (this.#again && whole);
    return whole;
  }

  async #once(): Promise<boolean> {
    let whole = true;
    for (const record of due(await this.#store.list(this.account), this.account)) {
      const sending = begun(record);
      await this.#store.put(sending);
      const outcome = await this.#attempt(sending);
      await this.#store.put(after(sending, outcome, this.#now()));
      await this.#look();
      if (outcome.kind === 'signedOut' || (outcome.kind === 'lost' && !outcome.reached))
        return false;
      // One that the server cannot take now does not hold up the others.
      if (outcome.kind === 'lost') whole = false;
    }
    return whole;
  }

  /** Its attachments first, each until the server says what it calls it; then the record. */
  async #attempt(record: OutboxRecord): Promise<Outcome> {
    const stored = new Map<string, string>();
    for (const id of record.photos) {
      const photo = await this.#store.photo(id);
      if (photo?.account !== this.account) continue;
      let name = photo.stored;
      if (name === null) {
        const outcome = await this.#upload(photo);
        if (outcome.kind !== 'received') return outcome;
        name = String(outcome.answer);
        await this.#store.putPhoto({ ...photo, stored: name });
      }
      stored.set(id, name);
    }
    return this.#send({ ...record, body: named(record.body, stored) as OutboxRecord['body'] });
  }

  /** `photos`: those that it names now; what it named before and names no longer goes. */
  async mend(id: string, change: Change, photos: readonly Attachment[] = []): Promise<void> {
    await this.#change(id, (record) => this.#store.add(mended(record, change), photos));
  }

  /** Once more as it is: what stood in its way may be gone. */
  async again(id: string): Promise<void> {
    await this.#change(id, (record) => this.#store.put(mended(record, record)));
  }

  /** By its writer, who was asked. */
  async giveUp(id: string): Promise<void> {
    await this.#change(id, (record) => this.#store.drop(record));
  }

  async #change(id: string, act: (record: OutboxRecord) => Promise<void>): Promise<void> {
    const kept = await this.#store.list(this.account);
    const record = kept.find((one) => one.id === id);
    if (record && mayChange(record)) await act(record);
    await this.#look();
  }

  async #look(): Promise<void> {
    this.#records = await this.#store.list(this.account);
    this.#known = true;
    for (const listener of this.#listeners) listener();
  }
}
