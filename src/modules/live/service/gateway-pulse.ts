import type { Moment } from '../../../kernel/calendar.ts';
import { silence } from '../../../law/standards/tag-defaults.ts';
import type { Signal } from '../model.ts';
import { pulse } from '../rules/sweep.ts';
import { endedAt, windowAt } from '../rules/windows.ts';
import type { GatewayRow } from '../store/config.ts';
import type { GatewayState } from '../store/state.ts';
import type { BrokerPulse } from './broker-pulse.ts';
import type { Gateway, LiveConfig } from './config.ts';
import { gatewaySignal } from './signal.ts';

type Told = Pick<Gateway, 'no' | 'id' | 'enterprise' | 'facility' | 'tags'>;

/** When gateways were heard, and which are silent (网关离线). */
export class GatewayPulse {
  readonly #config: LiveConfig;
  readonly #from: Moment;
  readonly #say: (signal: Signal) => void;
  readonly #brokers: BrokerPulse;
  readonly #mostSilentMs: number;
  readonly #heard = new Map<number, number>();
  readonly #silent = new Map<number, number>();
  /** Silent ones that were said to be so within a window of all their tags. */
  readonly #covered = new Set<number>();

  constructor(
    config: LiveConfig,
    from: Moment,
    brokers: BrokerPulse,
    say: (signal: Signal) => void,
    mostSilentMs: number,
  ) {
    this.#config = config;
    this.#brokers = brokers;
    this.#from = from;
    this.#say = say;
    this.#mostSilentMs = mostSilentMs;
  }

  /** True: that ends its silence, before anything that it sends is judged. */
  hear(no: number, at: Moment): boolean {
    this.#heard.set(no, at);
    const since = this.#silent.get(no) ?? Number.NaN;
    const gateway = this.#config.gateway(no);
    if (Number.isNaN(since) || !gateway || this.#brokers.isDown(no)) return false;
    this.#turn(gateway, 'cleared', since, at, at);
    return true;
  }

  /** It is not listened to any more: it cannot be silent either. */
  end(gateway: GatewayRow, now: Moment): void {
    const since = this.#silent.get(gateway.no) ?? Number.NaN;
    if (!Number.isNaN(since)) this.#turn({ ...gateway, tags: [] }, 'cleared', since, now, now);
  }

  /** Numbers of those that are said to be silent. */
  silent(): number[] {
    return [...this.#silent].flatMap(([no, since]) => (Number.isNaN(since) ? [] : [no]));
  }

  heard(gateway: number): number | null {
    return this.#heard.get(gateway) ?? null;
  }

  isSilent(gateway: number): boolean {
    return !Number.isNaN(this.#silent.get(gateway) ?? Number.NaN);
  }

  /** Is it news that one is silent, or is no longer? */
  sweep(gateway: Gateway, now: Moment): boolean {
    const { no } = gateway;
    const heard = Math.max(this.#heard.get(no) ?? 0, this.#from, this.#brokers.listening(no));
    const before = this.#silent.get(no) ?? Number.NaN;
    const news = pulse(before, heard, this.#silentMs(gateway), now);
    // Nobody can say what is behind a link that is down: what was told stays, nothing is added.
    if (news && this.#brokers.isDown(no)) return false;
    if (news) {
      this.#turn(gateway, news.state, news.since, now, now);
      return true;
    }
    if (!this.#covered.has(no) || this.#isCovered(gateway, now)) return false;
    const { windows } = this.#config;
    const end = Math.max(...gateway.tags.map((tag) => endedAt(windows, tag, now)));
    this.#turn(gateway, 'cleared', before, end, now);
    this.#turn(gateway, 'raised', end, end, now);
    return true;
  }

  #silentMs({ heartbeatSeconds }: Gateway): number {
    const usual = 1000 * Math.max(silence.gateway, 3 * (heartbeatSeconds ?? 0));
    return Math.min(usual, this.#mostSilentMs);
  }

  kept(): GatewayState[] {
    return [...this.#heard].map(([gateway, heard]) => {
      const silent = this.#silent.get(gateway) ?? Number.NaN;
      const covered = this.#covered.has(gateway);
      return { gateway, heard, silent, covered, broker: this.#brokers.wayOf(gateway) };
    });
  }

  restore(all: readonly GatewayState[]): void {
    for (const { gateway, heard, silent, covered } of all) {
      this.#heard.set(gateway, heard);
      this.#silent.set(gateway, silent);
      if (covered) this.#covered.add(gateway);
    }
  }

  /** All that it sends is worked on: its silence is too. */
  #isCovered({ tags }: Told, at: number): boolean {
    const { windows } = this.#config;
    return tags.length > 0 && tags.every((tag) => windowAt(windows, tag, at) !== null);
  }

  #turn(gateway: Told, state: Signal['state'], since: number, at: number, now: Moment): void {
    const covered = state === 'raised' && this.#isCovered(gateway, at);
    this.#silent.set(gateway.no, state === 'raised' ? since : Number.NaN);
    if (covered) this.#covered.add(gateway.no);
    else this.#covered.delete(gateway.no);
    const said = gatewaySignal(gateway, { rule: 'gatewayLost', state, since, at }, now);
    this.#say(covered ? { ...said, trust: 'outOfService' } : said);
  }
}
