import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { inject, onTestFinished } from 'vitest';
import { startEmbedded } from '../../src/platform/db/embedded.ts';
import { quickFolder } from './quick-folder.ts';

const root = resolve(import.meta.dirname, '..', '..');

/** What is to be done when the test is over, or whatever else a thing is there for. */
export type AtEnd = (finish: () => void | Promise<void>) => void;

/** A folder that is gone when the test is, with the sockets of servers that were killed in it. */
export function scratchFolder(atEnd: AtEnd = onTestFinished): string {
  const folder = mkdtempSync(join(quickFolder(), 'zhiben-test-'));
  atEnd(() => {
    const notes = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    for (const note of notes.filter((name) => basename(name) === 'server-socket.txt')) {
      rmSync(readFileSync(join(folder, note), 'utf8'), { recursive: true, force: true });
    }
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** Is there such a program on this machine? */
export function isThere(program: string): boolean {
  try {
    execFileSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

let template: string | null = null;

/** A data folder with a stopped, empty database: copied, because initdb syncs a thousand files. */
export async function createdFolder(): Promise<string> {
  const folder = join(scratchFolder(), 'data');
  if (template === null) {
    template = mkdtempSync(join(inject('suiteFolder'), 'template-'));
    await (await startEmbedded({ dataDir: template })).stop();
  }
  execFileSync('cp', ['-a', template, folder]);
  return folder;
}

export interface RunningScript {
  readonly process: ChildProcess;
  /** The first line on standard output; null when it ends without one. */
  readonly firstLine: Promise<string | null>;
  /** Everything on standard error, once it has ended. */
  readonly messages: Promise<string>;
  readonly ended: Promise<number | NodeJS.Signals | null>;
  kill(): Promise<void>;
}

export interface ScriptOptions {
  /** Run as this user and group; only root may ask for it. */
  readonly uid?: number | undefined;
  readonly env?: Readonly<Record<string, string>>;
  /** Longest file that it may write, in blocks of 512 or 1024 bytes: a full disk. */
  readonly fileBlocks?: number;
  readonly atEnd?: AtEnd;
}

/** Runs a TypeScript file of the checkout in a process of its own; it is gone when the test is. */
export function runScript(
  file: string,
  args: readonly string[],
  { uid, env = {}, fileBlocks, atEnd = onTestFinished }: ScriptOptions = {},
): RunningScript {
  const own = [process.execPath, join(root, file), ...args];
  const drop = ['setpriv', `--reuid=${uid}`, `--regid=${uid}`, '--clear-groups'];
  const limit = `trap '' XFSZ; ulimit -f ${fileBlocks}; exec "$@"`;
  const [command = '', ...rest] = [
    ...(uid === undefined ? [] : drop),
    ...(fileBlocks === undefined ? [] : ['sh', '-c', limit, 'sh']),
    ...own,
  ];
  const child = spawn(command, rest, {
    cwd: root,
    env: { ...process.env, NODE_OPTIONS: '', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const ended = once(child, 'close').then(([code, signal]) => (code ?? signal) as number);
  const messages = text(child.stderr);
  const lines = createInterface({ input: child.stdout });
  const firstLine = Promise.race([
    once(lines, 'line').then(([line]) => line as string),
    ended.then(() => null),
  ]);
  child.stdin.on('error', () => undefined);
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
  };
  atEnd(kill);
  return { process: child, firstLine, messages, ended, kill };
}
