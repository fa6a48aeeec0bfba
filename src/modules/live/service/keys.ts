import { randomBytes } from 'node:crypto';
import type { Moment } from '../../../kernel/calendar.ts';
import { type Pool, transaction } from '../../../platform/db/transaction.ts';
import { note } from '../../identity/index.ts';
import { replaceKey } from '../store/keys.ts';
import { keyHash } from './config.ts';

export interface KeyChange {
  readonly by: string;
  readonly at: Moment;
  readonly ip?: string;
}

/**
 * The key by which a gateway signs in from here on; only its hash is kept. Null: none. Who gave or
 * ended it stands in the audit.
 */
export async function setGatewayKey(
  owner: Pool,
  gateway: string,
  key: string | null,
  { by, at, ip }: KeyChange,
): Promise<void> {
  const hash = key === null ? null : keyHash(key);
  await transaction(owner, async (client) => {
    await replaceKey(client, gateway, hash, by, at);
    await note(client, at, {
      ...{ account: by, action: key === null ? 'key-end' : 'key-give', ip: ip ?? null },
      ...{ object: `gateway/${gateway}`, outcome: 'done' },
    });
  });
}

/** 32 characters of chance: shown once. */
export const newKey = (): string => randomBytes(24).toString('base64url');
