import type { Day } from '../../../kernel/calendar.ts';
import { formatDay } from '../../../kernel/calendar.ts';
import { must, ok, refuse } from '../../../kernel/result.ts';
import type { Caller } from '../../identity/index.ts';
import { coversAll } from '../rules/coverage.ts';
import { metricOf, ranked } from '../rules/metrics.ts';
import { rowAnswer } from './metric-answers.ts';
import type { Overview } from './overview.ts';
import type { Ranking } from './ranking.ts';

/** Losses and rows of a division lie open to whoever is set over all of it. */
export function isOpen(
  { metrics }: Overview,
  { keys }: Caller,
  { areas }: Ranking,
  division: string,
): boolean {
  // Rank and points of the city's counties are published.
  return division === metrics.root || coversAll(keys, areas.chain(division));
}

export async function rankingAnswer(
  at: Overview,
  caller: Caller,
  division: string | undefined,
  day: Day,
) {
  const node = division ?? at.metrics.root;
  const ranking = await at.ranking.rankingOn(node, day);
  if (!ranking || !isOpen(at, caller, ranking, node)) return refuse({ code: 'not-visible' });
  const { areas, before } = ranking;
  return ok({
    asOf: formatDay(day),
    before: formatDay(before),
    node: { division: node, name: ranking.node.name },
    indicators: ranked.map(({ id, name, weight }) => ({ id, name, weight })),
    rows: ranking.rows.map(({ losses, ...row }) => {
      const open = coversAll(caller.keys, areas.chain(row.division));
      return { ...row, open, losses: open ? [...losses] : null };
    }),
  });
}

export async function cardAnswer(at: Overview, caller: Caller, division: string, day: Day) {
  const card = await at.ranking.card(caller, division, day);
  if (!card) return refuse({ code: 'not-visible' });
  const { own, of, before, lifts, todo, trend } = card;
  const areas = await at.metrics.areasOn(day);
  const nameOf = (id: string) => must(metricOf(id), `metric '${id}'`).name;
  const losses = own.losses.map((loss) => {
    const { name, improvable } = must(metricOf(loss.metric), 'a ranked metric');
    return { ...loss, name, improvable };
  });
  return ok({
    asOf: formatDay(day),
    before: formatDay(before),
    ...{ division, name: own.name, of, rank: own.rank, score: own.score },
    beforeRank: own.before,
    losses: losses.sort((a, b) => (b.lost ?? -1) - (a.lost ?? -1)),
    lifts: lifts.map((lift) => ({
      ...lift,
      of: lift.of.map((each) => ({ ...each, name: nameOf(each.metric) })),
    })),
    todo: todo.map((row) => ({ ...rowAnswer(row, areas), metric: row.metric })),
    trend: trend.map(({ day: end, ...point }) => ({ day: formatDay(end), ...point })),
  });
}
