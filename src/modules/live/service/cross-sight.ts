import type { Moment } from '../../../kernel/calendar.ts';
import type { CrossFigures } from '../../../law/standards/cross-rules.ts';
import { silence } from '../../../law/standards/tag-defaults.ts';
import type { Load, Running, Seen } from '../rules/cross.ts';
import type { Counted } from '../rules/crowd.ts';
import { runsFrom } from '../rules/subjects.ts';
import { windowAt } from '../rules/windows.ts';
import type { TagRow } from '../store/config.ts';
import type { LiveConfig } from './config.ts';
import type { Monitor } from './monitor.ts';

/** How tags look at a moment to the rules across signals. */
export class Sight {
  readonly now: Moment;
  readonly figures: CrossFigures;
  readonly #config: LiveConfig;
  readonly #monitor: Monitor;

  constructor(config: LiveConfig, monitor: Monitor, now: Moment, figures: CrossFigures) {
    this.now = now;
    this.figures = figures;
    this.#config = config;
    this.#monitor = monitor;
  }

  /** Its newest value; one that is older than three intervals is not what is there now. */
  seen(tag: TagRow): Seen {
    const { states } = this.#monitor;
    const oldest = 1000 * Math.max(silence.gateway, silence.intervals * (tag.intervalSeconds ?? 0));
    const heard = states.lastReceived[tag.no] ?? Number.NEGATIVE_INFINITY;
    const trust = this.#monitor.ownTrust(tag);
    const value = states.lastValue[tag.no] ?? Number.NaN;
    const covered = this.isCovered(tag);
    const stale = trust === 'live' && this.now - heard > oldest;
    return { tag: tag.id, value, covered, trust: stale ? 'stale' : trust };
  }

  counted(tag: TagRow): Counted {
    return { ...this.seen(tag), way: tag.countedBy };
  }

  isCovered(tag: TagRow): boolean {
    return windowAt(this.#config.windows, tag.no, this.now) !== null;
  }

  isLost(tag: TagRow): boolean {
    const gateway = this.#config.gatewayOf(tag.gateway);
    if (gateway && this.#monitor.isSilent(gateway.no)) return true;
    return !Number.isNaN(this.#monitor.states.lost[tag.no] ?? Number.NaN);
  }

  /** By the device's clock: for how long its value had been the same at its newest reading. */
  stillMs(tag: TagRow): number {
    const { lastTime, lastChange } = this.#monitor.states;
    return (lastTime[tag.no] ?? Number.NaN) - (lastChange[tag.no] ?? Number.NaN);
  }

  /** Loads, each with the value from which it runs; `held`: the alarm stands, its dead-band holds. */
  running(tags: readonly TagRow[], held: boolean): Running {
    const { runningShare, runningDeadband: deadband } = this.figures;
    const loadOf = (tag: TagRow): Load => ({
      ...this.seen(tag),
      from: runsFrom(tag, runningShare),
    });
    return { loads: tags.map(loadOf), deadband, held };
  }
}
