import type { Asked } from './asked.ts';

type Values = Readonly<Record<string, string | null | undefined>>;

export function pathOf(path: string, values: Values): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) if (value) query.set(name, value);
  const text = query.toString();
  return text === '' ? path : `${path}?${text}`;
}

/** The page with the rows behind a number of the table. */
export function rowsPath(asked: Asked, measure: string, key: string | null, asOf?: string): string {
  const { topic, by, division, line, module, period } = asked;
  const timed = topic.filters.includes('period') && by !== 'month';
  return pathOf('/statistics/rows', {
    ...{ topic: topic.id, measure, by: asOf === undefined ? by : null, key },
    ...{ division, line, module, asOf },
    period: timed || topic.measures[0]?.key === 'total' ? period : null,
  });
}
