/** A reference that is followed: the attribute of a type that names the next record. */
export interface Hop {
  readonly type: string;
  readonly attr: string;
}

/** An attribute that is read, and the references that lead to its record. */
export interface Read extends Hop {
  readonly via: readonly Hop[];
  /** The way begins at the scope's row or at a record named from outside; or it counts for all. */
  readonly from: 'row' | 'outside' | 'everywhere';
}

export type Way = Pick<Read, 'via' | 'from'>;

const OUTSIDE: Way = { via: [], from: 'outside' };

/** What a scope reads, so that a changed record leads to the rows that it concerns. */
export class ReadLog {
  readonly #ways = new Map<string, Way>();
  readonly #reads = new Map<string, Read>();

  constructor(row: string) {
    this.#ways.set(row, { via: [], from: 'row' });
  }

  /** The alias stands for the record that a value reached in this way names. */
  reach(alias: string, way: Way | undefined): void {
    this.#ways.set(alias, way ?? OUTSIDE);
  }

  wayTo(alias: string): Way {
    return this.#ways.get(alias) ?? OUTSIDE;
  }

  /** Gives the way to the record that the value of the attribute names. */
  note(alias: string, type: string, attr: string): Way {
    const way = this.wayTo(alias);
    this.noteAlong(way, type, attr);
    return { via: [...way.via, { type, attr }], from: way.from };
  }

  noteAlong({ via, from }: Way, type: string, attr: string): void {
    this.#reads.set(JSON.stringify([from, via, type, attr]), { type, attr, via, from });
  }

  get reads(): readonly Read[] {
    return [...this.#reads.values()];
  }
}
