import type { Day } from '../../../kernel/calendar.ts';
import { formatDay } from '../../../kernel/calendar.ts';
import type { MetricDefinition } from '../../overview/index.ts';
import { metrics as definitions, metricValue, monthEnds } from '../../overview/index.ts';
import { monthsOf } from '../rules/periods.ts';
import type { Asked } from './asked.ts';
import { childrenOf } from './asked.ts';
import type { Body } from './cells.ts';
import { pathOf } from './links.ts';
import { plain } from './names.ts';

/** Indicators as ranking and cockpit have them: counts and values are theirs. */

interface Cell {
  readonly value: number | null;
  readonly link: string | null;
}

const linked = (metric: MetricDefinition, division: string | null, asOf?: string): string =>
  pathOf(`/metrics/${metric.id}`, { division, bad: 'true', asOf });

/** Each indicator is a column. */
export const metricColumns = definitions.map(({ id, name, unit }) => ({
  key: id,
  words: name,
  share: unit === 'share',
}));

function rowMade(key: string, name: Body['rows'][number]['name'], cells: readonly Cell[]) {
  return { key, name, values: cells.map((c) => c.value), links: cells.map((c) => c.link) };
}

async function cellsAt(asked: Asked, day: Day, asOf?: string): Promise<Cell[]> {
  const { at, caller, areas, division } = asked;
  const cells: Cell[] = [];
  for (const metric of definitions) {
    const counts = await at.metrics.counts(caller, metric, day);
    const value = metricValue(metric, areas.sum(division, counts));
    cells.push({ value, link: value === null ? null : linked(metric, division, asOf) });
  }
  return cells;
}

export async function metricTable(asked: Asked): Promise<Body> {
  if (asked.by === 'indicator') return byIndicator(asked);
  if (asked.by === 'month') {
    const rows = [];
    for (const day of monthEnds(asked.day, monthsOf(asked.period, asked.day).length - 1)) {
      const asOf = formatDay(day);
      rows.push(rowMade(asOf, plain(asOf), await cellsAt(asked, day, asOf)));
    }
    return { rows, total: null };
  }
  const { at, caller, day, areas, node } = asked;
  const { children } = childrenOf(asked);
  const folded: { metric: MetricDefinition; of: ReturnType<Asked['areas']['fold']> }[] = [];
  for (const metric of definitions) {
    folded.push({ metric, of: areas.fold(node, await at.metrics.counts(caller, metric, day)) });
  }
  const rows = children.map(({ id, name }) => {
    const cells = folded.map(({ metric, of }): Cell => {
      const counted = of.get(id) ?? { total: 0, bad: 0 };
      const value = metricValue(metric, counted);
      return { value, link: counted.total > 0 ? linked(metric, id) : null };
    });
    return rowMade(id, plain(name), cells);
  });
  const { values, links } = rowMade('', plain(''), await cellsAt(asked, day));
  return { rows, total: { values, links } };
}

/** Each indicator is a row, with what it counts. */
async function byIndicator({ at, caller, day, areas, division }: Asked): Promise<Body> {
  const rows = [];
  for (const metric of definitions) {
    const counted = areas.sum(division, await at.metrics.counts(caller, metric, day));
    const share = metric.unit === 'share' ? metricValue(metric, counted) : null;
    const link = (bad: string | null): string => pathOf(`/metrics/${metric.id}`, { division, bad });
    const cells: Cell[] = [
      { value: counted.total, link: counted.total > 0 ? link(null) : null },
      { value: counted.bad, link: counted.bad > 0 ? link('true') : null },
      { value: share, link: share === null ? null : link(null) },
    ];
    rows.push(rowMade(metric.id, metric.name, cells));
  }
  return { rows, total: null };
}
