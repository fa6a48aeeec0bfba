import type { ReactNode } from 'react';

export interface Column<R> {
  readonly key: string;
  readonly title: string;
  readonly cell: (row: R) => ReactNode;
  /** In pixels; the rest is shared. */
  readonly width?: number;
  /** Stays at the left and cannot be hidden: division, enterprise, credit code. */
  readonly fixed?: true;
  /** Hidden until chosen. */
  readonly hidden?: true;
  /** The server's name of this order; absent: cannot be sorted by. */
  readonly sort?: string;
  readonly align?: 'right';
}

/** The columns to show: the fixed ones first, then the chosen ones in their own order. */
export function shownColumns<R>(
  columns: readonly Column<R>[],
  chosen: readonly string[] | null,
): readonly Column<R>[] {
  const fixed = columns.filter((column) => column.fixed);
  const others = columns.filter((column) => !column.fixed);
  const shown =
    chosen === null
      ? others.filter((column) => !column.hidden)
      : others.filter(({ key }) => chosen.includes(key));
  return [...fixed, ...shown];
}

/** How a ledger is ordered: one of the server's orders, of which the first is the usual one. */
export interface Sorting {
  readonly orders: readonly string[];
  readonly value: string;
  readonly choose: (sort: string | null) => void;
}

/** The order that an address names, else the usual one. */
export const orderIn = <S extends string>(
  orders: readonly [S, ...S[]],
  named: string | undefined,
): S => orders.find((order) => order === named) ?? orders[0];

/**
 * The order after a click on a heading: by it, the other way, as usual (null). `name` is up,
 * `-name` down; only what the server knows, in its order.
 */
export function nextSort(orders: readonly string[], current: string, name: string): string | null {
  const own = orders.filter((order) => order === name || order === `-${name}`);
  const next = own[own.indexOf(current) + 1] ?? null;
  return next === orders[0] ? null : next;
}

export function sortOf(current: string, name: string): 'ascending' | 'descending' | 'none' {
  if (current === name) return 'ascending';
  return current === `-${name}` ? 'descending' : 'none';
}

/** Where each fixed column begins, from the left; `lead` is what stands before them. */
export function leftOf<R>(
  columns: readonly Column<R>[],
  lead: number,
): ReadonlyMap<string, number> {
  const left = new Map<string, number>();
  let at = lead;
  for (const { key, fixed, width } of columns) {
    if (!fixed || width === undefined) break;
    left.set(key, at);
    at += width;
  }
  return left;
}

const keyOf = (name: string): string => `zhiben.columns.${name}`;

/** The columns that were chosen for a ledger in this browser; null: the usual ones. */
export function keptColumns(name: string): readonly string[] | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(name)) ?? 'null');
    return Array.isArray(kept) ? kept.filter((key) => typeof key === 'string') : null;
  } catch {
    return null;
  }
}

export function keepColumns(name: string, chosen: readonly string[] | null): void {
  try {
    if (chosen === null) localStorage.removeItem(keyOf(name));
    else localStorage.setItem(keyOf(name), JSON.stringify(chosen));
  } catch {
    // A browser that keeps nothing shows the usual columns next time.
  }
}
