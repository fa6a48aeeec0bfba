import type { Day, Moment } from '../../../kernel/calendar.ts';
import { endOfDay, formatDay, formatMoment } from '../../../kernel/calendar.ts';
import { must } from '../../../kernel/result.ts';
import type { Caller } from '../../identity/index.ts';
import type { Counted } from '../model.ts';
import { sumOf } from '../rules/areas.ts';
import { AT_RISK } from '../rules/at-risk.ts';
import { coversAll } from '../rules/coverage.ts';
import { monthEnds } from '../rules/days.ts';
import { metricOf } from '../rules/metrics.ts';
import { nodeOf, withValue } from './metric-answers.ts';
import type { Overview } from './overview.ts';

/** The numbers of the wall, in the order in which they are looked at. */
const WALL = [
  'red-alarms',
  'major-hazard-overdue',
  'red-orange-firms',
  'overdue-duties',
  'fatal-accidents',
  'monitoring-online',
] as const;

const TREND = 'major-hazard-overdue';
const TREND_MONTHS = 11;

/** Numbers of a metric within the caller's scope, and where their rows are. */
export async function metricNumber({ metrics }: Overview, caller: Caller, id: string, day: Day) {
  const metric = must(metricOf(id), `metric '${id}'`);
  const counts = await metrics.counts(caller, metric, day);
  const { name, bad, unit, better } = metric;
  return {
    ...{ metric: id, name, badName: bad, unit, better },
    ...withValue(metric, sumOf(counts)),
    to: `/metrics/${id}?bad=true`,
  };
}

/** Clauses of both plans by how they stand, over the duties that the caller sees. */
export async function clauseStates({ figures, city }: Overview, caller: Caller, day: Day) {
  const { clauses } = await figures.at(caller, day);
  const plans = ['chem', 'trade'] as const;
  return plans.map((plan) => {
    const own = new Set(
      city.clauses.flatMap((clause) => (clause.plan === plan ? [clause.id] : [])),
    );
    const states: Record<string, number> = {};
    for (const { id, status } of clauses) {
      if (own.has(id)) states[status] = (states[status] ?? 0) + 1;
    }
    const atRisk = AT_RISK.reduce((sum, status) => sum + (states[status] ?? 0), 0);
    return { plan, all: own.size, atRisk, states };
  });
}

/** The wall (大屏): what a leader must see from afar, each number with the way to its rows. */
export async function cockpit(at: Overview, caller: Caller, day: Day) {
  const { metrics, city } = at;
  const areas = await metrics.areasOn(day);
  const node = nodeOf(caller, areas);
  const numbers = [];
  for (const id of WALL) numbers.push(await metricNumber(at, caller, id, day));
  const feeds = must(numbers.at(-1), 'the feeds');
  const ranking = must(await at.ranking.rankingOn(metrics.root, day), 'the counties are ranked');
  const now = Math.min(city.now(), endOfDay(day)) as Moment;
  return {
    asOf: formatDay(day),
    dataAsOf: formatMoment(now),
    node: node === null ? null : { division: node, name: areas.get(node)?.name ?? node },
    offline: feeds.total === 0 ? null : feeds.bad / feeds.total,
    numbers: numbers.slice(0, -1),
    clauses: await clauseStates(at, caller, day),
    counties: ranking.rows.map(({ division, name, rank, score, before, losses }) => {
      const open = coversAll(caller.keys, areas.chain(division));
      const [worst] = [...losses].sort((a, b) => (b.lost ?? 0) - (a.lost ?? 0));
      const shown = open && worst && (worst.lost ?? 0) > 0 ? metricOf(worst.metric) : null;
      return {
        ...{ division, name, rank, score, before: before.rank, open },
        worst: shown ? { metric: shown.id, name: shown.name } : null,
      };
    }),
    trend: await trendOf(at, caller, day),
  };
}

async function trendOf({ metrics }: Overview, caller: Caller, day: Day) {
  const metric = must(metricOf(TREND), 'the metric of the trend');
  const points: ({ day: string } & Counted & { value: number | null })[] = [];
  for (const end of monthEnds(day, TREND_MONTHS)) {
    const counts = await metrics.counts(caller, metric, end);
    points.push({ day: formatDay(end), ...withValue(metric, sumOf(counts)) });
  }
  return { metric: TREND, name: metric.bad, points };
}
