import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
  const folder = mkdtempSync(join(tmpdir(), 'zhiben-e2e-'));
  const main = join(root, 'src', 'apps', 'cli', 'main.ts');
  const child = spawn(
    process.execPath,
    [main, 'serve', '--demo', '--data', folder, '--port', '0'],
    {
      cwd: root,
      env: {
        ...process.env,
        ...{ ZHIBEN_DEMO_SCALE: SCALE, ZHIBEN_DEMO_LEAKS: 'off' },
        ...{ ZHIBEN_DEMO_WINDOWS: '0', ZHIBEN_DEMO_SILENCE: SILENCE_S },
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const close = async (): Promise<void> => {
    const gone = new Promise((resolve) => child.once('exit', resolve));
    if (child.exitCode === null && child.kill('SIGINT')) await gone;
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const origin = await said(child, /Zhiben runs: (http:\/\/[\d.:]+)\/[\s\S]*first password/);
    const password = readFileSync(join(folder, 'demo-password.txt'), 'utf8').trim();
    return { origin, password, close };
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
