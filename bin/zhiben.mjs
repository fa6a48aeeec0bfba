#!/usr/bin/env node
// The command `zhiben`: makes sure of packages and of a Node that runs TypeScript, then hands over.
import { spawn, spawnSync } from 'node:child_process';
import module from 'node:module';
import { join } from 'node:path';
import { ensureInstalled, nodeBinary, root } from '../tools/setup.mjs';

ensureInstalled();
const main = join(root, 'src', 'apps', 'cli', 'main.ts');
const node = nodeBinary();
// The pages are built where their sources are newer; whoever asks for help waits for nothing.
if (process.argv[2] === 'serve' && !process.argv.includes('--help')) {
  const built = spawnSync(node, [join(root, 'tools', 'build-web.mjs')], {
    stdio: ['ignore', 2, 2],
  });
  if (built.status !== 0) process.exit(1);
}
// Keeps the sources compiled: half a second at every start. Where it cannot be written it is off.
const cache = join(root, 'node_modules', '.cache', 'node');
if (node === process.execPath) {
  process.argv[1] = main;
  module.enableCompileCache?.(cache);
  await import(main);
} else {
  const child = spawn(node, [main, ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { NODE_COMPILE_CACHE: cache, ...process.env },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => child.kill(signal));
  }
  child.on('exit', (code, signal) => {
    if (signal) {
      process.removeAllListeners(signal);
      process.kill(process.pid, signal);
    } else process.exit(code ?? 1);
  });
}
