import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ImportViolation, importViolations } from '../tools/imports.ts';
import { allowed, type Seed, seeds } from './support/import-seeds.ts';

const root = resolve(import.meta.dirname, '..');

/** The ways to import that TypeScript knows; a rule must see each. */
const forms: Readonly<Record<string, (specifier: string) => string>> = {
  value: (specifier) => `import { x } from '${specifier}';\nexport const y = x;\n`,
  'type only': (specifier) => `import type { X } from '${specifier}';\nexport type Y = X;\n`,
  'inline type': (specifier) => `import { type X } from '${specifier}';\nexport type Y = X;\n`,
  're-export': (specifier) => `export { x } from '${specifier}';\n`,
  'type re-export': (specifier) => `export type { X } from '${specifier}';\n`,
  dynamic: (specifier) => `export const y = async () => import('${specifier}');\n`,
};

const trees: string[] = [];
afterAll(() => {
  for (const tree of trees) rmSync(tree, { recursive: true, force: true });
});

const isFile = (target: string): boolean => /\.(tsx?|mjs)$/.test(target);

function write(tree: string, file: string, text: string): void {
  mkdirSync(dirname(join(tree, file)), { recursive: true });
  writeFileSync(join(tree, file), text);
}

/** A made-up tree with these imports, one file each beside its target, and what the rules say. */
async function violations(
  list: readonly Seed[],
  text: (specifier: string) => string,
): Promise<readonly ImportViolation[]> {
  const tree = mkdtempSync(join(tmpdir(), 'zhiben-imports-'));
  trees.push(tree);
  symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'));
  const { dependencies, devDependencies } = {
    dependencies: {
      ...{
        zod: '4',
        pg: '8',
        fastify: '5',
        react: '19',
        'react-router': '8',
        echarts: '6',
        ol: '10',
      },
      ...{ 'react-router': '7', '@tanstack/react-query': '5' },
    },
    devDependencies: { vitest: '5' },
  };
  write(tree, 'package.json', JSON.stringify({ type: 'module', dependencies, devDependencies }));
  for (const { to } of list) {
    if (isFile(to)) write(tree, to, 'export const x = 1;\nexport type X = number;\n');
  }
  for (const { from, to } of list) {
    const specifier = isFile(to) ? relative(dirname(from), to) : to;
    write(
      tree,
      from,
      text(specifier.startsWith('.') || !isFile(to) ? specifier : `./${specifier}`),
    );
  }
  return importViolations(tree, ['src']);
}

describe.each(Object.keys(forms))('seeded violations, %s', (form) => {
  let found: readonly ImportViolation[] = [];
  beforeAll(async () => {
    found = await violations(seeds, forms[form] ?? String);
  });

  it.each(seeds)('$rule: $from → $to', ({ rule, from }) => {
    const rules = found.filter((violation) => violation.from === from).map((v) => v.rule);
    expect(rules).toContain(rule);
  });
});

describe('what the layout allows', () => {
  it.each(Object.keys(forms))('passes, %s', async (form) => {
    expect(await violations(allowed, forms[form] ?? String)).toEqual([]);
  });
});

it('a circle of files and a path that leads nowhere are found', async () => {
  const tree = mkdtempSync(join(tmpdir(), 'zhiben-imports-'));
  trees.push(tree);
  write(tree, 'package.json', '{"type":"module"}');
  write(tree, 'src/kernel/a.ts', "import type { B } from './b.ts';\nexport type A = B;\n");
  write(tree, 'src/kernel/b.ts', "import type { A } from './a.ts';\nexport type B = A;\n");
  write(tree, 'src/kernel/c.ts', "import './nowhere.ts';\n");
  const found = (await importViolations(tree, ['src'])).map(({ rule, from }) => `${rule} ${from}`);
  expect(found).toContain('no-cycles src/kernel/a.ts');
  expect(found).toContain('resolvable src/kernel/c.ts');
});
