import type { Filters } from '../../../ui/ledger/filters.ts';
import { majorStates } from '../model.ts';

export const MAJOR_FILTERS = [
  ...(['division', 'state', 'industry', 'item', 'nature', 'cause'] as const),
  ...(['foundMonth', 'closedMonth', 'openMonth', 'enterprise'] as const),
] as const;
export type MajorFilter = (typeof MAJOR_FILTERS)[number];

/** What narrows the figures, too, not the rows alone. */
export const FACETS = ['division', 'industry', 'item', 'nature', 'cause'] as const;

/** What a figure takes back besides: it was counted without. */
export const BESIDE = {
  ...{ state: null, foundMonth: null, closedMonth: null, openMonth: null, enterprise: null },
} as const;

/** The filters of an address as the list takes them. */
export function majorQuery({ state, ...others }: Filters<MajorFilter>) {
  const known = majorStates.find((each) => each === state);
  return { ...others, ...(known === undefined ? {} : { state: known }) };
}
