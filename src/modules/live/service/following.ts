import type { LiveCity } from '../../identity/index.ts';
import { firstOf, PARTS, partOf } from '../rules/journal-parts.ts';
import { copyTag, readPage } from '../rules/pages.ts';
import { TagStates } from '../rules/tag-states.ts';
import { rowsAfter } from '../store/journal.ts';
import { type GatewayState, readState } from '../store/state.ts';
import type { LiveConfig } from './config.ts';
import { judgedRow } from './journal.ts';
import type { Monitor } from './monitor.ts';

const FOLLOW_MS = 500;
/** Held by whoever follows all parts: nobody writes it. */
export const FOLLOWED = PARTS;

/** Follows what others store and judge, so that one process knows how every tag stands. */
export class Following {
  readonly #options: LiveCity['options'];
  readonly #config: LiveConfig;
  readonly #monitor: Monitor;
  #under: Promise<void> | null = null;
  #timer: NodeJS.Timeout | null = null;
  readonly #judged = Array.from({ length: PARTS }, (_, part) => firstOf(part));

  constructor({ options }: LiveCity, config: LiveConfig, monitor: Monitor) {
    this.#options = options;
    this.#config = config;
    this.#monitor = monitor;
  }

  /** As the others kept it: each tag as the process of its part did. */
  async restore(): Promise<void> {
    let kept: readonly GatewayState[] = [];
    for (let part = 0; part < PARTS; part += 1) {
      const { judged, pages, gateways } = await readState(this.#options.owner, part);
      const states = new TagStates();
      for (const { page, state } of pages) readPage(states, page, state);
      for (const { no, gateway } of this.#config.tags.values()) {
        if (no < states.size && partOf(gateway) === part) copyTag(this.#monitor.states, states, no);
      }
      this.#judged[part] = judged;
      kept = gateways;
    }
    this.#monitor.restore({ judged: 0, counted: 0, pages: [], gateways: kept, brokers: [] });
    this.#monitor.configure();
    await this.next();
  }

  start(onFault: (error: unknown, where: string) => void): void {
    this.#timer = setInterval(() => {
      this.next().catch((error: unknown) => onFault(error, 'live: following'));
    }, FOLLOW_MS);
  }

  async stop(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    await this.#under?.catch(() => undefined);
  }

  /** What was stored since. */
  async next(): Promise<void> {
    this.#under ??= this.#next().finally(() => {
      this.#under = null;
    });
    await this.#under;
  }

  async #next(): Promise<void> {
    for (const [part, judged] of this.#judged.entries()) {
      for await (const rows of rowsAfter(this.#options.app, judged)) {
        for (const row of rows) {
          const { gateway, readings } = judgedRow(row);
          this.#monitor.take({ seq: row.seq, gateway, receivedAt: row.receivedAt, readings });
        }
        this.#judged[part] = rows.at(-1)?.seq ?? judged;
      }
    }
    // Counted, told and kept by those whom it follows.
    this.#monitor.beside.take();
    this.#monitor.takeUrgent();
  }
}
