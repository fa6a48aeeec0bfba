import type { Moment } from '../../../kernel/calendar.ts';
import { silence } from '../../../law/standards/tag-defaults.ts';
import type { Signal, Trust } from '../model.ts';
import { defaultOf, judgedOf } from '../rules/config.ts';
import { isBeyond, judge, type Verdict } from '../rules/judge.ts';
import { PAGE, readPage, writePage } from '../rules/pages.ts';
import type { Readings } from '../rules/readings.ts';
import { sweep, type Watched } from '../rules/sweep.ts';
import { TagStates } from '../rules/tag-states.ts';
import { trustOf } from '../rules/trust.ts';
import { noteCovered, uncover } from '../rules/uncover.ts';
import { endedAt, type Window, windowAt } from '../rules/windows.ts';
import type { TagRow } from '../store/config.ts';
import type { GatewayState } from '../store/state.ts';
import type { LiveConfig } from './config.ts';
import { GatewayPulse } from './gateway-pulse.ts';
import { signalOf, type What } from './signal.ts';

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
  readonly #from: Moment;
  readonly #pulse: GatewayPulse;
  /** Tags of which something was said within a window, until it has ended. */
  readonly #covered = new Set<number>();
  readonly #clock: () => Moment;
  #dirty = new Set<number>();
  #watched = new Map<number, readonly Watched[]>();
  /** Of them, those whose standing still would be told. */
  #moving = new Map<number, readonly number[]>();
  #beside = new Map<string, Beside>();
  #urgent = false;

  /** Nobody listened before it begins, so silence counts from there. */
  constructor(config: LiveConfig, clock: () => Moment, say: (signal: Signal) => void) {
    this.#config = config;
    this.#clock = clock;
    this.#from = clock();
    this.#say = say;
    this.#pulse = new GatewayPulse(config, this.#from, say);
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
    this.#pulse.hear(gateway, receivedAt);
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
      this.#dirty.add(Math.floor(tag / PAGE));
    }
    this.#count(gateway, 'outOfOrder', outOfOrder);
    this.#count(gateway, 'outOfRange', this.states.beyond - before);
  }

  /** Rows that were kept but came out of order or beyond their range, since the last time. */
  beside(): readonly Beside[] {
    const counted = [...this.#beside.values()];
    this.#beside = new Map();
    return counted;
  }

  #count(gateway: number, outcome: Beside['outcome'], rows: number): void {
    if (rows === 0) return;
    const key = `${gateway}/${outcome}`;
    const before = this.#beside.get(key)?.rows ?? 0;
    this.#beside.set(key, { gateway, outcome, rows: before + rows });
  }

  /** What silence and sameness say now, and what goes on after a window has ended. */
  sweep(now: Moment): void {
    for (const tag of this.#covered) this.#uncover(tag, now);
    for (const gateway of this.#config.gateways) {
      if (!gateway.inUse) continue;
      if (this.#pulse.sweep(gateway, now)) this.#urgent = true;
      const silent = this.isSilent(gateway.no);
      const tags = this.#watched.get(gateway.no) ?? [];
      sweep(this.states, tags, silent, now, this.#from, ({ tag, rule, state, since }) => {
        this.#dirty.add(Math.floor(tag / PAGE));
        this.#urgent = true;
        const row = this.#config.tags.get(tag);
        if (row) this.#tell(row, { rule, state, since, at: now }, now);
      });
    }
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
  gateways(): GatewayState[] {
    return this.#pulse.kept();
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
    gateways: readonly GatewayState[],
  ): boolean {
    this.#pulse.restore(gateways);
    const readable = pages.every(({ page, state }) => readPage(this.states, page, state));
    for (const [tag, bits] of this.states.covered.entries()) if (bits) this.#covered.add(tag);
    return readable;
  }

  /** When its newest batch came, in ms; null: none came. */
  heard(gateway: number): number | null {
    return this.#pulse.heard(gateway);
  }

  /** Has it been silent for longer than it may? */
  isSilent(gateway: number): boolean {
    return this.#pulse.isSilent(gateway);
  }

  /** Many tags that all stand still while fresh times come in: the gateway repeats itself. */
  #repeats(gateway: number): boolean {
    const moving = this.#moving.get(gateway) ?? [];
    if (moving.length < FEWEST_REPEATED) return false;
    return moving.every((tag) => isSet(this.states.stuck[tag]));
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
      this.#urgent = true;
      if (!row?.inUse) return;
      this.#say(signalOf(row, said, now, this.trust(row, said.at)));
    });
    this.#dirty.add(Math.floor(tag / PAGE));
  }
}

/** Rows that are kept, yet are not judged like any other. */
export interface Beside {
  readonly gateway: number;
  readonly outcome: 'outOfOrder' | 'outOfRange';
  readonly rows: number;
}

const FEWEST_REPEATED = 3;

const isSet = (moment: number | undefined): boolean => !Number.isNaN(moment ?? Number.NaN);

function watchedOf(tag: TagRow): Watched {
  const { stuck } = defaultOf(tag.quantity);
  return {
    tag: tag.no,
    silentMs: 1000 * Math.max(silence.tag, silence.intervals * (tag.intervalSeconds ?? 0)),
    stuckMs: stuck === null ? null : 1000 * stuck,
  };
}
