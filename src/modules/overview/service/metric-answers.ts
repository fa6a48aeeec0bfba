import type { Day } from '../../../kernel/calendar.ts';
import { formatDay } from '../../../kernel/calendar.ts';
import type { Caller } from '../../identity/index.ts';
import type {
  Counted,
  MetricAnswer,
  MetricDefinition,
  MetricRow,
  MetricRowAnswer,
} from '../model.ts';
import type { Areas } from '../rules/areas.ts';
import { monthEnds, TREND_MONTHS } from '../rules/days.ts';
import { dutyPath } from '../rules/duty-path.ts';
import { metrics as definitions, metricValue } from '../rules/metrics.ts';
import { rowsSql } from '../store/metric-rows.ts';
import type { Overview } from './overview.ts';

/** Answers of the metric endpoints, from the one place that counts. */

export function metricAnswer(metric: MetricDefinition, counted: Counted): MetricAnswer {
  const { source: _, perCase = null, clauses, bad: badName, ...rest } = metric;
  return { ...rest, badName, perCase, clauses: [...clauses], ...withValue(metric, counted) };
}

export function withValue(
  metric: MetricDefinition,
  { total, bad }: Counted,
): { total: number; bad: number; value: number | null } {
  return { total, bad, value: metricValue(metric, { total, bad }) };
}

export function rowAnswer(row: MetricRow, areas: Areas): MetricRowAnswer {
  const { enterprise, enterpriseName, division, subject, key, bad, due, clause, period } = row;
  const { triggerKey } = row;
  return {
    ...{ subject, key, bad, due, clause, period },
    duty: triggerKey === null ? null : dutyPath(subject, period, triggerKey),
    enterprise: enterprise === null ? null : { id: enterprise, name: enterpriseName },
    division:
      division === null ? null : { id: division, name: areas.get(division)?.name ?? division },
  };
}

/** The highest division that the caller is set over; null: he is set over none. */
export function nodeOf(caller: Caller, areas: Areas): string | null {
  const nodes = caller.grants.flatMap((g) => (g.nodeKind === 'division' ? [g.node] : []));
  const depth = (id: string): number => areas.chain(id).length;
  const [first = null] = nodes.sort((a, b) => depth(a) - depth(b) || (a < b ? -1 : 1));
  return first;
}

export async function allMetrics(
  { metrics }: Overview,
  caller: Caller,
  day: Day,
  division: string | null,
): Promise<MetricAnswer[]> {
  const areas = await metrics.areasOn(day);
  const answers: MetricAnswer[] = [];
  for (const metric of definitions) {
    const counts = await metrics.counts(caller, metric, day);
    answers.push(metricAnswer(metric, areas.sum(division, counts)));
  }
  return answers;
}

const WORST = 10;

export async function oneMetric(
  { metrics }: Overview,
  caller: Caller,
  metric: MetricDefinition,
  day: Day,
  division: string | null,
) {
  const areas = await metrics.areasOn(day);
  const at = division ?? nodeOf(caller, areas);
  const node = at === null ? null : areas.get(at);
  const now = await metrics.counts(caller, metric, day);
  const below = node === null ? [] : areas.below(node.id);
  const folded = node === null ? new Map<string, Counted>() : areas.fold(node.id, now);
  const trend: { day: string; total: number; bad: number; value: number | null }[] = [];
  for (const end of monthEnds(day, TREND_MONTHS)) {
    const counts = await metrics.counts(caller, metric, end);
    trend.push({ day: formatDay(end), ...withValue(metric, areas.sum(division, counts)) });
  }
  return {
    asOf: formatDay(day),
    metric: metricAnswer(metric, areas.sum(division, now)),
    query: rowsSql(metric),
    node: node && { division: node.id, name: node.name },
    below: below.flatMap(({ id, name }) => {
      const counted = folded.get(id);
      return counted ? [{ division: id, name, ...withValue(metric, counted) }] : [];
    }),
    trend,
    firms: await metrics.worst(caller, metric, day, division, WORST),
  };
}
