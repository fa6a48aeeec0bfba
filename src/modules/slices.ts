/** The written order of the slices: a slice knows the ones before it only. */
export const slices = ['ledger', 'records', 'installations', 'plan', 'demo'] as const;
