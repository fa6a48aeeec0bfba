import type { Pool, PoolClient } from '../../../platform/db/transaction.ts';
import { factHash } from '../chain.ts';
import type { Digest, DigestSection } from '../model.ts';
import { GENESIS } from '../model.ts';
import { factsOfSection, hashInSection, sectionHeads, snapshot } from '../store/read.ts';
import type { StoredFact } from '../store/rows.ts';
import type { Head } from '../store/write.ts';

export interface LedgerProblem {
  /** Name of the section, which is a record type. */
  readonly section: string;
  readonly pos: number;
  /** Null where there is no row to name: one removed, or the head of the section. */
  readonly factId: string | null;
  /** `digest`: a sound chain, but another one than the digest has seen. */
  readonly kind: 'altered' | 'removed' | 'inserted' | 'reordered' | 'head' | 'digest';
}

export interface Verification {
  readonly ok: boolean;
  /** Facts read. */
  readonly checked: number;
  readonly firstProblem?: LedgerProblem;
}

type Found = Omit<LedgerProblem, 'section'>;

export interface VerifyOptions {
  readonly db: Pool;
  /** Kept from an earlier day: the ledger must still begin with the state that it names. */
  readonly digest?: Digest;
  /** Told of facts found sound so far. */
  readonly onProgress?: (checked: number) => void;
}

/** Walks every chain from its first fact to its head and stops at the first problem. */
export async function verifyLedger({
  db,
  digest,
  onProgress,
}: VerifyOptions): Promise<Verification> {
  let checked = 0;
  const seen = new Map(digest?.sections.map((section) => [section.section, section]));
  for await (const step of snapshot(db, (client) => walk(client, seen))) {
    if (typeof step !== 'number') return { ok: false, checked, firstProblem: step };
    checked += step;
    onProgress?.(checked);
  }
  return { ok: true, checked };
}

/** Numbers of facts found sound, and the problem where there is one. */
async function* walk(
  client: PoolClient,
  digest: ReadonlyMap<string, DigestSection>,
): AsyncGenerator<number | LedgerProblem> {
  const gone = new Map(digest);
  for (const head of await sectionHeads(client)) {
    let last: StoredFact | null = null;
    let previous: StoredFact | null = null;
    const expected = gone.get(head.type) ?? null;
    gone.delete(head.type);
    for await (const facts of factsOfSection(client, head.section)) {
      for (const [index, fact] of facts.entries()) {
        const found: Found | null =
          (await judge(client, fact, last, previous)) ?? judgeDigest(fact, expected);
        if (found) {
          yield index;
          yield { section: head.type, ...found };
          return;
        }
        previous = last;
        last = fact;
      }
      yield facts.length;
    }
    const found = judgeEnd(head, last, expected);
    if (found) {
      yield { section: head.type, ...found };
      return;
    }
  }
  for (const { section } of gone.values()) yield { section, pos: 1, factId: null, kind: 'removed' };
}

/** The fact that was the last one when the digest was made. */
function judgeDigest({ pos, id, hash }: StoredFact, expected: DigestSection | null): Found | null {
  if (expected?.count !== pos || expected.hash === hash) return null;
  return { pos, factId: id, kind: 'digest' };
}

async function judge(
  client: PoolClient,
  fact: StoredFact,
  last: StoredFact | null,
  beforeLast: StoredFact | null,
): Promise<Found | null> {
  const expected = (last?.pos ?? 0) + 1;
  const expectedPrevious = last?.hash ?? GENESIS;
  if (fact.pos > expected) return { pos: expected, factId: null, kind: 'removed' };
  if (fact.pos < expected) return { pos: fact.pos, factId: fact.id, kind: 'inserted' };
  if (fact.hash !== factHash(fact.previous, fact)) {
    return { pos: fact.pos, factId: fact.id, kind: 'altered' };
  }
  if (fact.previous === expectedPrevious) return null;
  return brokenLink(fact, last, beforeLast, (hash) => hashInSection(client, fact.section, hash));
}

/** A sound row that does not continue the row before it: what happened between the two? */
async function brokenLink(
  fact: StoredFact,
  last: StoredFact | null,
  beforeLast: StoredFact | null,
  of: (hash: string) => Promise<{ readonly borne: boolean; readonly followed: boolean }>,
): Promise<Found> {
  const here = { pos: fact.pos, factId: fact.id };
  const forked = last !== null && fact.previous === (beforeLast?.hash ?? GENESIS);
  if (forked && !(await of(last.hash)).followed) {
    return { pos: last.pos, factId: last.id, kind: 'inserted' };
  }
  if (forked) return { ...here, kind: 'inserted' };
  if ((await of(fact.previous)).borne) return { ...here, kind: 'reordered' };
  const displaced = (await of(last?.hash ?? GENESIS)).followed;
  return displaced ? { ...here, kind: 'inserted' } : { ...here, factId: null, kind: 'removed' };
}

function judgeEnd(
  head: Head,
  last: StoredFact | null,
  expected: DigestSection | null,
): Found | null {
  const end = last?.pos ?? 0;
  if (head.hash === '') return { pos: end, factId: null, kind: 'head' };
  if (end < Math.max(head.pos, expected?.count ?? 0)) {
    return { pos: end + 1, factId: null, kind: 'removed' };
  }
  if (end > head.pos) return { pos: end, factId: last?.id ?? null, kind: 'inserted' };
  if (head.hash !== (last?.hash ?? GENESIS)) return { pos: end, factId: null, kind: 'head' };
  return null;
}
