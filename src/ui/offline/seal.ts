// What lies on the device is sealed (AES-GCM) with the account's key, which no script can read out.
// What that protects against and what not: docs/decisions/0015-offline.md.
import { changing, rowAt } from './database.ts';

interface KeyRow {
  readonly account: string;
  readonly key: CryptoKey;
}

export interface Sealed {
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly data: ArrayBuffer;
}

/** A phone on plain http has no `crypto.subtle`: there nothing can be sealed. */
const able = (): boolean => globalThis.crypto?.subtle !== undefined;

const ALGORITHM = { name: 'AES-GCM', length: 256 } as const;

async function keyOf(account: string): Promise<CryptoKey> {
  const kept = await rowAt<KeyRow>('keys', account);
  if (kept) return kept.key;
  const key = await crypto.subtle.generateKey(ALGORITHM, false, ['encrypt', 'decrypt']);
  // Two tabs at once: the first key stays, and both take it.
  await changing(['keys'], (store) => store('keys').add({ account, key })).catch(() => undefined);
  return (await rowAt<KeyRow>('keys', account))?.key ?? key;
}

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

/** Sealed for one account and one place: in another row it does not open. Null: not able. */
export async function seal(
  account: string,
  place: string,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Sealed | null> {
  if (!able()) return null;
  const key = await keyOf(account);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const how = { name: 'AES-GCM', iv, additionalData: bytesOf(`${account}\n${place}`) };
  return { iv, data: await crypto.subtle.encrypt(how, key, bytes) };
}

/** Null: the key is gone, or it was altered. */
export async function unseal(
  account: string,
  place: string,
  { iv, data }: Sealed,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const key = (await rowAt<KeyRow>('keys', account))?.key;
  if (!key) return null;
  const how = { name: 'AES-GCM', iv, additionalData: bytesOf(`${account}\n${place}`) };
  try {
    return new Uint8Array(await crypto.subtle.decrypt(how, key, data));
  } catch {
    return null;
  }
}

export const sealJson = (account: string, place: string, value: unknown): Promise<Sealed | null> =>
  seal(account, place, bytesOf(JSON.stringify(value)));

export async function unsealJson<T>(
  account: string,
  place: string,
  sealed: Sealed,
): Promise<T | null> {
  const bytes = await unseal(account, place, sealed);
  return bytes && (JSON.parse(new TextDecoder().decode(bytes)) as T);
}
