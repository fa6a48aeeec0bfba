import type { Role } from '../../../law/roles.ts';
import { roles as definitions } from '../../../law/roles.ts';
import type { Act, Hazard } from '../model.ts';
import { isMajor } from './conditions.ts';
import { ONWARD, OWN_SOURCES, table } from './table.ts';

/** Whose the next step is: the enterprise's, or the authority's of its county. */
export interface NextStep {
  readonly act: Act;
  readonly side: 'enterprise' | 'authority';
  /** Who there may take it, by the table. */
  readonly roles: readonly Role[];
}

/** Where several may act, whoever found it judges and assigns, and checks in the end. */
function sideOf(act: Act, hazard: Hazard): NextStep['side'] {
  if (act === 'control' || act === 'rectify') return 'enterprise';
  const outside = !OWN_SOURCES.includes(String(hazard.values.source));
  const checked = act === 'verify' || act === 'close';
  return outside || (checked && isMajor(hazard)) ? 'authority' : 'enterprise';
}

/** The step that leads a hazard onward from where it stands; null: it has come to its end. */
export function nextStep(hazard: Hazard): NextStep | null {
  const must = isMajor(hazard) || hazard.values.stopRequired === true;
  const fits = ONWARD.filter((act) => table[act].from.includes(hazard.stage));
  // Control comes first where it is asked for, and is left out where it is not.
  const act = fits.find((each) => each !== 'control' || must);
  if (act === undefined) return null;
  const side = sideOf(act, hazard);
  const roles = table[act].who.flatMap((who) => who.roles);
  return {
    act,
    side,
    roles: [...new Set(roles)].filter((role) => definitions[role].desk === side),
  };
}
