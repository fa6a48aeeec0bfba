/** Statuses of a clause that call for somebody: what wall and workbench count, and the board lists. */
export const AT_RISK = ['missed', 'unmet', 'atRisk'] as const;
