import type {
  Attest,
  Combined,
  Follows,
  None,
  Occurs,
  Ratio,
  Requirement,
  State,
  Trend,
} from '../../../../law/plans/model.ts';

export type LeafRequirement = State | Occurs | None | Follows | Ratio | Trend | Attest;

/** What a requirement is made of, from left to right; a whole of form follows speaks by triggers. */
export function leavesOf(requirement: Requirement): LeafRequirement[] {
  if (requirement.form === 'follows') return [];
  return partsOf(requirement);
}

function partsOf(requirement: Requirement): LeafRequirement[] {
  return isCombined(requirement) ? requirement.of.flatMap(partsOf) : [requirement];
}

export function isCombined(requirement: Requirement): requirement is Combined {
  return requirement.form === 'all' || requirement.form === 'any';
}

/** The numbers of the parts, as the requirement's words give them: 1, 2, 2.1. */
export function numberOf(above: string, index: number): string {
  return above === '' ? String(index + 1) : `${above}.${index + 1}`;
}
