import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { quickFolder } from '../../support/quick-folder.ts';
import { root } from '../../support/sources.ts';

export interface CityServer {
  readonly origin: string;
  /** First password of every account of the demo. */
  readonly password: string;
  close(): Promise<void>;
}

/** Small, yet with every county and both plans. */
const SCALE = '0.01';
/** Gateways of the made-up city send every ten seconds: four times nothing came. */
const SILENCE_S = '45';
const MOST_MS = 180_000;

/** The real server, as `npm start` runs it, on a small made-up city in a folder of its own. */
export async function startCity(): Promise<CityServer> {
  const { origin, folder, close } = await started('--demo', /first password/);
  return {
    origin,
    close,
    password: readFileSync(join(folder, 'demo-password.txt'), 'utf8').trim(),
  };
}

/** The same into which nothing was stated, as `--empty` begins it. */
export const startEmptyCity = (): Promise<StartedServer> => started('--empty', /Ctrl-C/);

interface StartedServer extends Pick<CityServer, 'origin' | 'close'> {
  /** Where its data lie: the command line joins it. */
  readonly folder: string;
}

async function started(kind: string, stands: RegExp): Promise<StartedServer> {
  const folder = mkdtempSync(join(quickFolder(), 'zhiben-e2e-'));
  const main = join(root, 'src', 'apps', 'cli', 'main.ts');
  const child = spawn(process.execPath, [main, 'serve', kind, '--data', folder, '--port', '0'], {
    cwd: root,
    env: {
      ...process.env,
      ...{ ZHIBEN_DEMO_SCALE: SCALE, ZHIBEN_DEMO_LEAKS: 'off' },
      ...{ ZHIBEN_DEMO_WINDOWS: '0', ZHIBEN_DEMO_SILENCE: SILENCE_S },
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const close = async (): Promise<void> => {
    const gone = new Promise((resolve) => child.once('exit', resolve));
    if (child.exitCode === null && child.kill('SIGINT')) await gone;
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const address = /Zhiben runs: (http:\/\/[\d.:]+)\/[\s\S]*/;
    const origin = await said(child, new RegExp(address.source + stands.source));
    return { origin, folder, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** What the first group of the pattern caught, once the server said it. */
function said(child: ChildProcess, pattern: RegExp): Promise<string> {
  let text = '';
  return new Promise((resolve, reject) => {
    const fail = (why: string): void => reject(new Error(`${why}:\n${text}`));
    const timer = setTimeout(() => fail('the server did not start in time'), MOST_MS);
    const hear = (chunk: Buffer): void => {
      text += chunk.toString();
      const found = pattern.exec(text)?.[1];
      if (found === undefined) return;
      clearTimeout(timer);
      resolve(found);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', () => fail('the server ended'));
  });
}
