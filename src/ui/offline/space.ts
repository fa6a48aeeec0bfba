/** Below this a photograph may not find room. */
const LITTLE_BYTES = 50 * 1024 * 1024;
const MOST_PART = 0.9;

/** Is the device's room for this site nearly used up? A browser that does not tell has room. */
export function isNearlyFull({ usage = 0, quota = 0 }: StorageEstimate): boolean {
  if (quota <= 0) return false;
  return quota - usage < LITTLE_BYTES || usage / quota > MOST_PART;
}

export async function nearlyFull(): Promise<boolean> {
  try {
    return isNearlyFull(await navigator.storage.estimate());
  } catch {
    return false;
  }
}

/** Asks the browser not to clear what is kept here; it may refuse, and then says so. */
export async function keepForGood(): Promise<boolean> {
  try {
    return (await navigator.storage.persisted()) || (await navigator.storage.persist());
  } catch {
    return false;
  }
}
