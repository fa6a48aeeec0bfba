import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..');
const files = execFileSync(
  'git',
  ['ls-files', '-co', '--exclude-standard', 'src', 'tools', 'tests', 'bench', 'bin'],
  { cwd: root, encoding: 'utf8' },
)
  .split('\n')
  .filter((file) => /\.(ts|mjs)$/.test(file) && !file.includes('/cases/'));

const read = (file: string): string[] => readFileSync(resolve(root, file), 'utf8').split('\n');

/** Purity that imports cannot show. */
const impure = [
  /\bnew Date\(\)/,
  /\bDate\.now\b/,
  /\bMath\.random\b/,
  /\bprocess\./,
  /\bsetTimeout\b/,
  /\bsetInterval\b/,
  /\bfetch\(/,
  /\bconsole\./,
  /\basync\b/,
  /^let /m,
];

describe('tidy', () => {
  it.each(files)('%s has at most 300 lines', (file) => {
    expect(read(file).length).toBeLessThanOrEqual(301);
  });

  it('nothing reads outside the checkout', () => {
    const outside = files.filter(
      (file) =>
        /\.\.\/shared\/|\/work\//.test(read(file).join('\n')) && !file.endsWith('tidy.test.ts'),
    );
    expect(outside).toEqual([]);
  });

  it('rules are pure', () => {
    const rules = files.filter((file) => /\/rules\//.test(file) && !file.endsWith('.test.ts'));
    const found = rules.flatMap((file) =>
      impure.filter((p) => p.test(read(file).join('\n'))).map((p) => `${file}: ${p}`),
    );
    expect(found).toEqual([]);
  });
});
