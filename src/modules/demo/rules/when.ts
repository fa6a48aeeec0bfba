import type { Profile } from './profile.ts';
import { has, is } from './profile.ts';

/** Which enterprises a row is for. */
export const chem = (e: Profile): boolean => is(e, 'chemical') || is(e, 'hazchem');
export const hazchem = (e: Profile): boolean => is(e, 'hazchem');
export const chemicalOnly = (e: Profile): boolean => is(e, 'chemical');
export const trade = (e: Profile): boolean => is(e, 'trade');
export const storage = (e: Profile): boolean => is(e, 'oilGasStorage');
export const extraction = (e: Profile): boolean => is(e, 'oilGasExtraction');
export const fireworks = (e: Profile): boolean => is(e, 'fireworksWholesale');
export const majorHazard = (e: Profile): boolean => e.variant.majorHazardLevel !== undefined;
export const process = (e: Profile): boolean => e.variant.process !== undefined;
export const complex = (e: Profile): boolean => e.chemical && e.variant.parts.length > 2;
export const feature =
  (...codes: readonly string[]) =>
  (e: Profile): boolean =>
    codes.some((code) => has(e, 'tradeFeatures', code));
export const part =
  (...keys: readonly string[]) =>
  (e: Profile): boolean =>
    keys.some((key) => e.variant.parts.includes(key));
export const watched = feature(
  'metalSmelting',
  'deepWellCasting',
  'dustExplosive',
  'ammoniaRefrigeration',
);
export const keyFeed = feature('deepWellCasting', 'keyDustExplosive');
export const guaranteed = (e: Profile): boolean =>
  e.variant.set.ownership === 'central' ||
  has(e, 'tags', 'backbone') ||
  has(e, 'tags', 'of-concern');

/** Chemical enterprises with the people for special operations. */
export const hazardous = (e: Profile): boolean => e.chemical && e.variant.parts.length > 1;

/** Sites that are major hazard installations: the tank farm, and at level 1 the unit as well. */
export const hazardSites = (e: Profile): readonly string[] =>
  e.variant.parts.filter(
    (key) =>
      majorHazard(e) &&
      (key === 'tankFarm' || (key === 'installation' && e.variant.majorHazardLevel === 1)),
  );

/** Trade enterprises that let a major hazard stand and check for form's sake. */
export const perfunctory = (e: Profile): boolean => !e.chemical && e.index % 83 === 7;

/** Under an order to stop, or due for one. */
export const unsound = (e: Profile): boolean =>
  e.rated.risk === 'prominent' || e.rated.staffQuality === 'poor';
