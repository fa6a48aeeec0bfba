import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Browser, BrowserContext, Page, Request } from 'playwright-core';
import { root } from '../../support/sources.ts';
import { LOOK, type Look } from './looks.ts';
import { axeOf } from './structure.ts';

const axeSource = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
);
/** What is loading still, or not yet drawn. */
const UNSETTLED =
  '[data-busy], [aria-busy=true], .chart > [role=img]:empty, .map-picture > section:empty';
/** What a person reads on it, in one line. */
const WORDS = "document.body.innerText.replaceAll(/\\n+/g, ' | ')";
/** A slow machine is no fault. */
const PATIENCE_MS = 90_000;
/** Nobody looks at pictures of a run of everything. */
const PICTURES = process.env.ZHIBEN_PICTURES !== 'off';

/** Goes on as a link does, and waits until the page stands in two frames: asked for all at once. */
const goTo = (path: string, page: string): string => `new Promise((resolve, reject) => {
  history.pushState({ idx: (history.state?.idx ?? 0) + 1 }, "", ${JSON.stringify(path)});
  dispatchEvent(new PopStateEvent("popstate", { state: history.state }));
  const until = performance.now() + ${PATIENCE_MS};
  let stood = 0;
  const look = () => {
    const stands = document.documentElement.dataset.page === ${JSON.stringify(page)}
      && document.querySelector('main') && !document.querySelector(${JSON.stringify(UNSETTLED)});
    stood = stands ? stood + 1 : 0;
    if (stood === 2) resolve(null);
    else if (performance.now() > until) reject(new Error('never stands: ' + location));
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})`;
const OVERFLOW = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';

export interface Size {
  readonly width: number;
  readonly height: number;
}
export const DESK: Size = { width: 1366, height: 768 };
export const WIDE: Size = { width: 1920, height: 1080 };
export const PHONE: Size = { width: 320, height: 640 };

/** A page in which nothing goes wrong unseen: what the console says, and where requests go. */
export class WatchedPage {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly #origin: string;
  #wrong: string[] = [];
  readonly #waiting = new Set<Request>();

  private constructor(context: BrowserContext, page: Page, origin: string) {
    this.context = context;
    this.page = page;
    this.#origin = origin;
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') {
        this.#wrong.push(`console: ${message.text()} (${message.location().url})`);
      }
    });
    page.on('pageerror', (error) => this.#wrong.push(`error: ${error.message}`));
    context.on('request', (request) => {
      const url = request.url();
      const own = url.startsWith(`${origin}/`) || /^(data|blob):/.test(url);
      if (!own) this.#wrong.push(`foreign request: ${url}`);
      this.#waiting.add(request);
    });
    context.on('requestfinished', (request) => this.#waiting.delete(request));
    context.on('requestfailed', (request) => this.#waiting.delete(request));
  }

  static async open(browser: Browser, origin: string, size: Size = DESK): Promise<WatchedPage> {
    const context = await browser.newContext({ viewport: size, locale: 'zh-CN' });
    context.setDefaultTimeout(PATIENCE_MS);
    // For axe only: the page's own policy lets no foreign script in.
    await context.addInitScript({ content: axeSource });
    return new WatchedPage(context, await context.newPage(), origin);
  }

  /** Opens a path and waits until nothing is loading any more. */
  async visit(path: string): Promise<void> {
    await this.page.goto(`${this.#origin}${path}`);
    await this.settle();
  }

  /** Goes on inside of the application, as a link does: `page` is the path of its definition. */
  async go(path: string, page: string): Promise<void> {
    await this.page.evaluate(goTo(path, page));
  }

  /** Until the page stands: no state of loading, no request that is not a stream. */
  async settle(): Promise<void> {
    const { page } = this;
    await page.locator('main').first().waitFor({ state: 'attached' });
    await page.locator(UNSETTLED).first().waitFor({ state: 'detached' });
  }

  /** What went wrong since the last question. */
  wrong(): string[] {
    const found = this.#wrong;
    this.#wrong = [];
    return found;
  }

  /** Violations of accessibility; `fresh`: only of parts that bring these facets. */
  async axe(fresh: readonly number[] | null = null): Promise<string[]> {
    return this.page.evaluate<string[]>(axeOf(fresh));
  }

  /** Everything that a walk asks of the page as it stands. */
  async look(): Promise<Look> {
    return this.page.evaluate<Look>(LOOK);
  }

  /** How far the page is wider than its window. */
  async overflow(): Promise<number> {
    return this.page.evaluate<number>(OVERFLOW);
  }

  /** Every word that the page shows. */
  async text(): Promise<string> {
    return (await this.page.locator('body').textContent()) ?? '';
  }

  /** Milliseconds until the first words or pictures were painted. */
  async firstPaint(): Promise<number> {
    const paint = "performance.getEntriesByName('first-contentful-paint')[0].startTime";
    return Math.round(await this.page.evaluate<number>(paint));
  }

  /** A picture in dist/screenshots; `ZHIBEN_PICTURES=off`: none. */
  async screenshot(name: string): Promise<void> {
    if (!PICTURES) return;
    const path = join(root, 'dist', 'screenshots', `${name}.png`);
    mkdirSync(dirname(path), { recursive: true });
    await this.page.screenshot({ path });
  }

  /** To the log: where the page stands, what it waits for, what it says. */
  async tell(): Promise<void> {
    if (this.page.isClosed()) return;
    const words = await this.page.evaluate<string>(WORDS);
    const waiting = [...this.#waiting].map((request) => `waits for ${request.url()}`);
    const said = [this.page.url(), ...waiting, ...this.wrong(), words];
    process.stderr.write(`${said.join('\n')}\n`);
  }

  async close(): Promise<void> {
    await this.context.close();
  }
}
