import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesBelow, root } from '../support/sources.ts';

/** What a key or a password that somebody left behind looks like. */
const SECRETS: readonly RegExp[] = [
  /-----BEGIN [A-Z ]*PRIVATE KEY/,
  /\bAKIA[0-9A-Z]{16}\b/,
  /\bgh[pousr]_[A-Za-z0-9]{30,}/,
  /\bxox[abp]-[A-Za-z0-9-]{10,}/,
  // Credentials in an address, but for examples that say so.
  /\b[a-z]+:\/\/[^\s:@/'"`$<>]+:(?!password@|secret@)[^\s:@/'"`$<>{]{6,}@/,
  /\b(?:password|passwd|secret|apiKey)['"]?\s*[:=]\s*['"][A-Za-z0-9+/_-]{16,}['"]/i,
];
const secretIn = (text: string): string | null =>
  SECRETS.map((each) => each.exec(text)?.[0] ?? null).find((found) => found !== null) ?? null;

const MOST_BYTES = 2_000_000;
const kept = ['src', 'tools', 'bench', 'bin', 'docs', 'db', '.ci'].flatMap(filesBelow);

describe('no secret lies in the repository', () => {
  it('in no file of code, data or documentation', () => {
    const texts = kept.filter((file) => !/\.(png|xlsx|woff2?|gz)$/.test(file));
    expect(texts.length).toBeGreaterThan(500);
    const found = texts
      .filter((file) => !file.endsWith('.test.ts') && statSync(join(root, file)).size < MOST_BYTES)
      .flatMap((file) => {
        const secret = secretIn(readFileSync(join(root, file), 'utf8'));
        return secret === null ? [] : [`${file}: ${secret.slice(0, 20)}…`];
      });
    expect(found).toEqual([]);
  });

  it.each([
    ['a key', `-----BEGIN ${'RSA PRIVATE'} KEY-----`, true],
    ['a password in an address', `postgres://zhiben:${'hunter2hunter2'}@db/zhiben`, true],
    ['a password that is written down', `const password = '${'k3y'.repeat(8)}';`, true],
    ['an example', 'postgres://user:password@host:5432/database', false],
    ['a name', "password: 'string'", false],
  ])('%s', (_, text, is) => expect(secretIn(text) !== null).toBe(is));
});
