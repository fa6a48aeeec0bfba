import type { PoolClient } from '../../../platform/db/transaction.ts';
import type { StepSource } from './steps.ts';
import { followSteps } from './steps.ts';

type Now = Parameters<typeof followSteps>[3];
/** More than so many changed things are all looked at. */
const MOST = 2000;

/** Which things of which sources changed since the last look; null: any may have. */
export class Following {
  readonly #sources = new Map<string, StepSource>();
  readonly #changed = new Map<string, Set<string> | null>();
  #named = false;

  add(source: StepSource): void {
    this.#sources.set(source.type, source);
    this.#changed.set(source.type, null);
  }

  everything(): void {
    for (const type of this.#sources.keys()) this.#changed.set(type, null);
  }

  /** Told of every change of the city: its records one by one, then `facts`. */
  changed(topic: string, id: string | undefined): void {
    if (topic === 'facts') {
      // Facts without a record named: too much changed to say.
      if (!this.#named) this.everything();
      this.#named = false;
      return;
    }
    if (id !== undefined) this.#named = true;
    const known = this.#changed.get(topic);
    if (known && id !== undefined) known.add(id);
    if (known && known.size > MOST) this.#changed.set(topic, null);
  }

  async one(client: PoolClient, type: string, id: string, now: Now): Promise<void> {
    const source = this.#sources.get(type);
    if (source) await followSteps(client, source, [id], now);
  }

  async all(client: PoolClient, now: Now): Promise<{ opened: number; closed: number }> {
    const sum = { opened: 0, closed: 0 };
    for (const [type, source] of this.#sources) {
      const ids = this.#changed.get(type) ?? null;
      this.#changed.set(type, new Set());
      if (ids?.size === 0) continue;
      try {
        const { opened, closed } = await followSteps(client, source, ids && [...ids], now);
        sum.opened += opened;
        sum.closed += closed;
      } catch (error) {
        this.#changed.set(type, null);
        throw error;
      }
    }
    return sum;
  }
}
