import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Seals secrets (of a second factor, of whoever reported) before they go into the database, by
 * AES-256-GCM; another cipher (SM4) would stand behind the same four calls.
 */
export interface SecretBox {
  seal(secret: string): string;
  /** Null when another key sealed it. */
  open(sealed: string): string | null;
  sealBytes(bytes: Uint8Array): Buffer;
  openBytes(sealed: Uint8Array): Buffer | null;
}

const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;

export function secretBox(key: () => Buffer): SecretBox {
  const sealBytes = (bytes: Uint8Array): Buffer => {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', key(), iv);
    const body = Buffer.concat([cipher.update(bytes), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), body]);
  };
  const openBytes = (sealed: Uint8Array): Buffer | null => {
    const own = key();
    try {
      const decipher = createDecipheriv('aes-256-gcm', own, sealed.subarray(0, IV_BYTES));
      decipher.setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
      const body = sealed.subarray(IV_BYTES + TAG_BYTES);
      return Buffer.concat([decipher.update(body), decipher.final()]);
    } catch {
      return null;
    }
  };
  return {
    sealBytes,
    openBytes,
    seal: (secret) => sealBytes(Buffer.from(secret, 'utf8')).toString('base64url'),
    open: (sealed) => openBytes(Buffer.from(sealed, 'base64'))?.toString('utf8') ?? null,
  };
}

/**
 * The key from the environment, else from the data folder, where it is made when it is first
 * needed: never beside what it seals in the database, never in a backup.
 */
export function folderBox(dataDir: string, fromEnvironment: string | undefined): SecretBox {
  let key: Buffer | null = null;
  return secretBox(() => {
    key ??= keyOf(fromEnvironment ?? fromFile(join(dataDir, 'secret-key.txt')));
    return key;
  });
}

function keyOf(text: string): Buffer {
  const key = Buffer.from(text.trim(), 'base64');
  if (key.length !== KEY_BYTES) {
    throw new Error(`the secret key must be ${KEY_BYTES} bytes in base64 (ZHIBEN_SECRET_KEY)`);
  }
  return key;
}

function fromFile(file: string): string {
  if (!existsSync(file)) {
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(`${file}.new`, randomBytes(KEY_BYTES).toString('base64'), {
      mode: 0o600,
      flush: true,
    });
    renameSync(`${file}.new`, file);
  }
  return readFileSync(file, 'utf8');
}
