import type { RecordRow } from './condition.ts';
import { type Facts, holds, readBy } from './condition.ts';
import { deviceDetectors } from './detect-devices.ts';
import { peopleDetectors } from './detect-people.ts';
import { plantDetectors } from './detect-plant.ts';
import { workDetectors } from './detect-work.ts';
import type { Detector } from './detector.ts';

/** Every detector; which of them speak of an item. */
export const detectors: readonly Detector[] = [
  ...peopleDetectors,
  ...workDetectors,
  ...plantDetectors,
  ...deviceDetectors,
];

/** The item of an id that may be a part's. */
export const itemIdOf = (id: string): string =>
  id.startsWith('HC17-') ? id.replace(/\.\d+$/, '') : id;

export function detectorsOf(item: string): readonly Detector[] {
  return detectors.filter(({ items }) => items.some((id) => itemIdOf(id) === item));
}

/** Parts of an item that a detector points to; empty: the item as a whole. */
export const partsOf = (detector: Detector, item: string): readonly string[] =>
  detector.items.filter((id) => id !== item && itemIdOf(id) === item);

/** Records of one enterprise that a detector takes for evidence; none: it suspects nothing. */
export function evidenceOf({ of, where }: Detector, facts: Facts): readonly RecordRow[] {
  return (facts.records.get(of) ?? []).filter((row) => holds(where, row, facts) === true);
}

/** Attributes that the detectors read or show, by record type. */
export function attributesRead(
  some: readonly Detector[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const read = new Map<string, Set<string>>();
  for (const { of, where, shows } of some) {
    readBy(where, of, read);
    read.set(of, new Set([...(read.get(of) ?? []), ...shows]));
  }
  return read;
}
