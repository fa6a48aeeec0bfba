import type { Day } from '../../../kernel/calendar.ts';
import type { Caller, LiveCity } from '../../identity/index.ts';
import { DisputeService } from './disputes.ts';
import type { CityFigures } from './figures.ts';
import { Metrics } from './metrics.ts';
import { RankingService } from './ranking.ts';
import { Revisions } from './revisions.ts';

/** To-dos of the caller's inbox, as the slice that keeps them counts: late, and due in so many days. */
export type InboxCounts = (
  caller: Caller,
  day: Day,
  within: number,
) => Promise<{ readonly late: number; readonly soon: number }>;

/** What the routes of this slice work with, for the city that is open. */
export interface Overview {
  readonly city: LiveCity;
  readonly figures: CityFigures;
  readonly metrics: Metrics;
  readonly revisions: Revisions;
  readonly ranking: RankingService;
  readonly disputes: DisputeService;
  readonly inbox: InboxCounts;
}

export interface OverviewDeps {
  readonly city: () => LiveCity;
  readonly figures: () => CityFigures;
  readonly inbox: InboxCounts;
}

const known = new WeakMap<CityFigures, Overview>();

/**
 * One keeper of counts for a city, as long as it is open: two of them would clear away each
 * other's. Slices that show the same numbers ask the same one.
 */
export function overviewOf({ city, figures, inbox }: OverviewDeps): () => Overview {
  return () => {
    const open = city();
    const counted = figures();
    const kept = known.get(counted);
    if (kept?.city === open) return kept;
    const revisions = new Revisions(open);
    const metrics = new Metrics(open, counted, revisions);
    const ranking = new RankingService(metrics);
    const disputes = new DisputeService(open, metrics);
    const made = { city: open, figures: counted, metrics, revisions, ranking, disputes, inbox };
    known.set(counted, made);
    return made;
  };
}
