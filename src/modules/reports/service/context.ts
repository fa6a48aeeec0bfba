import type { Moment } from '../../../kernel/calendar.ts';
import { endOfDay } from '../../../kernel/calendar.ts';
import type { Pool } from '../../../platform/db/transaction.ts';
import type { SecretBox } from '../../../platform/secrets/index.ts';
import type { LiveCity } from '../../identity/index.ts';

/** What the use cases of reports work with. */
export interface Reports {
  readonly city: LiveCity;
  /** Seals what a reporter wrote and who he is. */
  readonly box: SecretBox;
}

/** The tables of sealed things are the owner's: who may look is asked before. */
export const ownerOf = ({ city }: Reports): Pool => city.options.owner;

/** Now, but not after the last day of a made-up city. */
export const latest = (city: LiveCity): Moment =>
  Math.min(city.now(), endOfDay(city.today())) as Moment;

export const sealedJson = ({ box }: Reports, value: unknown): Buffer =>
  box.sealBytes(Buffer.from(JSON.stringify(value), 'utf8'));

/** Null: sealed with a key that is not ours any more. */
export function openedJson<T>({ box }: Reports, body: Uint8Array): T | null {
  const text = box.openBytes(body)?.toString('utf8');
  return text === undefined ? null : (JSON.parse(text) as T);
}
