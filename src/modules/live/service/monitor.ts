import type { Moment } from '../../../kernel/calendar.ts';
import { silence } from '../../../law/standards/tag-defaults.ts';
import type { Rule, Signal, Trust } from '../model.ts';
import { defaultOf, judgedOf, levelOf } from '../rules/config.ts';
import { judge, type Verdict } from '../rules/judge.ts';
import { PAGE, readPage, writePage } from '../rules/pages.ts';
import type { Readings } from '../rules/readings.ts';
import { pulse, sweep, type Watched } from '../rules/sweep.ts';
import { TagStates } from '../rules/tag-states.ts';
import { trustOf } from '../rules/trust.ts';
import type { TagRow } from '../store/config.ts';
import type { Gateway, LiveConfig } from './config.ts';

/** A batch to be judged: of the journal, just written or replayed. */
export interface ToJudge {
  readonly gateway: number;
  readonly receivedAt: Moment;
  readonly readings: Readings;
}

/**
 * Judges readings as they were stored, in the order of the journal (研判): every answer follows from
 * the journal alone, so a replay after a crash says the same signals again.
 */
export class Monitor {
  readonly states = new TagStates();
  readonly #config: LiveConfig;
  readonly #say: (signal: Signal) => void;
  readonly #from: number;
  readonly #heard = new Map<number, number>();
  readonly #silent = new Map<number, number>();
  #dirty = new Set<number>();
  #watched = new Map<number, readonly Watched[]>();
  /** Of them, those whose standing still would be told. */
  #moving = new Map<number, readonly number[]>();
  #outOfOrder = new Map<number, number>();
  #urgent = false;

  /** `from`: nobody listened before, so silence counts from here. */
  constructor(config: LiveConfig, from: Moment, say: (signal: Signal) => void) {
    this.#config = config;
    this.#from = from;
    this.#say = say;
  }

