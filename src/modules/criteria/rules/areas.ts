/** Divisions (区划) as of a day, and what lies below them. */

export interface Division {
  readonly id: string;
  readonly name: string;
  readonly level: string;
  readonly parent: string | null;
}

export class Areas {
  readonly #byId: ReadonlyMap<string, Division>;

  constructor(divisions: readonly Division[]) {
    this.#byId = new Map(divisions.map((division) => [division.id, division]));
  }

  get(id: string | null): Division | null {
    return id === null ? null : (this.#byId.get(id) ?? null);
  }

  /** The division and those above it, nearest first. */
  chain(id: string | null): string[] {
    const chain: string[] = [];
    for (let at = this.get(id); at && !chain.includes(at.id); at = this.get(at.parent)) {
      chain.push(at.id);
    }
    return chain;
  }

  /** A division and all below it; null for null: everywhere. */
  under(node: string | null): string[] | null {
    if (node === null) return null;
    return [...this.#byId.keys()].filter((id) => this.chain(id).includes(node));
  }

  /** Right below the node, that in which the division lies: a city's counties, a county's townships. */
  childAt(node: string, id: string | null): Division | null {
    const chain = this.chain(id);
    const at = chain.indexOf(node);
    return at < 1 ? null : this.get(chain[at - 1] ?? null);
  }

  /** The highest of some divisions. */
  highest(ids: readonly string[]): Division | null {
    const [first] = [...ids].sort((a, b) => this.chain(a).length - this.chain(b).length);
    return this.get(first ?? null);
  }
}
