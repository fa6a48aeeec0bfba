/** What scrolls or moves by keys is reached by keyboard, though it is no control. */
export const reachable = { tabIndex: 0 } as const;
