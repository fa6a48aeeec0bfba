import type { SubscribeOptions } from './model.ts';
import { BrokerRefused, Subscription } from './subscription.ts';

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 15_000;

export interface Subscriber {
  close(): Promise<void>;
}

/**
 * Takes in what others publish at a broker, by MQTT 5 or, where it does not know that, 3.1.1.
 * With a session that the broker keeps; comes back by itself whenever the connection is over.
 */
export function subscribeMqtt(options: SubscribeOptions): Subscriber {
  const keeper = new Keeper(options);
  const running = keeper.run();
  return {
    // What is on its way and not acknowledged comes again to whoever connects next.
    close: async () => {
      keeper.stop();
      await running;
    },
  };
}

class Keeper {
  readonly #options: SubscribeOptions;
  #version: 4 | 5 = 5;
  #now: Subscription | null = null;
  #stopping = false;
  #wake: () => void = () => undefined;
  #stood = false;

  constructor(options: SubscribeOptions) {
    this.#options = options;
  }

  async run(): Promise<void> {
    for (let attempt = 0; !this.#stopping; attempt += 1) {
      const stood = await this.#once();
      if (stood === 'other version') continue;
      if (stood) attempt = 0;
      if (!this.#stopping) await this.#pause(attempt);
    }
  }

  stop(): void {
    this.#stopping = true;
    this.#wake();
    this.#now?.end(new Error('closed'));
  }

  /** One connection, until it is over. */
  async #once(): Promise<boolean | 'other version'> {
    const subscription = new Subscription(this.#options, this.#version);
    this.#now = subscription;
    let stood = false;
    try {
      const kept = await subscription.standing;
      stood = true;
      this.#options.onUp({ forgotten: this.#stood && !kept });
      this.#stood = true;
    } catch {
      // Why is told below, as of any connection that is over.
    }
    const why = await subscription.gone;
    this.#now = null;
    if (why instanceof BrokerRefused && why.otherVersion && this.#version === 5) {
      this.#version = 4;
      return 'other version';
    }
    if (!this.#stopping) this.#options.onDown(why);
    return stood;
  }

  #pause(attempt: number): Promise<void> {
    const most = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt);
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, most / 2 + (most / 2) * Math.random());
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
