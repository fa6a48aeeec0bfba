import type { Field } from '../model.ts';

/** What an installation states of itself, in the order of the page. */
export const STATED = [
  ...(['majorHazard', 'majorHazardLevel', 'majorHazardR', 'exposedPopulation'] as const),
];

/** What a line of the inventory shows. */
export const LINE = ['name', 'cas', 'quantity', 'hazardClass', 'mixture', 'tableRow', 'note'];

interface Computed {
  readonly isMajorHazard: boolean;
  readonly level: number | null;
}

/**
 * Does the stated level stand against the computed one? Null where nothing is computed, or where
 * nothing was stated of an installation that is none.
 */
export function agreement(
  stated: ReadonlyMap<string, Pick<Field, 'value' | 'origin'>>,
  computed: Computed | null,
): boolean | null {
  if (computed === null) return null;
  const level = stated.get('majorHazardLevel')?.value ?? null;
  const hazard = stated.get('majorHazard');
  const says = hazard?.value === true || level !== null;
  if (!computed.isMajorHazard) return says ? false : hazard?.origin === 'stated' ? true : null;
  return says && level === computed.level;
}
