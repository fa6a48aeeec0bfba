import type { Moment } from '../../../kernel/calendar.ts';
import { silence } from '../../../law/standards/tag-defaults.ts';
import type { Signal, Trust } from '../model.ts';
import { judgedOf, NOT_JUDGED } from '../rules/config.ts';
import { isBeyond, judge, type Verdict } from '../rules/judge.ts';
import { readPage, unseen, writePage } from '../rules/pages.ts';
import type { Readings } from '../rules/readings.ts';
import { sweep, type Watched } from '../rules/sweep.ts';
import { PAGE, TagStates } from '../rules/tag-states.ts';
import { trustOf } from '../rules/trust.ts';
import { endAll, noteCovered, uncover } from '../rules/uncover.ts';
import { endedAt, type Window, windowAt } from '../rules/windows.ts';
import type { GatewayRow, TagRow } from '../store/config.ts';
import type { GatewayState, KeptState } from '../store/state.ts';
import { BesideRows } from './beside.ts';
import { BrokerPulse } from './broker-pulse.ts';
import type { Gateway, LiveConfig } from './config.ts';
import { GatewayHonesty } from './gateway-honesty.ts';
import { GatewayPulse } from './gateway-pulse.ts';
import { signalOf, type What } from './signal.ts';
import { movingTags, watchedTags } from './watched.ts';

type Say = (signal: Signal) => void;

