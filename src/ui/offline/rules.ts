import type { Problem } from '../../kernel/endpoint.ts';
import type { OutboxRecord, Outcome } from './model.ts';

export const DAY_MS = 86_400_000;
/** Records with a receipt are shown so long. */
const SHOWN_MS = 7 * DAY_MS;

/** What is kept of the server's answers is of use so long (F11). */
export const KEPT_MS = 3 * DAY_MS;
const SKEW_MS = 3_600_000;

/** Too old to be shown; so is what a clock that was set back has still to come. */
export const isStale = (at: number, now: number): boolean =>
  now - at > KEPT_MS || at - now > SKEW_MS;

/** Refusals that end with signing in, unlocking, a code or a new password. */
const AT_THE_DOOR = new Set([
  ...['signed-out', 'session-locked', 'code-due', 'password-due', 'enrol-due'],
]);

/** What an answer means for a record: `later` where the server says when to ask again. */
export function outcomeOf(
  status: number,
  later: boolean,
  answer: unknown,
  problem: Problem | null,
): Outcome {
  if (status >= 200 && status < 300) return { kind: 'received', answer };
  if (status === 401 || (problem && AT_THE_DOOR.has(problem.code))) return { kind: 'signedOut' };
  // What is no refusal of ours (a proxy's page, a sign-in of the network) says nothing about it.
  if (problem === null) return { kind: 'lost', reached: false };
  if (later || status >= 500 || status === 408 || status === 429) {
    return { kind: 'lost', reached: true };
  }
  return { kind: 'refused', problem };
}

/** It is being sent: should the tab die now, it is sent again under the same key. */
export const begun = (record: OutboxRecord): OutboxRecord => ({
  ...record,
  state: 'sending',
  tries: record.tries + 1,
});

/** After an attempt. */
export function after(record: OutboxRecord, outcome: Outcome, now: number): OutboxRecord {
  switch (outcome.kind) {
    case 'received':
      return { ...record, state: 'sent', answer: outcome.answer, refusal: null, sentAt: now };
    case 'refused':
      return { ...record, state: 'refused', refusal: outcome.problem };
    default:
      return { ...record, state: 'waiting' };
  }
}

export const isUnsent = ({ state }: OutboxRecord): boolean => state !== 'sent';

/** What is to be sent now, in the order in which it was written: never another's. */
export const due = (records: readonly OutboxRecord[], account: string): readonly OutboxRecord[] =>
  records
    .filter((one) => one.account === account && ['waiting', 'sending'].includes(one.state))
    .sort((a, b) => a.writtenAt - b.writtenAt || (a.id < b.id ? -1 : 1));

export type Change = Pick<OutboxRecord, 'title' | 'shown' | 'body' | 'photos'>;

/** A refused one as its writer mended it; the key stays: the server took nothing under it. */
export function mended(record: OutboxRecord, change: Change): OutboxRecord {
  return { ...record, ...change, state: 'waiting', refusal: null };
}

/** Whoever wrote it may change it or give it up only while nobody is sending it. */
export const mayChange = ({ state }: OutboxRecord): boolean => state === 'refused';

/** Receipts that have been shown long enough. */
export const outlived = (records: readonly OutboxRecord[], now: number): readonly OutboxRecord[] =>
  records.filter(({ state, sentAt }) => state === 'sent' && now - (sentAt ?? now) > SHOWN_MS);

const MARK = 'attached:';

/** Stands in a record for what the server will call an attachment. */
export const attached = (id: string): string => `${MARK}${id}`;

/** The body with the server’s ids where attachments stand; one that is gone is left out. */
export function named(value: unknown, stored: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) {
    return value.map((each) => named(each, stored)).filter((each) => each !== undefined);
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, named(one, stored)]));
  }
  if (typeof value !== 'string' || !value.startsWith(MARK)) return value;
  return stored.get(value.slice(MARK.length));
}

export interface Standing {
  readonly unsent: number;
  readonly refused: number;
  /** Something has waited for a day and more. */
  readonly overdue: boolean;
}

export function standing(records: readonly OutboxRecord[], now: number): Standing {
  const unsent = records.filter(isUnsent);
  return {
    unsent: unsent.length,
    refused: unsent.filter(({ state }) => state === 'refused').length,
    overdue: unsent.some(({ writtenAt }) => now - writtenAt >= DAY_MS),
  };
}
