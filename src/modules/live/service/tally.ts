import { MOST_UNCLAIMED, type RefusedRows, type UnknownTags } from '../rules/outcomes.ts';
import type { Counted, OutcomeCount, UnknownCode } from '../store/counts.ts';

/** It is no batch; it was sent under another name than the sender's own. */
export type Spoiled = 'malformed' | 'notAllowed';

/** What became of rows since it was last written down, by gateway. */
export class Tally {
  readonly #isClaimed: (gateway: number, code: string) => boolean;
  #counts = new Map<string, OutcomeCount>();
  #unknown = new Map<number, Map<string, UnknownCode>>();

  /** Codes that tags stand for by now wait no longer. */
  constructor(isClaimed: (gateway: number, code: string) => boolean) {
    this.#isClaimed = isClaimed;
  }

  add(
    gateway: number,
    accepted: number,
    refused: readonly RefusedRows[],
    unknown: UnknownTags | null,
  ): void {
    if (accepted > 0) this.count(gateway, 'accepted', accepted);
    for (const { outcome, count } of refused) this.count(gateway, outcome, count);
    if (!unknown) return;
    let unlisted = refused.find(({ outcome }) => outcome === 'unknownTag')?.count ?? 0;
    for (const [code, { rows, sample }] of unknown) {
      if (this.#note({ gateway, code, rows, sample })) unlisted -= rows;
    }
    if (unlisted > 0) this.count(gateway, 'unlisted', unlisted);
  }

  count(gateway: number, outcome: string, rows: number): void {
    const key = `${gateway}/${outcome}`;
    const before = this.#counts.get(key)?.rows ?? 0;
    this.#counts.set(key, { gateway, outcome, rows: before + rows });
  }

  take(beside: readonly OutcomeCount[]): {
    readonly counts: readonly OutcomeCount[];
    readonly unknown: readonly UnknownCode[];
  } {
    for (const { gateway, outcome, rows } of beside) this.count(gateway, outcome, rows);
    const unknown = [...this.#unknown.values()].flatMap((codes) => [...codes.values()]);
    const taken = {
      counts: [...this.#counts.values()],
      unknown: unknown.filter(({ gateway, code }) => !this.#isClaimed(gateway, code)),
    };
    this.#counts = new Map();
    this.#unknown = new Map();
    return taken;
  }

  /** What was taken could not be kept: it goes with the next. */
  giveBack({ counts, unknown }: Pick<Counted, 'counts' | 'unknown'>): void {
    for (const { gateway, outcome, rows } of counts) this.count(gateway, outcome, rows);
    for (const code of unknown) {
      if (!this.#note(code)) this.count(code.gateway, 'unlisted', code.rows);
    }
  }

  /** False: as many of its codes wait as may. */
  #note({ gateway, code, rows, sample }: UnknownCode): boolean {
    const codes = this.#unknown.get(gateway) ?? new Map<string, UnknownCode>();
    this.#unknown.set(gateway, codes);
    const before = codes.get(code)?.rows;
    if (before === undefined && codes.size >= MOST_UNCLAIMED) return false;
    codes.set(code, { gateway, code, rows: (before ?? 0) + rows, sample });
    return true;
  }
}
