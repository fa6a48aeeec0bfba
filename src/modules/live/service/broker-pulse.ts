import type { Moment } from '../../../kernel/calendar.ts';
import { silence } from '../../../law/standards/tag-defaults.ts';
import type { Signal } from '../model.ts';
import type { BrokerState } from '../store/state.ts';

interface Link {
  /** NaN: it stands. */
  downSince: number;
  upSince: number;
}

/**
 * Links to brokers elsewhere (接入代理), and which gateways come by them. While such a link is down its
 * gateways and their tags say nothing of silence: that is one incident, not a thousand alarms.
 */
export class BrokerPulse {
  readonly #say: (signal: Signal) => void;
  readonly #links = new Map<string, Link>();
  /** Since when each is told to be down; also those of before that nobody has any more. */
  readonly #told = new Map<string, number>();
  /** By which broker a gateway last came; '': by none. Not there: it never came. */
  readonly #ways = new Map<number, string>();

  constructor(say: (signal: Signal) => void) {
    this.#say = say;
  }

  /** A broker is to be connected with; until then its link counts as down. */
  add(broker: string, now: Moment): void {
    const downSince = this.#told.get(broker) ?? now;
    this.#links.set(broker, { downSince, upSince: Number.NEGATIVE_INFINITY });
  }

  up(broker: string, now: Moment): void {
    this.#links.set(broker, { downSince: Number.NaN, upSince: now });
  }

  down(broker: string, now: Moment): void {
    const link = this.#links.get(broker);
    if (link && Number.isNaN(link.downSince)) link.downSince = now;
  }

  came(gateway: number, broker: string | null): void {
    this.#ways.set(gateway, broker ?? '');
  }

  /** Is the way of a gateway down? One that never came may come by any of them. */
  isDown(gateway: number): boolean {
    if (this.#links.size === 0) return false;
    const way = this.#ways.get(gateway);
    if (way === undefined) return [...this.#links.values()].some(isDown);
    const link = this.#links.get(way);
    return link !== undefined && isDown(link);
  }

  /** Nothing could be heard of a gateway before this: its silence counts from here. */
  listening(gateway: number): number {
    const way = this.#ways.get(gateway);
    const ups =
      way === undefined
        ? [...this.#links.values()].map(({ upSince }) => upSince)
        : [this.#links.get(way)?.upSince ?? Number.NEGATIVE_INFINITY];
    return Math.max(Number.NEGATIVE_INFINITY, ...ups);
  }

  /** Says what is news of the links; is there any? */
  sweep(now: Moment): boolean {
    let news = false;
    for (const [broker, { downSince }] of this.#links) {
      if (this.#told.has(broker) || !(now - downSince > 1000 * silence.broker)) continue;
      this.#told.set(broker, downSince);
      this.#tell(broker, 'raised', downSince, now);
      news = true;
    }
    for (const [broker, since] of this.#told) {
      const link = this.#links.get(broker);
      if (link && isDown(link)) continue;
      this.#told.delete(broker);
      this.#tell(broker, 'cleared', since, now);
      news = true;
    }
    return news;
  }

  wayOf(gateway: number): string | null {
    return this.#ways.get(gateway) ?? null;
  }

  kept(): BrokerState[] {
    return [...this.#told].map(([broker, downSince]) => ({ broker, downSince }));
  }

  restore(
    told: readonly BrokerState[],
    ways: readonly { readonly gateway: number; readonly broker: string | null }[],
  ): void {
    for (const { broker, downSince } of told) this.#told.set(broker, downSince);
    for (const { gateway, broker } of ways) if (broker !== null) this.#ways.set(gateway, broker);
  }

  #tell(broker: string, state: Signal['state'], since: number, now: Moment): void {
    this.#say({
      source: `broker/${broker}`,
      rule: 'brokerLost',
      ...{ state, since: since as Moment, at: now, receivedAt: now },
      ...{ level: 'orange', kind: 'lost-data', value: null, limit: null, unit: null },
      // Of no enterprise: whoever sees the whole city sees it.
      ...{ enterprise: '', facility: null, trust: 'live' },
    });
  }
}

const isDown = ({ downSince }: Link): boolean => !Number.isNaN(downSince);
