import type { Moment } from '../../../kernel/calendar.ts';
import { historyRetention } from '../../../law/standards/history-retention.ts';
import type { Pool } from '../../../platform/db/transaction.ts';
import { droppedBefore, monthOf, monthStart } from '../rules/months.ts';
import { dropHistory, droppedUntil } from '../store/merged.ts';
import { type Merged, mergeDays } from './merging.ts';

export interface TendOptions {
  readonly years: number;
  /** From when on somebody needs readings as evidence; null: nobody does. */
  readonly neededFrom: () => Promise<Moment | null>;
}

/** Merges what has ended, and drops what is past its time, unless somebody needs it. */
export async function tendHistory(
  owner: Pool,
  now: Moment,
  { years, neededFrom }: TendOptions,
): Promise<Merged> {
  const merged = await mergeDays(owner);
  const last = await droppedUntil(owner);
  const done = last === null ? 0 : monthOf(Date.parse(last));
  if (droppedBefore(now, years, null) > done) {
    const month = droppedBefore(now, years, await neededFrom());
    if (month > done) await dropHistory(owner, month, monthStart(month));
  }
  return merged;
}

/** The years that whoever runs the platform has set; fewer than the least are refused. */
export function yearsOf(environment: NodeJS.ProcessEnv): number {
  const text = environment.ZHIBEN_HISTORY_YEARS;
  if (text === undefined) return historyRetention.years;
  const { leastYears } = historyRetention;
  const years = Number(text);
  if (!Number.isInteger(years) || years < leastYears) {
    throw new Error(
      `ZHIBEN_HISTORY_YEARS应为不小于${leastYears}的整数 (a whole number, ${leastYears} at least): ${text}`,
    );
  }
  return years;
}
