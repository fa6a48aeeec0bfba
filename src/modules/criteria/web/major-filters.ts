import type { Filters } from '../../../ui/ledger/filters.ts';
import { majorStates } from '../model.ts';

export const MAJOR_FILTERS = [
  ...(['division', 'state', 'industry', 'item', 'nature', 'cause'] as const),
  ...(['foundMonth', 'closedMonth', 'enterprise'] as const),
] as const;
export type MajorFilter = (typeof MAJOR_FILTERS)[number];

/** The filters of an address as the list takes them. */
export function majorQuery({ state, ...others }: Filters<MajorFilter>) {
  const known = majorStates.find((each) => each === state);
  return { ...others, ...(known === undefined ? {} : { state: known }) };
}
