import type { Moment } from '../../../kernel/calendar.ts';
import type { Signal } from '../model.ts';
import type { Readings } from '../rules/readings.ts';
import { repeatingSince } from '../rules/repeating.ts';
import { type Behind, judgeAnew, stepBack } from '../rules/step-back.ts';
import type { TagStates } from '../rules/tag-states.ts';
import type { GatewayRow } from '../store/config.ts';
import type { Gateway } from './config.ts';
import { gatewaySignal } from './signal.ts';

/** Are the times and values of gateways what they seem: clocks that step back, values sent again. */
export class GatewayHonesty {
  readonly #say: (signal: Signal) => void;
  readonly #behind = new Map<number, Behind>();
  /** Since when each is told to repeat itself. */
  readonly #repeating = new Map<number, number>();

  constructor(say: (signal: Signal) => void) {
    this.#say = say;
  }

  /** A batch was judged. Its gateway's clock stepped back: gives the tags that begin anew. */
  took(
    gateway: Gateway | undefined,
    states: TagStates,
    { times, count }: Readings,
    late: number,
    receivedAt: Moment,
  ): readonly number[] {
    if (!gateway || count === 0) return [];
    const { no, tags } = gateway;
    if (late < count) {
      this.#behind.delete(no);
      return [];
    }
    const newest = Math.max(...times.subarray(0, count));
    const { behind, stepped } = stepBack(this.#behind.get(no), receivedAt, newest);
    this.#behind.set(no, behind);
    if (!stepped) return [];
    this.#behind.delete(no);
    const before = Math.max(...tags.map((tag) => states.lastTime[tag] ?? 0));
    const value = (before - newest) / 1000;
    // It has come and gone: somebody looks at the clock.
    for (const state of ['raised', 'cleared'] as const) {
      const what = { ...({ rule: 'clockBack', state, value } as const), at: receivedAt };
      this.#say({
        ...gatewaySignal(gateway, { ...what, since: behind.since }, receivedAt),
        unit: 's',
      });
    }
    for (const tag of tags) judgeAnew(states, tag);
    return tags;
  }

  /** Numbers of those that are told to repeat themselves. */
  get repeating(): readonly number[] {
    return [...this.#repeating.keys()];
  }

  isRepeating(gateway: number): boolean {
    return this.#repeating.has(gateway);
  }

  /** Whether it repeats itself now; what is news is said. */
  watch(gateway: Gateway, states: TagStates, moving: readonly number[], now: Moment): void {
    const since = repeatingSince(states, moving);
    const told = this.#repeating.get(gateway.no);
    if (Number.isNaN(since) === (told === undefined)) return;
    const state = told === undefined ? 'raised' : 'cleared';
    if (told === undefined) this.#repeating.set(gateway.no, since);
    else this.#repeating.delete(gateway.no);
    const what = { rule: 'gatewayRepeats', state, since: told ?? since, at: now } as const;
    this.#say(gatewaySignal(gateway, what, now));
  }

  /** It is not listened to any more. */
  end(gateway: GatewayRow, now: Moment): void {
    const since = this.#repeating.get(gateway.no);
    if (since === undefined) return;
    this.#repeating.delete(gateway.no);
    const what = { rule: 'gatewayRepeats', state: 'cleared', since, at: now } as const;
    this.#say(gatewaySignal(gateway, what, now));
  }
}
