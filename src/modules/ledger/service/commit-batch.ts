import type { Moment } from '../../../kernel/calendar.ts';
import { must } from '../../../kernel/result.ts';
import type { PoolClient } from '../../../platform/db/transaction.ts';
import type { Batch, PreparedFact } from '../batch.ts';
import type { Reference, Refusal } from '../model.ts';
import { canonicalContent, canonicalSet } from '../model.ts';
import type { RecordBook } from '../record-book.ts';
import { idUsed } from '../rules/refusals.ts';
import { recordKeyOf, settleReferences } from '../rules/settle-references.ts';
import type { NewRow } from '../store/copy-rows.ts';
import { addRecords, appendRows } from '../store/copy-rows.ts';
import type { RecordName } from '../store/write.ts';
import * as store from '../store/write.ts';

export interface BatchSettings {
  readonly types: ReadonlyMap<string, number>;
  readonly isKnown: (type: string, id: string) => boolean;
  readonly recordedAt: Moment;
  readonly recorder: string;
  /** Facts of such a record wait, because an earlier one does; null: order is given up. */
  readonly waits: ((type: string, record: string) => boolean) | null;
  readonly book: RecordBook;
  /** Look first whether the ids are known; else the unique index refuses a batch with one that is. */
  readonly probe: boolean;
}

export interface BatchOutcome {
  readonly accepted: readonly PreparedFact[];
  readonly duplicate: number;
  readonly refused: readonly { readonly fact: PreparedFact; readonly refusal: Refusal }[];
  readonly waiting: readonly PreparedFact[];
  readonly missing: ReadonlyMap<PreparedFact, Reference>;
  /** Records looked up or made, by name; true once the transaction has committed. */
  readonly found: ReadonlyMap<string, FoundRecord>;
}

interface FoundRecord {
  readonly type: string;
  readonly id: string;
  readonly key: number;
}

/** One batch inside one transaction of the caller. */
export async function commitBatch(
  client: PoolClient,
  batch: Batch,
  settings: BatchSettings,
): Promise<BatchOutcome> {
  const sections = new Set(batch.facts.map(({ type }) => sectionOf(type, settings)));
  const locked = await store.lockSections(client, [...sections]);
  if (settings.probe || !settings.book.complete) await store.preferIndexes(client);
  const { fresh, duplicate, refused } = await dropKnown(client, batch, settings);
  const found = await lookUp(client, fresh, settings);
  const { accepted, waiting, missing } = settle(fresh, found, settings);
  if (accepted.length > 0) {
    await makeRecords(client, accepted, found, settings);
    const heads = new Map(locked);
    const appending = { batch, heads, settings };
    const sequence = await store.takeSequence(client, accepted.length);
    await appendRows(client, links(accepted, sequence, appending), batch);
    await store.moveHeads(
      client,
      [...heads.values()].filter((head) => head !== locked.get(head.section)),
    );
  }
  return { accepted, duplicate, refused, waiting, missing, found };
}

function sectionOf(type: string, { types }: Pick<BatchSettings, 'types'>): number {
  return must(types.get(type), 'a checked fact has a type of the dictionary');
}

/** The same id and content is one fact; the same id with another content is refused. */
async function dropKnown(client: PoolClient, batch: Batch, { probe }: BatchSettings) {
  const { facts } = batch;
  if (!probe) return { fresh: facts, duplicate: 0, refused: [] };
  const ids = facts.map(({ id }) => id);
  const stored = await store.factsWithIds(client, ids);
  const contents = new Map<string, string>();
  for (const [id, fact] of stored) {
    contents.set(id, canonicalContent(fact, canonicalSet(fact.set)));
  }
  const fresh: PreparedFact[] = [];
  const first = new Map<string, PreparedFact>();
  const refused: { fact: PreparedFact; refusal: Refusal }[] = [];
  let duplicate = 0;
  for (const fact of facts) {
    const twin = first.get(fact.id);
    const before = contents.get(fact.id) ?? (twin && batch.content(twin));
    if (before === undefined) {
      first.set(fact.id, fact);
      fresh.push(fact);
    } else if (before === batch.content(fact)) {
      duplicate++;
    } else {
      refused.push({ fact, refusal: idUsed(fact.id) });
    }
  }
  return { fresh, duplicate, refused };
}

