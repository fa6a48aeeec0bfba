import { leakAt, simulated } from '../../modules/demo/index.ts';
import type { Live } from '../../modules/live/index.ts';

const EVERY_MS = 10_000;
/** The made-up city shows what gateways do; it does not load the machine. */
const MOST_GATEWAYS = 60;
/** Tests look at pages whose alarms are their own. */
const LEAKS = process.env.ZHIBEN_DEMO_LEAKS !== 'off';

/** The gateways of the made-up city: they send by the same door as real ones (合成数据). */
export class Simulator {
  readonly #live: Live;
  readonly #onFault: (error: unknown, where: string) => void;
  #timer: NodeJS.Timeout | null = null;
  #sending: Promise<void> = Promise.resolve();

  constructor(live: Live, onFault: (error: unknown, where: string) => void) {
    this.#live = live;
    this.#onFault = onFault;
  }

  start(): void {
    this.#timer = setInterval(() => this.#send(), EVERY_MS);
    this.#send();
  }

  async stop(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    await this.#sending;
  }

  #send(): void {
    this.#sending = this.#sending
      .then(() => this.#batches())
      .catch((error: unknown) => this.#onFault(error, 'simulator'));
  }

  async #batches(): Promise<void> {
    const at = this.#live.now();
    const { config, intake } = this.#live;
    const gateways = [...config.gateways].slice(0, MOST_GATEWAYS);
    const tags = gateways.flatMap(({ tags: all }) =>
      all.flatMap((no) => config.tags.get(no) ?? []),
    );
    const detectors = tags.filter(({ quantity }) => quantity === 'gasCombustible');
    const leak = LEAKS ? leakAt(detectors.length, at) : null;
    const leaking = leak ? detectors[leak.which] : undefined;
    for (const gateway of gateways) {
      const rows = gateway.tags.flatMap((no) => {
        const tag = config.tags.get(no);
        if (!tag) return [];
        const shown = simulated(tag, at);
        const more = tag === leaking && leak ? leak.share * (tag.highHigh ?? tag.high ?? 0) : 0;
        return [[tag.code, 0, Number((shown + more).toFixed(3))]];
      });
      if (rows.length > 0)
        await intake.offer(gateway, Buffer.from(JSON.stringify({ t: at, rows })));
    }
  }
}
