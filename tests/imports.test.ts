import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..');
const cruiser = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');

/** [rule, file with the violation, its import, the file imported] */
const seeds: readonly [string, string, string, string][] = [
  ['kernel-alone', 'src/kernel/bad.ts', '../law/x.ts', 'src/law/x.ts'],
  ['law-is-data', 'src/law/bad.ts', '../platform/x.ts', 'src/platform/x.ts'],
  ['platform-knows-no-domain', 'src/platform/bad.ts', '../law/x.ts', 'src/law/x.ts'],
  ['ui-not-platform', 'src/ui/bad.ts', '../platform/x.ts', 'src/platform/x.ts'],
  ['rules-are-pure', 'src/modules/plan/rules/bad.ts', '../store.ts', 'src/modules/plan/store.ts'],
  ['shared-shapes', 'src/modules/plan/model.ts', './store.ts', 'src/modules/plan/store.ts'],
  ['shared-shapes-no-node', 'src/modules/plan/model.ts', 'node:fs', ''],
  [
    'doors-only',
    'src/modules/plan/service.ts',
    '../ledger/model.ts',
    'src/modules/ledger/model.ts',
  ],
  [
    'apps-use-doors',
    'src/apps/cli/bad.ts',
    '../../modules/plan/model.ts',
    'src/modules/plan/model.ts',
  ],
  [
    'order-ledger',
    'src/modules/ledger/service.ts',
    '../plan/index.ts',
    'src/modules/plan/index.ts',
  ],
  ['slice-in-order', 'src/modules/unlisted/model.ts', '../../kernel/x.ts', 'src/kernel/x.ts'],
  ['web-not-server', 'src/modules/plan/web/page.ts', '../store.ts', 'src/modules/plan/store.ts'],
  [
    'server-not-web',
    'src/modules/plan/service.ts',
    './web/page.ts',
    'src/modules/plan/web/page.ts',
  ],
  [
    'sql-has-a-home',
    'src/modules/plan/routes.ts',
    '../../platform/db/index.ts',
    'src/platform/db/index.ts',
  ],
  ['pg-has-a-home', 'src/modules/plan/store.ts', 'pg', ''],
  ['fastify-has-a-home', 'src/apps/server/main.ts', 'fastify', ''],
  ['nothing-imports-apps', 'src/platform/bad.ts', '../apps/x.ts', 'src/apps/x.ts'],
  ['no-tests-in-production', 'src/kernel/bad.ts', './x.test.ts', 'src/kernel/x.test.ts'],
  ['no-cycles', 'src/kernel/a.ts', './b.ts', 'src/kernel/b.ts'],
  ['resolvable', 'src/kernel/bad.ts', './nowhere.ts', ''],
];

let tree = '';

beforeAll(() => {
  tree = mkdtempSync(join(tmpdir(), 'zhiben-imports-'));
  cpSync(join(root, '.dependency-cruiser.mjs'), join(tree, '.dependency-cruiser.mjs'));
  symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'));
  writeFileSync(join(tree, 'package.json'), '{"type":"module"}');
});

afterAll(() => rmSync(tree, { recursive: true, force: true }));

function write(file: string, text: string): void {
  mkdirSync(dirname(join(tree, file)), { recursive: true });
  writeFileSync(join(tree, file), text);
}

describe('import rules bite', () => {
  it.each(seeds)('%s', (rule, file, specifier, target) => {
    rmSync(join(tree, 'src'), { recursive: true, force: true });
    const back = rule === 'no-cycles' ? "import './a.ts';\n" : '';
    if (target) write(target, `${back}export const x = 1;\n`);
    write(file, `import '${specifier}';\nexport const y = 2;\n`);
    const args = [cruiser, '--config', '.dependency-cruiser.mjs', '--output-type', 'json', 'src'];
    const run = spawnSync(process.execPath, args, { cwd: tree, encoding: 'utf8' });
    const found = JSON.parse(run.stdout) as {
      summary: { violations: { rule: { name: string } }[] };
    };
    expect(found.summary.violations.map((v) => v.rule.name)).toContain(rule);
  });
});
