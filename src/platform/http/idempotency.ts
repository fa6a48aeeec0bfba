import { hash } from 'node:crypto';

/** What is known of a key: nothing yet, the first answer, another request's, or still at work. */
export type KeyState =
  | { readonly state: 'new' | 'other' | 'busy' }
  | { readonly state: 'done'; readonly status: number; readonly body: string };

/** Where keys of writes are kept (who, key → the first answer). */
export interface KeyStore {
  begin(who: string, key: string, request: string): Promise<KeyState>;
  finish(who: string, key: string, status: number, body: string): Promise<void>;
  /** The write failed: the same key may try again. */
  forget(who: string, key: string): Promise<void>;
}

/** Identifies what a key was used for. */
export function requestHash(
  method: string,
  url: string,
  body: unknown,
  file: { readonly bytes: Uint8Array } | null = null,
): string {
  const sent = file ? [hash('sha256', file.bytes)] : [];
  return hash('sha256', JSON.stringify([method, url, body ?? null, ...sent]));
}
