import type { Problem } from '../../kernel/endpoint.ts';

/** How far a record is: only the server's receipt ends its way, or whoever wrote it. */
export type RecordState = 'waiting' | 'sending' | 'refused' | 'sent';

/** What a person reads of his record, beside what the server has of it. */
export interface ShownValue {
  /** Path in the body, as a refusal names it: `set.note`. */
  readonly path: string;
  readonly label: string;
  readonly value: string;
}

/** A photograph or a voice note that goes before the record that names it. */
export interface Attachment {
  /** Made here; its upload's key, the same for every attempt. */
  readonly id: string;
  readonly account: string;
  /** The form in which it was taken and is not submitted yet; null: its record is written. */
  readonly draft: string | null;
  /** The server's id of it; null: not there yet. */
  readonly stored: string | null;
  readonly name: string;
  /** Milliseconds by the device's clock. */
  readonly takenAt: number;
  readonly blob: Blob;
}

/** What somebody wrote on this device, for the server. */
export interface OutboxRecord {
  /** Made here: the idempotency key, the same for every attempt. */
  readonly id: string;
  readonly account: string;
  /** `hazards.report`: what kind of record, for whoever lists his own. */
  readonly kind: string;
  readonly title: string;
  readonly shown: readonly ShownValue[];
  readonly method: 'POST' | 'PUT';
  readonly path: string;
  /** `attached(id)` stands where the server's id of an attachment goes. */
  readonly body: Readonly<Record<string, unknown>>;
  /** Page on which it can be mended; `?mend=id` is added. */
  readonly page: string;
  /** Milliseconds by the device's own clock. */
  readonly writtenAt: number;
  readonly photos: readonly string[];
  /** How long its form was worked on; records of before have none. */
  readonly formSeconds?: number;
  readonly state: RecordState;
  readonly tries: number;
  readonly refusal: Problem | null;
  readonly answer: unknown;
  /** By the device's clock. */
  readonly sentAt: number | null;
}

/** What becomes of one attempt. */
export type Outcome =
  | { readonly kind: 'received'; readonly answer: unknown }
  /** No answer, or one that says: later. Nobody knows whether it arrived. */
  | { readonly kind: 'lost' /** The server was there, and could not. */; readonly reached: boolean }
  | { readonly kind: 'signedOut' }
  | { readonly kind: 'refused'; readonly problem: Problem };

/** An answer of the server that was fetched for the day. */
export interface Package {
  readonly account: string;
  /** Path and query that it answers. */
  readonly key: string;
  readonly answer: unknown;
  /** Milliseconds by the server's clock. */
  readonly at: number;
}