/** A batch to be judged: of the journal, just written or replayed. */
export interface ToJudge {
  readonly seq: number;
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
  readonly brokers: BrokerPulse;
  readonly #config: LiveConfig;
  readonly #say: Say;
  readonly #from: Moment;
  readonly #pulse: GatewayPulse;
  /** Tags of which something was said within a window, until it has ended. */
  readonly #covered = new Set<number>();
  readonly #clock: () => Moment;
  /** Pages of the state that changed since they were kept. */
  readonly #changed = new Set<number>();
  /** Pages, and whether gateways, of which something was said that the journal does not hold. */
  #urgent: { readonly pages: Set<number>; gateways: boolean } = {
    pages: new Set(),
    gateways: false,
  };
  /** Of pages as they were kept: the row of the journal up to which they have seen all. */
  #seen: ReadonlyMap<number, number> = new Map();
  #seenTo = 0;
  #watched = new Map<number, readonly Watched[]>();
  /** Of them, those whose standing still would be told. */
  #moving = new Map<number, readonly number[]>();
  /** Rows that were kept but came out of order or beyond their range. */
  readonly beside = new BesideRows();
  readonly #honesty: GatewayHonesty;

  /** Nobody listened before it begins, so silence counts from there, to `most` ms at most. */
  constructor(config: LiveConfig, clock: () => Moment, say: Say, most = Number.POSITIVE_INFINITY) {
    this.#config = config;
    this.#clock = clock;
    this.#from = clock();
    this.#say = say;
    this.brokers = new BrokerPulse(say);
    this.#honesty = new GatewayHonesty(say);
    this.#pulse = new GatewayPulse(config, this.#from, this.brokers, say, most);
  }

  /** After the ledger of tags changed. */
  configure(): void {
    const { defaults, tags } = this.#config;
    for (const tag of tags.values()) {
      this.states.judge(tag.no, tag.inUse ? judgedOf(tag, defaults) : NOT_JUDGED);
    }
    this.#watched = watchedTags(this.#config);
    this.#moving = movingTags(this.#watched);
    // Before a replay, so that what it ends has begun.
    for (const gateway of this.#config.gateways) this.#watchHonesty(gateway, this.#clock());
  }

  /** `counting`: rows out of order and beyond their range are counted. */
  take({ seq, gateway, receivedAt, readings }: ToJudge, counting = true): void {
    const news = seq > this.#seenTo ? readings : unseen(readings, seq, this.#seen);
    const { times, values, tags, qualities, count } = news;
    if (this.#pulse.hear(gateway, receivedAt)) this.#urgent.gateways = true;
    const say = (verdict: Verdict): void => this.#said(verdict, receivedAt);
    let outOfOrder = 0;
    const before = this.states.beyond;
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
      this.#changed.add(Math.floor(tag / PAGE));
    }
    const from = this.#config.gateway(gateway);
    const anew = this.#honesty.took(from, this.states, news, outOfOrder, receivedAt);
    for (const tag of anew) this.#hurry(tag);
    if (!counting) return;
    this.beside.add(gateway, 'outOfOrder', outOfOrder);
    this.beside.add(gateway, 'outOfRange', this.states.beyond - before);
  }

  /** What silence and sameness say now, and what goes on after a window has ended. */
  sweep(now: Moment): void {
    for (const tag of this.#covered) this.#uncover(tag, now);
    if (this.brokers.sweep(now)) this.#urgent.gateways = true;
    for (const gateway of this.#config.gateways) {
      if (!gateway.inUse) continue;
      this.#watchHonesty(gateway, now);
      if (this.#pulse.sweep(gateway, now)) this.#urgent.gateways = true;
      // What was told of its tags stays: nothing can be said of them meanwhile.
      if (this.brokers.isDown(gateway.no)) continue;
      const silent = this.isSilent(gateway.no);
      const from = Math.max(this.#from, this.brokers.listening(gateway.no));
      const tags = this.#watched.get(gateway.no) ?? [];
      sweep(this.states, tags, silent, now, from, ({ tag, rule, state, since }) => {
        this.#hurry(tag);
        const row = this.#config.tags.get(tag);
        if (row) this.#tell(row, { rule, state, since, at: now }, now);
      });
    }
  }

  #watchHonesty(gateway: Gateway, now: Moment): void {
    const moving = gateway.inUse ? (this.#moving.get(gateway.no) ?? []) : [];
    this.#honesty.watch(gateway, this.states, moving, now);
  }

  get windows() {
    return this.#config.windows;
  }

  /** The window that covers a tag now; null: none does. */
  windowOf(tag: TagRow): Window | null {
    return windowAt(this.windows, tag.no, this.#clock());
  }

  /** What the newest value of a tag is worth. */
  trust(tag: TagRow, at: number = this.#clock()): Trust {
    const covered = windowAt(this.windows, tag.no, at) !== null;
    return covered ? 'outOfService' : this.ownTrust(tag);
  }

  /** The same, whatever window covers it. */
  ownTrust(tag: TagRow): Trust {
    const { states } = this;
    const gateway = this.#config.gatewayOf(tag.gateway);
    return trustOf({
      inUse: tag.inUse,
      outOfRange: isBeyond(states, tag.no, states.lastValue[tag.no] ?? Number.NaN),
      gatewaySilent: gateway !== undefined && this.#isAway(gateway.no),
      lost: isSet(states.lost[tag.no]),
      stuck: isSet(states.stuck[tag.no]),
      replayed: gateway !== undefined && this.#honesty.isRepeating(gateway.no),
      quality: states.lastQuality[tag.no] ?? 0,
      delayMs: (states.lastReceived[tag.no] ?? 0) - (states.lastTime[tag.no] ?? 0),
      lateMs: 1000 * silence.late,
    });
  }

  /** What silence says changed: to be kept soon, since the journal does not hold it. */
  get urgent(): boolean {
    return this.#urgent.gateways || this.#urgent.pages.size > 0;
  }

  takeUrgent(): { pages: readonly number[]; gateways: boolean } {
    const { pages, gateways } = this.#urgent;
    this.#urgent = { pages: new Set(), gateways: false };
    return { pages: [...pages], gateways };
  }

  /** It could not be kept: it is as urgent still. */
  giveBack({ pages, gateways }: { pages: readonly number[]; gateways: boolean }): void {
    for (const page of pages) this.#urgent.pages.add(page);
    this.#urgent.gateways ||= gateways;
  }

  /** When each gateway was heard, and since when it has been silent (NaN: it is not). */
  gateways(): GatewayState[] {
    return this.#pulse.kept();
  }

  get changed(): ReadonlySet<number> {
    return this.#changed;
  }

  /** A page of the state as it stands, to be kept. */
  takePage(page: number): Uint8Array {
    this.#changed.delete(page);
    this.states.grow((page + 1) * PAGE);
    return writePage(this.states, page);
  }

  /** They could not be kept: they have changed still. */
  notKept(pages: readonly number[]): void {
    for (const page of pages) this.#changed.add(page);
  }

  /** As it was kept. The row after which it goes on: pages skip what they have seen. */
  restore({ judged, pages, gateways, brokers }: KeptState): number {
    this.#pulse.restore(gateways);
    this.brokers.restore(brokers, gateways);
    // One that another version wrote begins anew.
    const seen = pages.map(({ page, state, seq }) => {
      const readable = readPage(this.states, page, state);
      return [page, readable ? Math.max(seq, judged) : 0] as const;
    });
    this.#seen = new Map(seen);
    this.#seenTo = Math.max(0, ...this.#seen.values());
    for (const [tag, bits] of this.states.covered.entries()) if (bits) this.#covered.add(tag);
    return Math.min(judged, ...this.#seen.values());
  }

  /** When its newest batch came, in ms; null: none came. */
  heard(gateway: number): number | null {
    return this.#pulse.heard(gateway);
  }

  /** Has it been silent for longer than it may? */
  isSilent(gateway: number): boolean {
    return this.#pulse.isSilent(gateway);
  }

  #isAway(gateway: number): boolean {
    return this.isSilent(gateway) || this.brokers.isDown(gateway);
  }

  /** Gateways of which something is said to hold. */
  told = (): readonly number[] => [...this.#pulse.silent(), ...this.#honesty.repeating];

  /** What holds of them ends. */
  end(tags: readonly TagRow[], gateways: readonly GatewayRow[], now: Moment): void {
    for (const tag of tags) {
      endAll(this.states, tag.no, now, (said) => {
        this.#say(signalOf(tag, said, now, 'outOfService'));
      });
      this.#covered.delete(tag.no);
      this.#hurry(tag.no);
    }
    for (const gateway of gateways) {
      this.#pulse.end(gateway, now);
      this.#honesty.end(gateway, now);
    }
    if (gateways.length > 0) this.#urgent.gateways = true;
  }

  #said({ tag, ...verdict }: Verdict, receivedAt: Moment): void {
    const row = this.#config.tags.get(tag);
    if (row?.inUse) this.#tell(row, verdict, receivedAt);
  }

  /** Says it, and keeps in mind whether that was within a window. */
  #tell(row: TagRow, what: What, receivedAt: Moment): void {
    const covered = windowAt(this.windows, row.no, what.at) !== null;
    noteCovered(this.states, row.no, what.rule, what.state, covered);
    if (this.states.covered[row.no]) this.#covered.add(row.no);
    this.#say(signalOf(row, what, receivedAt, this.trust(row, what.at)));
  }

  #uncover(tag: number, now: Moment): void {
    if (windowAt(this.windows, tag, now)) return;
    this.#covered.delete(tag);
    const row = this.#config.tags.get(tag);
    const end = endedAt(this.windows, tag, now);
    uncover(this.states, tag, end, (said) => {
      if (!row?.inUse) return;
      this.#say(signalOf(row, said, now, this.trust(row, said.at)));
    });
    this.#hurry(tag);
  }

  #hurry(tag: number): void {
    const page = Math.floor(tag / PAGE);
    this.#changed.add(page);
    this.#urgent.pages.add(page);
  }
}

const isSet = (moment: number | undefined): boolean => !Number.isNaN(moment ?? Number.NaN);
