import { useNumber } from '../../../ui/number-card.tsx';

/** The page of a metric with the rows behind a number: where, and only those against or all. */
export function rowsOf(of: {
  readonly metric: string;
  readonly division?: string | null | undefined;
  readonly bad?: boolean;
}): string {
  const query = new URLSearchParams({
    ...(of.division ? { division: of.division } : {}),
    ...(of.bad ? { bad: 'true' } : {}),
  });
  return `/metrics/${of.metric}${query.size > 0 ? `?${query}` : ''}#rows`;
}

interface Valued {
  readonly unit: 'share' | 'count';
  readonly value: number | null;
}

/** A metric's value as people read it: 87.5%, or a count. */
export function useMetricValue(): (metric: Valued) => string {
  const number = useNumber();
  return ({ unit, value }) => {
    if (value === null) return '—';
    return unit === 'count' ? number(value) : `${number(value * 100, 1)}%`;
  };
}
