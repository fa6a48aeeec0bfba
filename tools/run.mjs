// npm scripts: sets up what is missing, then runs a step on a Node that is new enough.
// Runs on the machine's own Node (20 or newer), before anything is installed: plain JavaScript.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureInstalled, nodeBinary, root } from './setup.mjs';

const modules = join(root, 'node_modules');
const biome = join(modules, '@biomejs', 'biome', 'bin', 'biome');
const vitest = join(modules, 'vitest', 'vitest.mjs');
const tsc = join(modules, 'typescript', 'bin', 'tsc');

/** Each step: the arguments of one Node process. More arguments of the caller join the last one. */
const steps = {
  start: [[join('bin', 'zhiben.mjs'), 'serve', '--demo']],
  build: [[join('tools', 'build-web.mjs')]],
  test: [[vitest, 'run']],
  // The same suite, its databases on a plain PostgreSQL that only a URL names.
  'test-external': [[join('tests', 'support', 'with-external.ts'), vitest, 'run']],
  // What people see, in a real browser, on a real server: tests/e2e.
  e2e: [
    [join('tools', 'build-web.mjs')],
    [vitest, 'run', '--config', join('tests', 'e2e', 'vitest.config.ts'), '--root', '.'],
  ],
  lint: [[biome, 'check', '--error-on-warnings', '.']],
  // The server has no browser types, the browser no Node types.
  types: [
    [tsc, '--noEmit'],
    [tsc, '--noEmit', '-p', 'tsconfig.web.json'],
  ],
  imports: [[join('tools', 'imports.ts')]],
  format: [[biome, 'check', '--write', '.']],
  schema: [[join('tools', 'write-schema.ts')]],
  glossary: [[join('tools', 'write-glossary.ts')]],
  api: [[join('tools', 'write-api.ts')]],
  bench: [[join('bench', 'main.ts')]],
};
steps.check = [...steps.lint, ...steps.types, ...steps.imports];

const [name = '', ...rest] = process.argv.slice(2);
const step = steps[name];
if (!step) {
  process.stderr.write(`run.mjs: no step '${name}'; one of ${Object.keys(steps).join(', ')}\n`);
  process.exit(2);
}
ensureInstalled();
const node = nodeBinary();
// Ctrl-C reaches the step as well, which ends in order; we wait for it.
process.on('SIGINT', () => undefined);
for (const [index, args] of step.entries()) {
  const more = index === step.length - 1 ? rest : [];
  const done = spawnSync(node, [...args, ...more], { cwd: root, stdio: 'inherit' });
  if (done.status !== 0) process.exit(done.status ?? 1);
}
