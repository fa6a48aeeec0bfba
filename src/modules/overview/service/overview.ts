import type { LiveCity } from '../../identity/index.ts';
import { DisputeService } from './disputes.ts';
import type { CityFigures } from './figures.ts';
import { Metrics } from './metrics.ts';
import { RankingService } from './ranking.ts';

/** What the routes of this slice work with, for the city that is open. */
export interface Overview {
  readonly city: LiveCity;
  readonly figures: CityFigures;
  readonly metrics: Metrics;
  readonly ranking: RankingService;
  readonly disputes: DisputeService;
}

export interface OverviewDeps {
  readonly city: () => LiveCity;
  readonly figures: () => CityFigures;
}

/** One keeper of counts for a city, as long as it is open. */
export function overviewOf({ city, figures }: OverviewDeps): () => Overview {
  let kept: Overview | null = null;
  return () => {
    const open = city();
    if (kept?.city === open) return kept;
    const counted = figures();
    const metrics = new Metrics(open, counted);
    const ranking = new RankingService(metrics);
    const disputes = new DisputeService(open, metrics);
    kept = { city: open, figures: counted, metrics, ranking, disputes };
    return kept;
  };
}
