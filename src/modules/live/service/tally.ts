import type { RefusedRows, UnknownTags } from '../rules/outcomes.ts';
import type { Counted, OutcomeCount, UnknownCode } from '../store/counts.ts';

/** What became of rows since it was last written down, by gateway. */
export class Tally {
  #counts = new Map<string, OutcomeCount>();
  #unknown = new Map<string, UnknownCode>();

  add(
    gateway: number,
    accepted: number,
    refused: readonly RefusedRows[],
    unknown: UnknownTags | null,
  ): void {
    if (accepted > 0) this.count(gateway, 'accepted', accepted);
    for (const { outcome, count } of refused) this.count(gateway, outcome, count);
    for (const [code, { rows, sample }] of unknown ?? []) {
      const key = `${gateway}/${code}`;
      const before = this.#unknown.get(key)?.rows ?? 0;
      this.#unknown.set(key, { gateway, code, rows: before + rows, sample });
    }
  }

  take(beside: readonly OutcomeCount[]): {
    readonly counts: readonly OutcomeCount[];
    readonly unknown: readonly UnknownCode[];
  } {
    for (const { gateway, outcome, rows } of beside) this.count(gateway, outcome, rows);
    const taken = { counts: [...this.#counts.values()], unknown: [...this.#unknown.values()] };
    this.#counts = new Map();
    this.#unknown = new Map();
    return taken;
  }

  /** What was taken could not be kept: it goes with the next. */
  giveBack({ counts, unknown }: Pick<Counted, 'counts' | 'unknown'>): void {
    for (const { gateway, outcome, rows } of counts) this.count(gateway, outcome, rows);
    for (const { gateway, code, ...of } of unknown) {
      this.add(gateway, 0, [], new Map([[code, of]]));
    }
  }

  count(gateway: number, outcome: string, rows: number): void {
    const key = `${gateway}/${outcome}`;
    const before = this.#counts.get(key)?.rows ?? 0;
    this.#counts.set(key, { gateway, outcome, rows: before + rows });
  }
}
