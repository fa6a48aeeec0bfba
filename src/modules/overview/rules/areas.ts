import type { Counted, Division, DivisionCount } from '../model.ts';

/** Where numbers belong: divisions folded into those right below a node. */
export class Areas {
  readonly #byId: ReadonlyMap<string, Division>;

  constructor(divisions: readonly Division[]) {
    this.#byId = new Map(divisions.map((division) => [division.id, division]));
  }

  get(id: string): Division | null {
    return this.#byId.get(id) ?? null;
  }

  /** The division and those above it, nearest first. */
  chain(id: string | null): string[] {
    const chain: string[] = [];
    let at = id;
    while (at !== null && !chain.includes(at)) {
      chain.push(at);
      at = this.#byId.get(at)?.parent ?? null;
    }
    return chain;
  }

  isWithin(id: string | null, node: string): boolean {
    return this.chain(id).includes(node);
  }

  /** A division and all below it; null for null: everywhere. */
  under(node: string | null): string[] | null {
    if (node === null) return null;
    return [...this.#byId.keys()].filter((id) => this.isWithin(id, node));
  }

  /** Divisions right below a node that count in a ranking: a city's counties, a county's townships. */
  below(node: string): Division[] {
    const level = this.#byId.get(node)?.level === 'county' ? 'township' : 'county';
    return [...this.#byId.values()].filter((d) => d.parent === node && d.level === level);
  }

  /** Counts by division right below the node; what lies at the node itself stays out. */
  fold(node: string, counts: readonly DivisionCount[]): Map<string, Counted> {
    const folded = new Map<string, Counted>();
    for (const { division, total, bad } of counts) {
      const chain = this.chain(division);
      const child = chain[chain.indexOf(node) - 1];
      if (child === undefined) continue;
      const sum = folded.get(child) ?? { total: 0, bad: 0 };
      folded.set(child, { total: sum.total + total, bad: sum.bad + bad });
    }
    return folded;
  }

  /** The sum at a node and below; null: of all that the caller sees. */
  sum(node: string | null, counts: readonly DivisionCount[]): Counted {
    if (node === null) return sumOf(counts);
    return sumOf(counts.filter(({ division }) => this.isWithin(division, node)));
  }
}

/** All of it, what lies nowhere included. */
export function sumOf(counts: readonly DivisionCount[]): Counted {
  return {
    total: counts.reduce((sum, { total }) => sum + total, 0),
    bad: counts.reduce((sum, { bad }) => sum + bad, 0),
  };
}
