/** Rows that are kept, yet are not judged like any other. */
export interface Beside {
  readonly gateway: number;
  readonly outcome: 'outOfOrder' | 'outOfRange';
  readonly rows: number;
}

/** Counts them by gateway until they are taken. */
export class BesideRows {
  #counted = new Map<string, Beside>();

  add(gateway: number, outcome: Beside['outcome'], rows: number): void {
    if (rows === 0) return;
    const key = `${gateway}/${outcome}`;
    const before = this.#counted.get(key)?.rows ?? 0;
    this.#counted.set(key, { gateway, outcome, rows: before + rows });
  }

  take(): readonly Beside[] {
    const counted = [...this.#counted.values()];
    this.#counted = new Map();
    return counted;
  }
}
