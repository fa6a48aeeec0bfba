#!/usr/bin/env node
// The command `zhiben`: makes sure of packages and of a Node that runs TypeScript, then hands over.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureInstalled, nodeBinary, root } from '../tools/setup.mjs';

ensureInstalled();
const main = join(root, 'src', 'apps', 'cli', 'main.ts');
const node = nodeBinary();
if (node === process.execPath) {
  process.argv[1] = main;
  await import(main);
} else {
  const child = spawn(node, [main, ...process.argv.slice(2)], { stdio: 'inherit' });
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
