import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { arch, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { launch } from '../tests/e2e/support/chromium.ts';
import { DESK, WatchedPage } from '../tests/e2e/support/watched-page.ts';
import { root } from '../tests/support/sources.ts';

const TIMES = 3;
const MOST_MS = 600_000;

/** What is said on the way, in its order; until the first of it packages and pages are looked at. */
const STEPS = [
  // Where the data are there, all until the address is told.
  { name: 'Node, packages, pages, database', said: /演示城市|Zhiben runs/ },
  { name: 'facts of the made-up city', said: /demo city loaded|Zhiben runs/ },
  { name: 'projection, duties, search', said: /Zhiben runs/ },
  { name: 'accounts', said: /first password/ },
] as const;

interface Start {
  /** Seconds of each step, in the order of `STEPS`, and of the page in the browser. */
  readonly steps: readonly number[];
  readonly whole: number;
}

/**
 * From `npm start` to the first screen with its data in a browser, on a machine that has run it
 * before: with a data folder that is new, and with the one that is there then.
 */
export async function startBench(scale: number): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'zhiben-start-'));
  const browser = await launch();
  try {
    // Packages are installed and the pages built, whatever was there before.
    await started(browser, join(folder, 'before'), scale);
    const fresh: Start[] = [];
    const again: Start[] = [];
    for (let time = 0; time < TIMES; time += 1) {
      const data = join(folder, `${time}`);
      fresh.push(await started(browser, data, scale));
      again.push(await started(browser, data, scale));
    }
    const [cpu] = cpus();
    return [
      `machine: ${cpu?.model.trim() ?? arch()}, ${cpus().length} cores; Node ${process.versions.node}`,
      `made-up city of scale ${scale}, median of ${TIMES}; goal: first screen within 60 s`,
      ...told('with a new data folder', fresh),
      ...told('with the data of the start before', again),
    ];
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function told(what: string, starts: readonly Start[]): string[] {
  const middle = starts.toSorted((a, b) => a.whole - b.whole)[Math.floor(TIMES / 2)];
  const all = starts.map(({ whole }) => whole.toFixed(1)).join(', ');
  const names = [...STEPS.map(({ name }) => name), 'signing in, the page and its data'];
  return [
    `${what}: ${middle?.whole.toFixed(1)} s (${all})`,
    ...names.map((name, index) => `  ${name}: ${middle?.steps[index]?.toFixed(1)} s`),
  ];
}

/** One start, as somebody types it, until the leader's home stands in the browser; then its end. */
async function started(browser: Browser, data: string, scale: number): Promise<Start> {
  const began = performance.now();
  const since = (): number => (performance.now() - began) / 1000;
  const child = spawn('npm', ['start', '--', '--data', data, '--port', '0'], {
    ...{ cwd: root, stdio: ['ignore', 'pipe', 'pipe'], detached: true },
    env: { ...process.env, ZHIBEN_DEMO_SCALE: String(scale) },
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  try {
    const at: number[] = [];
    const origin = await new Promise<string>((resolve, reject) => {
      let text = '';
      const timer = setTimeout(() => reject(new Error(`not in time:\n${text}`)), MOST_MS);
      const hear = (chunk: Buffer): void => {
        text += chunk.toString();
        for (const [index, { said }] of STEPS.entries()) {
          if (at[index] === undefined && said.test(text)) at[index] = since();
        }
        const address = /Zhiben runs: (http:\/\/[\d.:]+)\//.exec(text)?.[1];
        if (at[STEPS.length - 1] === undefined || address === undefined) return;
        clearTimeout(timer);
        resolve(address);
      };
      child.stdout.on('data', hear);
      child.stderr.on('data', hear);
      ended.then(() => reject(new Error(`it ended:\n${text}`)));
    });
    await shown(browser, origin, data);
    at.push(since());
    const steps = at.map((time, index) => time - (at[index - 1] ?? 0));
    return { steps, whole: since() };
  } finally {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGINT');
    await ended;
  }
}

/** Signed in, with everything that the page asks for answered. */
async function shown(browser: Browser, origin: string, data: string): Promise<void> {
  const watched = await WatchedPage.open(browser, origin, DESK);
  const password = readFileSync(join(data, 'demo-password.txt'), 'utf8').trim();
  const answer = await watched.context.request.post(`${origin}/api/session`, {
    headers: { 'X-Zhiben': '1' },
    data: { name: 'leader', password },
  });
  if (!answer.ok()) throw new Error(await answer.text());
  await watched.visit('/');
  await watched.close();
}
