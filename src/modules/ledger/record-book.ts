import { KeyTable } from './key-table.ts';

/**
 * Keys of the records that an import met last; a record that is not in it may still stand in the
 * ledger. A table that is full takes the place of the older one, so what is used stays.
 */
export class RecordBook {
  readonly #types: ReadonlyMap<string, number>;
  #recent = new KeyTable();
  #older = new KeyTable();
  #complete: boolean;

  /** `complete`: the ledger has no records, so every one that comes is in the book. */
  constructor(types: ReadonlyMap<string, number>, complete: boolean) {
    this.#types = types;
    this.#complete = complete;
  }

  /** While true, a record that is not in the book is not in the ledger either. */
  get complete(): boolean {
    return this.#complete;
  }

  /** Somebody else may have added records. */
  doubt(): void {
    this.#complete = false;
  }

  /** The key of a record, or 0. */
  keyOf(type: string, id: string): number {
    const number = this.#types.get(type);
    if (number === undefined) return 0;
    const recent = this.#recent.get(number, id);
    if (recent > 0 || this.#older.size === 0) return recent;
    const older = this.#older.get(number, id);
    if (older > 0) this.#add(number, id, older);
    return older;
  }

  learn(type: string, id: string, key: number): void {
    const number = this.#types.get(type);
    if (number !== undefined && this.keyOf(type, id) === 0) this.#add(number, id, key);
  }

  #add(type: number, id: string, key: number): void {
    if (this.#recent.add(type, id, key)) return;
    const recycled = this.#older;
    if (recycled.size > 0) this.#complete = false;
    recycled.clear();
    this.#older = this.#recent;
    this.#recent = recycled;
    recycled.add(type, id, key);
  }
}