/** Records that the facts speak about or name, where they exist and no slot has their key. */
async function lookUp(
  client: PoolClient,
  facts: readonly PreparedFact[],
  { book, types }: BatchSettings,
): Promise<Map<string, FoundRecord>> {
  if (book.complete) return new Map();
  const wanted = new Map<string, RecordName>();
  const want = (type: string, id: string): void => {
    const number = types.get(type);
    if (number === undefined || book.keyOf(type, id) > 0) return;
    wanted.set(recordKeyOf(type, id), { type: number, id });
  };
  for (const { type: own, record, references } of facts) {
    want(own, record);
    for (const reference of references) {
      for (const type of reference.types) want(type, reference.record);
    }
  }
  if (wanted.size === 0) return new Map();
  const names = new Map([...types].map(([name, number]) => [number, name]));
  const rows = await store.recordKeys(client, [...wanted.values()]);
  return new Map(
    rows.map(({ type, id, key }) => {
      const name = must(names.get(type), 'a type of the dictionary');
      return [recordKeyOf(name, id), { type: name, id, key }];
    }),
  );
}

type Found = ReadonlyMap<string, FoundRecord>;

/** Which of the facts may enter now. */
function settle(fresh: readonly PreparedFact[], found: Found, settings: BatchSettings) {
  const { book, isKnown, waits } = settings;
  const exists = (type: string, id: string): boolean =>
    book.keyOf(type, id) > 0 || isKnown(type, id) || found.has(recordKeyOf(type, id));
  return settleReferences(fresh, { exists, waits });
}

/** Every fact gets the key of its record; records that are new get one first. */
async function makeRecords(
  client: PoolClient,
  facts: readonly PreparedFact[],
  found: Map<string, FoundRecord>,
  settings: BatchSettings,
): Promise<void> {
  const fresh = new Map<string, PreparedFact[]>();
  for (const fact of facts) {
    fact.key = settings.book.keyOf(fact.type, fact.record);
    if (fact.key > 0) continue;
    const name = recordKeyOf(fact.type, fact.record);
    fact.key = found.get(name)?.key ?? 0;
    if (fact.key > 0) continue;
    const others = fresh.get(name);
    if (others) others.push(fact);
    else fresh.set(name, [fact]);
  }
  if (fresh.size === 0) return;
  const keys = await store.takeRecordKeys(client, fresh.size);
  const rows: (RecordName & { readonly key: number })[] = [];
  for (const [name, [first, ...more]] of fresh) {
    const key = must(keys[rows.length], 'one key a record');
    const { type, record } = must(first, 'a new record has a fact');
    rows.push({ key, type: sectionOf(type, settings), id: record });
    found.set(name, { type, id: record, key });
    for (const fact of [first, ...more]) if (fact) fact.key = key;
  }
  await addRecords(client, rows);
}

interface Appending {
  readonly batch: Batch;
  readonly heads: Map<number, store.Head>;
  readonly settings: BatchSettings;
}

/** Chains each fact to the one before it in its section; the heads move with it. */
function* links(
  facts: readonly PreparedFact[],
  sequence: readonly number[],
  { batch, heads, settings }: Appending,
): Generator<NewRow> {
  const { recordedAt, recorder } = settings;
  for (const [index, fact] of facts.entries()) {
    const section = sectionOf(fact.type, settings);
    const { pos: before, hash: previous } = must(heads.get(section), 'the section is locked');
    const entry = { seq: must(sequence[index], 'one number a fact'), recordedAt, recorder };
    const hash = batch.link(fact, previous, entry);
    const pos = before + 1;
    heads.set(section, { section, pos, hash });
    yield { ...entry, section, pos, fact, previous, hash };
  }
}
