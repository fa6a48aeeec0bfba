/**
 * The journal in parts (分区), each written and judged by one process at a time. Their number stands
 * for good: a gateway's readings stay in one part, in order.
 */
export const PARTS = 4;
/** Of the numbers of journal rows, and of pages of the state, that belong to one part. */
export const PART_ROWS = 2 ** 40;
export const PART_PAGES = 65_536;

/** Before the first row of a part. */
export const firstOf = (part: number): number => part * PART_ROWS;

/** By the gateway's id alone (FNV-1a), so that every process says the same. */
export function partOf(gateway: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < gateway.length; at += 1) {
    hash = Math.imul(hash ^ gateway.charCodeAt(at), 0x01000193);
  }
  return ((hash ^ (hash >>> 16)) >>> 0) % PARTS;
}
