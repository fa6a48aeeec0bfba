/** Readings a batch at most: more are sent in several. */
export const MOST_ROWS = 20_000;
