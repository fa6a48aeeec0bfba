import { useNumber } from '../../../ui/number-card.tsx';

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
