// What every entry point needs first: the packages installed, and a Node that runs TypeScript.
// Runs on the machine's own Node (20 or newer), before anything is installed: plain JavaScript.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** Node runs .ts files itself from here on. */
const MIN_NODE = [22, 18];

/**
 * Installs the locked packages unless this very lock file is installed already.
 * The stamp is written after npm succeeded, so an install that was cut off is done again.
 */
export function ensureInstalled() {
  const modules = join(root, 'node_modules');
  const stampFile = join(modules, '.zhiben-lock');
  const lock = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
  const stamp = lock.digest('hex');
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  process.stderr.write('zhiben: installing packages (first run, or the lock file changed) …\n');
  const npm = npmCommand();
  // Not `npm ci`: it refuses a lock that lacks optional packages of other platforms, which a
  // registry mirror may not carry. `install` obeys the lock; --no-save leaves it untouched.
  const args = [...npm.args, 'install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'];
  const done = spawnSync(npm.file, args, { cwd: root, stdio: ['ignore', 2, 2] });
  if (done.status !== 0) {
    process.stderr.write(
      'zhiben: npm install failed; see the messages above, then run it again.\n',
    );
    process.exit(done.status ?? 1);
  }
  spawnSync(process.execPath, [join(root, 'tools', 'link-bin.mjs')], { stdio: 'inherit' });
  writeFileSync(stampFile, stamp);
}

/** The npm that started us when there is one, else the one on the path. */
function npmCommand() {
  const script = process.env.npm_execpath;
  if (script?.endsWith('.js')) return { file: process.execPath, args: [script] };
  return { file: 'npm', args: [] };
}

/** A Node of at least MIN_NODE: this one, or the one that the npm package ships. */
export function nodeBinary() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > MIN_NODE[0] || (major === MIN_NODE[0] && minor >= MIN_NODE[1])) {
    return process.execPath;
  }
  const shipped = join(root, 'node_modules', `node-linux-${process.arch}`, 'bin', 'node');
  if (existsSync(shipped)) return shipped;
  process.stderr.write(
    `zhiben: needs Node ${MIN_NODE.join('.')} or newer, found ${process.versions.node}, ` +
      `and no packaged Node for ${process.platform}-${process.arch}. Install Node 24.\n`,
  );
  process.exit(1);
}
