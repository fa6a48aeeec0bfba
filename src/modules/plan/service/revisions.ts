/**
 * Numbers that grow whenever a clause's duties may have changed, for whoever keeps what follows
 * from them. Told once the change is committed: who looks earlier would keep the old under the new.
 */
export class Revisions {
  readonly #renewed = new Map<number, number>();
  readonly #replaced = new Map<number, number>();
  #built = 1;

  of(no: number): number {
    return this.#renewed.get(no) ?? this.#built;
  }

  /** Grows with those changes only that were not written down row by row. */
  wholeOf(no: number): number {
    return this.#replaced.get(no) ?? this.#built;
  }

  /** Duties of some subjects; what came and went is written down. */
  renewed(numbers: Iterable<number>): void {
    for (const no of numbers) this.#renewed.set(no, this.of(no) + 1);
  }

  /** All duties of some clauses. */
  replaced(numbers: readonly number[]): void {
    this.renewed(numbers);
    for (const no of numbers) this.#replaced.set(no, this.wholeOf(no) + 1);
  }

  /** Every clause was computed anew. */
  rebuilt(): void {
    this.#built = Math.max(this.#built, ...this.#renewed.values()) + 1;
    this.#renewed.clear();
    this.#replaced.clear();
  }
}
