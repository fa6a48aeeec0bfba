/** What became of rows: of all, and which gateways have the most that were not taken. */
export interface OutcomeSums {
  readonly rows: number;
  /** Of each outcome but `accepted`: how many rows, of how many gateways. */
  readonly outcomes: readonly { readonly code: string; rows: number; gateways: number }[];
  readonly worst: readonly {
    readonly gateway: number;
    readonly accepted: number;
    readonly refused: number;
    readonly outcomes: Readonly<Record<string, number>>;
  }[];
}

/** Taken, yet worth a look; taken before; or counted as of an unknown tag already. */
const TAKEN = new Set(['accepted', 'outOfOrder', 'outOfRange', 'duplicate', 'unlisted']);

export function sumsOf(
  counts: readonly { readonly gateway: number; readonly outcome: string; readonly rows: number }[],
  most: number,
): OutcomeSums {
  const outcomes = new Map<string, { code: string; rows: number; gateways: number }>();
  let rows = 0;
  for (const { outcome: code, rows: some } of counts) {
    if (code === 'accepted') rows += some;
    else {
      const sum = outcomes.get(code) ?? { code, rows: 0, gateways: 0 };
      outcomes.set(code, { code, rows: sum.rows + some, gateways: sum.gateways + 1 });
    }
  }
  const worst = [...Map.groupBy(counts, ({ gateway }) => gateway)].map(([gateway, own]) => {
    const of = Object.fromEntries(own.map(({ outcome, rows: some }) => [outcome, some]));
    const refused = own.reduce((sum, one) => sum + (TAKEN.has(one.outcome) ? 0 : one.rows), 0);
    const { accepted = 0, ...others } = of;
    return { gateway, accepted, refused, outcomes: others };
  });
  return {
    rows,
    outcomes: [...outcomes.values()].sort((a, b) => b.rows - a.rows),
    worst: worst
      .filter((each) => Object.keys(each.outcomes).length > 0)
      .sort((a, b) => b.refused - a.refused || a.gateway - b.gateway)
      .slice(0, most),
  };
}
