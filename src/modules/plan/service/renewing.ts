import { must } from '../../../kernel/result.ts';
import type { PoolClient } from '../../../platform/db/transaction.ts';
import { together } from '../../../platform/db/transaction.ts';
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
  const concerned = [...concernedBy(leads, refreshed.marks)];
  const due = await refreshed.walk.each(concerned, async ([renewal, own]): Promise<Due[]> => {
    const touched = await touchedBy(renewal, own, refreshed);
    if (touched?.size === 0) return [];
    const periods = await touchedPeriods(renewal.ofPeriods, own, refreshed);
    return [{ renewal, subjects: touched && [...touched], periods }];
  });
  return due.flat();
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
  const worth = await worthwhile(client, compiled, now);
  await together(client, worth, async ({ renewal, subjects, periods }) => {
    if (await renew(client, renewal, subjects, periods)) numbers.push(renewal.no);
  });
  if (waiting.length > 0) await addStale(client, waiting);
  return [...numbers, ...waiting.map(({ no }) => no)];
}

async function worthwhile(
  client: PoolClient,
  { narrowings }: Compiled,
  touched: readonly Pairs[],
): Promise<Pairs[]> {
  const groups = [...Map.groupBy(touched, ({ renewal }) => renewal.entity)];
  const left = await together(client, groups, ([entity, own]) =>
    narrowed(client, must(narrowings.get(entity), `clauses of '${entity}' are narrowed`), own),
  );
  return left.flat();
}
