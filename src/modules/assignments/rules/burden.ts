import type { Burden } from '../model.ts';

/** The middle one of a sorted list; of two, the higher: a burden is not made to look smaller. */
function median(sorted: readonly number[]): number {
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/**
 * The burden (基层负担) of a task: minutes for all objects and by addressee, beside the to-dos that
 * each has already.
 * @param owners the addressee of each object
 * @param open to-dos open at an addressee; none where it is not named
 */
export function burdenOf(
  owners: readonly string[],
  minutes: number,
  open: ReadonlyMap<string, number>,
): Burden {
  const counts = new Map<string, number>();
  for (const owner of owners) counts.set(owner, (counts.get(owner) ?? 0) + 1);
  const each = [...counts.values()].sort((a, b) => a - b);
  const waiting = [...counts.keys()].map((owner) => open.get(owner) ?? 0).sort((a, b) => a - b);
  return {
    objects: owners.length,
    addressees: counts.size,
    minutes: owners.length * minutes,
    usualMinutes: median(each) * minutes,
    mostMinutes: (each.at(-1) ?? 0) * minutes,
    usualOpen: median(waiting),
    mostOpen: waiting.at(-1) ?? 0,
  };
}
