import { hash, randomBytes, randomInt, randomUUID } from 'node:crypto';

const TOKEN_BYTES = 32;

/** What a session's cookie holds; the server keeps its hash only. */
export const newToken = (): string => randomBytes(TOKEN_BYTES).toString('base64url');

export const tokenHash = (token: string): string => hash('sha256', token);

export const newId = (kind: string): string => `${kind}-${randomUUID()}`;

/** Letters and digits that are not mistaken for each other. */
const GROUPS = ['ABCDEFGHJKLMNPQRSTUVWXYZ', 'abcdefghijkmnpqrstuvwxyz', '23456789'] as const;
const GROUP_LENGTH = 4;

/** A first password that a person types once: `KMPT-hwqz-4827-…`, all kinds in it. */
export function newPassword(): string {
  const group = (letters: string): string =>
    Array.from({ length: GROUP_LENGTH }, () => letters[randomInt(letters.length)]).join('');
  return GROUPS.map(group).join('-');
}
