import { useEffect, useState } from 'react';
import type { Page } from '../../kernel/endpoint.ts';

export interface Chosen<R> {
  /** The chosen rows by their key: those of pages that are not shown as well. */
  readonly rows: ReadonlyMap<string, R>;
  readonly choose: (keys: ReadonlySet<string>) => void;
  /** Chooses what the filter leaves, in the order of the list, up to the limit. */
  readonly chooseAll: () => Promise<void>;
}

/** Rows of a list page by page until there are enough, or no more. */
export async function firstRows<R>(
  ask: (after: string | null) => Promise<Page<R>>,
  most: number,
): Promise<R[]> {
  const rows: R[] = [];
  let after: string | null = null;
  do {
    const page: Page<R> = await ask(after);
    rows.push(...page.rows);
    after = page.next;
  } while (after !== null && rows.length < most);
  return rows.slice(0, most);
}

/** The chosen ones among rows that are known, the first `most` of them. */
export function keptOf<R>(
  keys: ReadonlySet<string>,
  known: ReadonlyMap<string, R>,
  most: number,
): Map<string, R> {
  const kept = new Map<string, R>();
  for (const key of keys) {
    const row = known.get(key);
    if (row !== undefined && kept.size < most) kept.set(key, row);
  }
  return kept;
}

/**
 * Rows chosen in a list, `most` of them: what is done with them takes no more. Another filter (`of`)
 * begins anew, so that nothing is chosen that nobody sees.
 */
export function useChosen<R>(list: {
  readonly rows: readonly R[];
  readonly rowKey: (row: R) => string;
  readonly most: number;
  readonly of: string;
  readonly ask: (after: string | null) => Promise<Page<R>>;
}): Chosen<R> {
  const { rows, rowKey, most, of, ask } = list;
  const [chosen, keep] = useState<ReadonlyMap<string, R>>(new Map());
  // biome-ignore lint/correctness/useExhaustiveDependencies: another filter is what begins anew
  useEffect(() => keep(new Map()), [of]);
  const byKey = (all: readonly R[]) => all.map((row) => [rowKey(row), row] as const);
  return {
    rows: chosen,
    choose: (keys) => keep(keptOf(keys, new Map([...chosen, ...byKey(rows)]), most)),
    chooseAll: async () => keep(new Map(byKey(await firstRows(ask, most)))),
  };
}
