/**
 * Whose part live monitoring plays among the systems that the plans name: readings come in here on
 * their behalf. No edition says how a city's platform stands to the province's, so this is the
 * platform's own reading (docs/decisions/0021-facts-from-live.md).
 */
const byIndustry = [
  ['hazchem', 's-prov-hazchem'],
  ['trade', 's-trade-warn'],
] as const;

/** The system as which live monitoring warns an enterprise; null: the plans name none for it. */
export const systemOfAlarms = (industry: readonly string[]): string | null =>
  byIndustry.find(([code]) => industry.includes(code))?.[1] ?? null;
