import { must } from '../../../kernel/result.ts';
import type { PoolClient } from '../../../platform/db/transaction.ts';
import type { Refreshed } from '../../records/index.ts';
import type { Renewal } from '../store/duty-store.ts';
import { renew } from '../store/duty-store.ts';
import type { Pairs } from '../store/narrowing.ts';
import { narrowed } from '../store/narrowing.ts';
import { touchedPeriods } from '../store/periods.ts';
import { addStale } from '../store/stale.ts';
import { concernedBy, touchedBy } from '../store/touched.ts';
import type { Compiled } from './compiled.ts';
import { isWide } from './compiled.ts';

/** A clause with the subjects that facts touched; null: all of them. */
export interface Due {
  readonly renewal: Renewal;
  readonly subjects: readonly string[] | null;
  readonly periods: readonly string[] | null;
}

/** Which clauses' duties the facts may have changed. */
export async function dueAfter({ leads }: Compiled, refreshed: Refreshed): Promise<Due[]> {
  const due: Due[] = [];
  for (const [renewal, own] of concernedBy(leads, refreshed.marks)) {
    const touched = await touchedBy(renewal, own, refreshed);
    if (touched?.size === 0) continue;
    const periods = await touchedPeriods(renewal.ofPeriods, own, refreshed);
    due.push({ renewal, subjects: touched && [...touched], periods });
  }
  return due;
}

/** Renews them or leaves them to the next reader; gives the numbers of clauses that may differ. */
export async function renewDue(
  client: PoolClient,
  compiled: Compiled,
  due: readonly Due[],
): Promise<number[]> {
  const numbers: number[] = [];
  const waiting: { no: number; subjects: readonly string[] | null }[] = [];
  const now: Pairs[] = [];
  for (const { renewal, subjects, periods } of due) {
    if (subjects && !isWide(renewal, subjects)) now.push({ renewal, subjects, periods });
    else waiting.push({ no: renewal.no, subjects });
  }
  for (const { renewal, subjects, periods } of await worthwhile(client, compiled, now)) {
    if (await renew(client, renewal, subjects, periods)) numbers.push(renewal.no);
  }
  if (waiting.length > 0) await addStale(client, waiting);
  return [...numbers, ...waiting.map(({ no }) => no)];
}

async function worthwhile(
  client: PoolClient,
  { narrowings }: Compiled,
  touched: readonly Pairs[],
): Promise<Pairs[]> {
  const left: Pairs[] = [];
  for (const [entity, own] of Map.groupBy(touched, ({ renewal }) => renewal.entity)) {
    const narrowing = must(narrowings.get(entity), `clauses of '${entity}' are narrowed`);
    left.push(...(await narrowed(client, narrowing, own)));
  }
  return left;
}
