import type { ReactElement } from 'react';
import { useAsOf } from '../../../ui/as-of.tsx';
import { FilterBar } from '../../../ui/ledger/filter-bar.tsx';
import { useFilters } from '../../../ui/ledger/filters.ts';
import { useTexts } from '../../../ui/texts.ts';
import { pickOf } from '../../registry/web/index.ts';
import { qualityTexts } from './texts.ts';

const NAMES = ['division'] as const;

/** The division of the address, as the endpoints ask for it. */
export function useDivision(): { readonly division?: string } {
  const [values] = useFilters(NAMES);
  return values;
}

/** Narrows what has a division to one and all below it. */
export function DivisionFilter(): ReactElement {
  const say = useTexts(qualityTexts);
  const { asOf } = useAsOf();
  const [values, choose] = useFilters(NAMES);
  const pick = pickOf('jurisdiction', asOf);
  return (
    <FilterBar
      fields={[{ name: 'division', label: say('division'), kind: 'picker', pick }]}
      values={values}
      onChange={choose}
    />
  );
}
