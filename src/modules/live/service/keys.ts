import { randomBytes } from 'node:crypto';
import type { Moment } from '../../../kernel/calendar.ts';
import type { Pool } from '../../../platform/db/transaction.ts';
import { replaceKey } from '../store/keys.ts';
import { keyHash } from './config.ts';

export interface KeyChange {
  readonly by: string;
  readonly at: Moment;
}

/** The key by which a gateway signs in from here on; only its hash is kept. Null: none. */
export async function setGatewayKey(
  owner: Pool,
  gateway: string,
  key: string | null,
  { by, at }: KeyChange,
): Promise<void> {
  await replaceKey(owner, gateway, key === null ? null : keyHash(key), by, at);
}

/** 32 characters of chance: shown once. */
export const newKey = (): string => randomBytes(24).toString('base64url');
