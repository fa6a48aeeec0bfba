/** Entries (条目) of a standards file: the objects in its lists, as a table of the standard has rows. */
export interface Entries {
  readonly count: number;
  /** Entries and sections that are marked `recalled`: from practice or memory, not checked. */
  readonly recalled: number;
}

export function entriesOf(data: unknown): Entries {
  let count = 0;
  let recalled = 0;
  const walk = (value: unknown, inList: boolean): void => {
    if (typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) {
      for (const item of value) walk(item, true);
      return;
    }
    if (inList) count += 1;
    for (const [key, item] of Object.entries(value)) {
      if (isMark(key)) recalled += marks(item);
      else if (key !== 'source') walk(item, false);
    }
  };
  walk(data, false);
  return { count, recalled };
}

function isMark(key: string): boolean {
  return key === 'confidence' || key === 'confidenceDetail' || key.endsWith('Confidence');
}

/** A mark is one word for all of an entry, or one for each of its fields. */
function marks(value: unknown): number {
  if (typeof value === 'string') return value.startsWith('recalled') ? 1 : 0;
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce<number>((sum, each) => sum + marks(each), 0);
}
