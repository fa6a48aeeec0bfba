import type { Bilingual } from '../../../kernel/endpoint.ts';

/** What the records of enterprises say on a day about their safety promise (安全承诺). */
export interface PromiseFacts {
  readonly openMajor: number;
  readonly overdueMajor: number;
  readonly stopIgnored: number;
  readonly redAlarms: number;
  /** Announcements of that day. */
  readonly promisedToday: number;
}

export interface Obstacle {
  readonly id: 'overdue-major' | 'stop-ignored' | 'red-alarms';
  readonly name: Bilingual;
  readonly count: number;
  /** Where its rows are. */
  readonly to: string;
}

export interface PromiseState {
  readonly may: boolean;
  readonly said: Bilingual;
  /** Each with its number, also where it is none. */
  readonly obstacles: readonly Obstacle[];
}

const w = (zh: string, en: string): Bilingual => ({ zh, en });

/** Hazards of the ledger, of one enterprise where only one is meant. */
export const hazardsTo = (query: string, enterprise: string): string =>
  `/hazards?${query}&enterprise=${encodeURIComponent(enterprise)}`;

/**
 * May the enterprise promise today, and what stands against it: the one rule for its workbench and
 * for what the authority sees of it. Duties that are late are shown beside it; they bar no promise.
 */
export function promiseOf(facts: PromiseFacts, enterprise: string): PromiseState {
  const { overdueMajor, stopIgnored, redAlarms, promisedToday } = facts;
  const hazards = (query: string): string => hazardsTo(query, enterprise);
  const obstacles: Obstacle[] = [
    {
      ...{ id: 'overdue-major', name: w('逾期重大隐患', 'Overdue major hazards') },
      ...{ count: overdueMajor, to: hazards('show=overdue&weight=anyMajor') },
    },
    {
      ...{ id: 'stop-ignored', name: w('应停未停', 'Running despite a stop') },
      ...{ count: stopIgnored, to: hazards('show=runs') },
    },
    {
      ...{ id: 'red-alarms', name: w('未解除红色报警', 'Red alarms not cleared') },
      ...{ count: redAlarms, to: '/metrics/red-alarms?bad=true' },
    },
  ];
  if (obstacles.some(({ count }) => count > 0)) {
    const no = w(
      '今日不能作安全承诺：阻碍未清零',
      'may not promise today: something stands against it',
    );
    return { may: false, said: no, obstacles };
  }
  const said =
    promisedToday > 0
      ? w('今日可以作安全承诺，已公告', 'may promise today; announced')
      : w('今日可以作安全承诺，尚未公告', 'may promise today; not yet announced');
  return { may: true, said, obstacles };
}
