import type { Moment } from '../../../kernel/calendar.ts';
import { must } from '../../../kernel/result.ts';
import type { PoolClient } from '../../../platform/db/transaction.ts';
import { linkHash } from '../chain.ts';
import type { PreparedFact } from '../intake.ts';
import type { Reference, Refusal } from '../model.ts';
import { canonicalContent, canonicalSet } from '../model.ts';
import { idUsed } from '../rules/refusals.ts';
import { recordKeyOf, settleReferences } from '../rules/settle-references.ts';
import type { NewRow, RecordName } from '../store/write.ts';
import * as store from '../store/write.ts';

export interface BatchSettings {
  readonly types: ReadonlyMap<string, number>;
  readonly isKnown: (type: string, id: string) => boolean;
  readonly recordedAt: Moment;
  readonly recorder: string;
  /** Facts of such a record wait, because an earlier one does; null: order is given up. */
  readonly waits: ((recordKey: string) => boolean) | null;
  /** Keys of committed records, by record key: spares a look-up. */
  readonly cache: ReadonlyMap<string, number>;
}

export interface BatchOutcome {
  readonly accepted: readonly PreparedFact[];
  readonly duplicate: number;
  readonly refused: readonly { readonly fact: PreparedFact; readonly refusal: Refusal }[];
  readonly waiting: readonly PreparedFact[];
  readonly missing: ReadonlyMap<PreparedFact, Reference>;
  /** Keys looked up or made; true once the transaction has committed. */
  readonly keys: ReadonlyMap<string, number>;
}

/** One batch inside one transaction of the caller. */
export async function commitBatch(
  client: PoolClient,
  batch: readonly PreparedFact[],
  settings: BatchSettings,
): Promise<BatchOutcome> {
  await store.preferIndexes(client);
  const sections = new Set(batch.map(({ fact }) => sectionOf(fact.type, settings)));
  const heads = await store.lockSections(client, [...sections]);
  const { fresh, duplicate, refused } = await dropKnown(client, batch);
  const keys = await lookUp(client, fresh, settings);
  const keyOf = (key: string) => keys.get(key) ?? settings.cache.get(key);
  const settled = settleReferences(fresh, {
    exists: (type, id) => keyOf(recordKeyOf(type, id)) !== undefined || settings.isKnown(type, id),
    waits: settings.waits,
  });
  const { accepted, waiting, missing } = settled;
  if (accepted.length > 0) {
    await addRecords(client, accepted, keys, settings);
    await append(client, accepted, { heads, keyOf, settings });
  }
  return { accepted, duplicate, refused, waiting, missing, keys };
}

function sectionOf(type: string, { types }: BatchSettings): number {
  return must(types.get(type), 'a checked fact has a type of the dictionary');
}

/** The same id and content is one fact; the same id with another content is refused. */
async function dropKnown(client: PoolClient, batch: readonly PreparedFact[]) {
  const stored = await store.factsWithIds(
    client,
    batch.map(({ id }) => id),
  );
  const contents = new Map<string, string>();
  for (const [id, fact] of stored) {
    contents.set(id, canonicalContent(fact, canonicalSet(fact.set)));
  }
  const fresh: PreparedFact[] = [];
  const refused: { fact: PreparedFact; refusal: Refusal }[] = [];
  let duplicate = 0;
  for (const fact of batch) {
    const before = contents.get(fact.id);
    if (before === undefined) {
      contents.set(fact.id, fact.content);
      fresh.push(fact);
    } else if (before === fact.content) {
      duplicate++;
    } else {
      refused.push({ fact, refusal: idUsed(fact.id) });
    }
  }
  return { fresh, duplicate, refused };
}

/** Keys of the records that the facts speak about or name, where they exist and are not cached. */
async function lookUp(
  client: PoolClient,
  facts: readonly PreparedFact[],
  settings: BatchSettings,
): Promise<Map<string, number>> {
  const wanted = new Map<string, RecordName>();
  const want = (key: string, type: string, id: string): void => {
    if (settings.cache.has(key) || wanted.has(key)) return;
    const number = settings.types.get(type);
    if (number !== undefined) wanted.set(key, { type: number, id });
  };
  for (const { fact, recordKey, references } of facts) {
    want(recordKey, fact.type, fact.record);
    for (const { types, record } of references) {
      for (const type of types) want(recordKeyOf(type, record), type, record);
    }
  }
  if (wanted.size === 0) return new Map();
  return keysByName(await store.recordKeys(client, [...wanted.values()]), settings);
}

function keysByName(
  rows: readonly (RecordName & { readonly key: number })[],
  { types }: BatchSettings,
): Map<string, number> {
  const names = new Map([...types].map(([name, number]) => [number, name]));
  return new Map(rows.map(({ type, id, key }) => [recordKeyOf(names.get(type) ?? '', id), key]));
}

async function addRecords(
  client: PoolClient,
  facts: readonly PreparedFact[],
  keys: Map<string, number>,
  settings: BatchSettings,
): Promise<void> {
  const fresh = new Map<string, RecordName>();
  for (const { recordKey, fact } of facts) {
    if (keys.has(recordKey) || settings.cache.has(recordKey) || fresh.has(recordKey)) continue;
    fresh.set(recordKey, { type: sectionOf(fact.type, settings), id: fact.record });
  }
  if (fresh.size === 0) return;
  const added = await store.addRecords(client, [...fresh.values()]);
  for (const [key, value] of keysByName(added, settings)) keys.set(key, value);
}

interface Appending {
  readonly heads: Map<number, store.Head>;
  readonly keyOf: (recordKey: string) => number | undefined;
  readonly settings: BatchSettings;
}

/** Chains each fact to the one before it in its section and moves the heads on. */
async function append(
  client: PoolClient,
  facts: readonly PreparedFact[],
  { heads, keyOf, settings }: Appending,
): Promise<void> {
  const { recordedAt, recorder } = settings;
  const sequence = await store.takeSequence(client, facts.length);
  const moved = new Set<number>();
  const rows = facts.map((prepared, index): NewRow => {
    const { id, fact, setText, content } = prepared;
    const section = sectionOf(fact.type, settings);
    const head = must(heads.get(section), 'the section is locked');
    const entry = { seq: must(sequence[index], 'one number a fact'), recordedAt, recorder };
    const hash = linkHash(head.hash, id, content, entry);
    const pos = head.pos + 1;
    heads.set(section, { section, pos, hash });
    moved.add(section);
    const record = must(keyOf(prepared.recordKey), 'the record has a key');
    return { ...entry, section, pos, id, record, fact, setText, previous: head.hash, hash };
  });
  await store.appendRows(client, rows);
  await store.moveHeads(
    client,
    [...moved].map((section) => must(heads.get(section), 'a moved head')),
  );
}
