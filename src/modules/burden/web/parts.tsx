import type { ReactElement } from 'react';
import { FilterBar } from '../../../ui/ledger/filter-bar.tsx';
import type { Filters } from '../../../ui/ledger/filters.ts';
import { useTexts } from '../../../ui/texts.ts';
import { periods } from '../model.ts';
import { burdenTexts } from './texts.ts';

export const FILTERS = ['months', 'division', 'form'] as const;
export type Filter = (typeof FILTERS)[number];
export type Choose = (change: Readonly<Partial<Record<Filter, string | null>>>) => void;

export const monthsIn = ({ months }: Filters<Filter>) =>
  periods.find((each) => each === months) ?? '3';

/** Which months are summed. */
export function Period(props: {
  readonly filters: Filters<Filter>;
  readonly choose: Choose;
}): ReactElement {
  const { filters, choose } = props;
  const say = useTexts(burdenTexts);
  const options = periods.map((value) => ({ value, label: say(`month${value}`) }));
  return (
    <FilterBar
      fields={[{ name: 'months', label: say('period'), kind: 'select', options }]}
      values={{ months: monthsIn(filters) }}
      onChange={choose}
    />
  );
}