  /** After the ledger of tags changed. */
  configure(): void {
    const tags = [...this.#config.tags.values()];
    for (const tag of tags) this.states.judge(tag.no, judgedOf(tag));
    this.#watched = new Map(
      [...this.#config.gateways].map((gateway) => [
        gateway.no,
        gateway.tags.flatMap((no) => {
          const tag = this.#config.tags.get(no);
          return tag ? [watchedOf(tag)] : [];
        }),
      ]),
    );
    this.#moving = new Map(
      [...this.#watched].map(([gateway, watched]) => [
        gateway,
        watched.filter(({ stuckMs }) => stuckMs !== null).map(({ tag }) => tag),
      ]),
    );
  }

  take({ gateway, receivedAt, readings }: ToJudge): void {
    const { times, values, tags, qualities, count } = readings;
    this.#heard.set(gateway, receivedAt);
    const say = (verdict: Verdict): void => this.#said(verdict, receivedAt);
    let outOfOrder = 0;
    for (let at = 0; at < count; at += 1) {
      const tag = tags[at] as number;
      if (tag >= this.states.size) this.states.grow(tag + 1);
      const inOrder = judge(
        this.states,
        tag,
        times[at] as number,
        values[at] as number,
        qualities[at] as number,
        receivedAt,
        say,
      );
      if (!inOrder) outOfOrder += 1;
      this.#dirty.add(Math.floor(tag / PAGE));
    }
    if (outOfOrder > 0) {
      this.#outOfOrder.set(gateway, (this.#outOfOrder.get(gateway) ?? 0) + outOfOrder);
    }
  }

  /** Rows that were kept but came out of order, by gateway, since the last time. */
  outOfOrder(): ReadonlyMap<number, number> {
    const counted = this.#outOfOrder;
    this.#outOfOrder = new Map();
    return counted;
  }

  /** What silence and sameness say now. */
  sweep(now: Moment): void {
    for (const gateway of this.#config.gateways) {
      if (!gateway.inUse) continue;
      const heard = Math.max(this.#heard.get(gateway.no) ?? 0, this.#from);
      const before = this.#silent.get(gateway.no) ?? Number.NaN;
      const silentMs = 1000 * Math.max(silence.gateway, 3 * (gateway.heartbeatSeconds ?? 0));
      const news = pulse(before, heard, silentMs, now);
      if (news) {
        this.#urgent = true;
        this.#silent.set(gateway.no, news.state === 'raised' ? news.since : Number.NaN);
        this.#say(gatewaySignal(gateway, news.state, news.since, now));
      }
      const silent = this.isSilent(gateway.no);
      const tags = this.#watched.get(gateway.no) ?? [];
      sweep(this.states, tags, silent, now, this.#from, ({ tag, rule, state, since }) => {
        this.#dirty.add(Math.floor(tag / PAGE));
        this.#urgent = true;
        const row = this.#config.tags.get(tag);
        if (row) this.#say(this.#signal(row, { rule, state, since, at: now }, now));
      });
    }
  }

  /** What the newest value of a tag is worth. */
  trust(tag: TagRow): Trust {
    const { states } = this;
    const gateway = this.#config.gatewayOf(tag.gateway);
    return trustOf({
      inUse: tag.inUse,
      gatewaySilent: gateway !== undefined && this.isSilent(gateway.no),
      lost: isSet(states.lost[tag.no]),
      stuck: isSet(states.stuck[tag.no]),
      replayed: gateway !== undefined && this.#repeats(gateway.no),
      quality: states.lastQuality[tag.no] ?? 0,
      delayMs: (states.lastReceived[tag.no] ?? 0) - (states.lastTime[tag.no] ?? 0),
      lateMs: 1000 * silence.late,
    });
  }

  /** What silence says changed: to be kept soon, since the journal does not hold it. */
  get urgent(): boolean {
    return this.#urgent;
  }

  /** When each gateway was heard, and since when it has been silent (NaN: it is not). */
  gateways(): { readonly gateway: number; readonly heard: number; readonly silent: number }[] {
    return [...this.#heard].map(([gateway, heard]) => {
      return { gateway, heard, silent: this.#silent.get(gateway) ?? Number.NaN };
    });
  }

  /** Pages of the state that changed since the last time. */
  changedPages(): { readonly page: number; readonly state: Uint8Array }[] {
    const pages = [...this.#dirty].sort((a, b) => a - b);
    this.#dirty = new Set();
    this.#urgent = false;
    return pages.map((page) => {
      this.states.grow((page + 1) * PAGE);
      return { page, state: writePage(this.states, page) };
    });
  }

  /** They could not be kept: they have changed still. */
  notKept(pages: readonly { readonly page: number }[]): void {
    for (const { page } of pages) this.#dirty.add(page);
  }

  /** As it was kept; false: it cannot be read, the journal is replayed from its beginning. */
  restore(
    pages: readonly { readonly page: number; readonly state: Uint8Array }[],
    gateways: readonly {
      readonly gateway: number;
      readonly heard: number;
      readonly silent: number;
    }[],
  ): boolean {
    for (const { gateway, heard, silent } of gateways) {
      this.#heard.set(gateway, heard);
      this.#silent.set(gateway, silent);
    }
    return pages.every(({ page, state }) => readPage(this.states, page, state));
  }

  /** When its newest batch came, in ms; null: none came. */
  heard(gateway: number): number | null {
    return this.#heard.get(gateway) ?? null;
  }

  /** Has it been silent for longer than it may? */
  isSilent(gateway: number): boolean {
    return isSet(this.#silent.get(gateway));
  }

  /** Many tags that all stand still while fresh times come in: the gateway repeats itself. */
  #repeats(gateway: number): boolean {
    const moving = this.#moving.get(gateway) ?? [];
    if (moving.length < FEWEST_REPEATED) return false;
    return moving.every((tag) => isSet(this.states.stuck[tag]));
  }

  #said({ tag, ...verdict }: Verdict, receivedAt: Moment): void {
    const row = this.#config.tags.get(tag);
    if (row?.inUse) this.#say(this.#signal(row, verdict, receivedAt));
  }

  #signal(
    tag: TagRow,
    what: {
      readonly rule: Rule;
      readonly state: Signal['state'];
      readonly since: number;
      readonly at: number;
      readonly value?: number;
      readonly limit?: number;
    },
    receivedAt: Moment,
  ): Signal {
    const { rule, state, since, at, value = null, limit = null } = what;
    return {
      source: `tag/${tag.id}`,
      ...{ rule, state, since: since as Moment, at: at as Moment, receivedAt },
      level: levelOf(tag.quantity, rule),
      kind: rule === 'lost' || rule === 'stuck' ? 'lost-data' : defaultOf(tag.quantity).kind,
      ...{ enterprise: tag.enterprise ?? '', facility: tag.facility },
      ...{ value, limit, unit: tag.unit, trust: this.trust(tag) },
    };
  }
}

const FEWEST_REPEATED = 3;

const isSet = (moment: number | undefined): boolean => !Number.isNaN(moment ?? Number.NaN);

function gatewaySignal(
  gateway: Gateway,
  state: Signal['state'],
  since: number,
  now: Moment,
): Signal {
  return {
    source: `gateway/${gateway.id}`,
    rule: 'gatewayLost',
    ...{ state, since: since as Moment, at: now, receivedAt: now },
    ...{ level: 'orange', kind: 'lost-data', value: null, limit: null, unit: null },
    // The silence itself is certain; it is what the tags behind it say that is not.
    ...{ enterprise: gateway.enterprise ?? '', facility: gateway.facility, trust: 'live' },
  };
}

function watchedOf(tag: TagRow): Watched {
  const { stuck } = defaultOf(tag.quantity);
  return {
    tag: tag.no,
    silentMs: 1000 * Math.max(silence.tag, silence.intervals * (tag.intervalSeconds ?? 0)),
    stuckMs: stuck === null ? null : 1000 * stuck,
  };
}
