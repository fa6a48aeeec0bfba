import type { Counted, Lift, Loss, MetricDefinition, Standing } from '../model.ts';
import { metricValue } from './metrics.ts';

/**
 * Points and ranks of divisions (排名). Of 100 points an indicator's weight is lost in proportion to
 * its bad rows; one without data counts for nothing, and the others take its share.
 */

type Metric = Pick<
  MetricDefinition,
  'id' | 'unit' | 'better' | 'weight' | 'perCase' | 'improvable'
>;

/** Counts of a division by metric. */
export type CountsOf = ReadonlyMap<string, Counted>;

const NONE: Counted = { total: 0, bad: 0 };

export function lossOf(metric: Metric, counted: Counted): Loss {
  const value = metricValue(metric, counted);
  const { weight } = metric;
  return { metric: metric.id, ...counted, value, weight, lost: lostOf(metric, counted) };
}

function lostOf({ unit, weight, perCase = 0 }: Metric, { total, bad }: Counted): number | null {
  if (unit === 'count') return Math.min(weight, perCase * bad);
  return total === 0 ? null : (weight * bad) / total;
}

/** Points as they are published: two decimals, of the weights that have data. */
export function scoreOf(losses: readonly Loss[]): number | null {
  const exact = exactScore(losses);
  return exact === null ? null : published(exact);
}

const published = (score: number): number => Math.round(score * 100) / 100;

function exactScore(losses: readonly Loss[]): number | null {
  const known = losses.filter(({ lost, total }) => lost !== null && total > 0);
  if (known.length === 0) return null;
  const counted = losses.filter(({ lost }) => lost !== null);
  const weights = counted.reduce((sum, { weight }) => sum + weight, 0);
  const lost = counted.reduce((sum, loss) => sum + (loss.lost ?? 0), 0);
  return (100 * (weights - lost)) / weights;
}

/** Rank by points, best first; equal points share a rank, and the next one is left out. */
export function rankOf(score: number | null, all: readonly (number | null)[]): number | null {
  if (score === null) return null;
  return 1 + all.filter((other) => other !== null && other > score).length;
}

export function standings(
  metrics: readonly Metric[],
  counts: ReadonlyMap<string, CountsOf>,
): Standing[] {
  const judged = [...counts].map(([division, own]) => {
    const losses = metrics.map((metric) => lossOf(metric, own.get(metric.id) ?? NONE));
    return { division, losses, score: scoreOf(losses) };
  });
  const scores = judged.map(({ score }) => score);
  return judged
    .map((each) => ({ ...each, rank: rankOf(each.score, scores) }))
    .sort(
      (a, b) =>
        (a.rank ?? Number.MAX_SAFE_INTEGER) - (b.rank ?? Number.MAX_SAFE_INTEGER) ||
        (a.division < b.division ? -1 : 1),
    );
}

/** Losses after so many bad rows of some metrics were made good. */
export function mended(
  metrics: readonly Metric[],
  losses: readonly Loss[],
  done: ReadonlyMap<string, number>,
): Loss[] {
  return losses.map((loss) => {
    const metric = metrics.find(({ id }) => id === loss.metric);
    const items = done.get(loss.metric) ?? 0;
    if (!metric || items === 0) return loss;
    return lossOf(metric, { total: loss.total, bad: Math.max(0, loss.bad - items) });
  });
}

const MOST_ITEMS = 20;

/**
 * What would lift a division's rank: the fewest bad rows for each rank that can be reached with at
 * most twenty. Every bad row of an indicator costs the same, so that the dearest come first.
 */
export function liftsOf(
  metrics: readonly Metric[],
  own: Standing,
  others: readonly (number | null)[],
): Lift[] {
  const { rank, losses } = own;
  if (rank === null) return [];
  const lifts: Lift[] = [];
  let best = rank;
  const done = new Map<string, number>();
  for (const [index, metric] of dearest(metrics, losses).entries()) {
    done.set(metric, (done.get(metric) ?? 0) + 1);
    const score = scoreOf(mended(metrics, losses, done));
    const reached = rankOf(score, others);
    if (score === null || reached === null || reached >= best) continue;
    best = reached;
    const of = [...done].map(([id, items]) => ({ metric: id, items }));
    lifts.push({ items: index + 1, from: rank, to: reached, score, of });
  }
  return lifts;
}

/** The metrics of the bad rows worth mending, one entry a row, the dearest first. */
function dearest(metrics: readonly Metric[], losses: readonly Loss[]): string[] {
  const worth = losses.flatMap(({ metric: id, total, bad, weight }) => {
    const metric = metrics.find((each) => each.id === id);
    if (!metric?.improvable || metric.unit !== 'share' || bad === 0 || total === 0) return [];
    return [{ id, gain: weight / total, bad }];
  });
  worth.sort((a, b) => b.gain - a.gain || (a.id < b.id ? -1 : 1));
  return worth
    .flatMap(({ id, bad }) => Array.from({ length: Math.min(bad, MOST_ITEMS) }, () => id))
    .slice(0, MOST_ITEMS);
}
