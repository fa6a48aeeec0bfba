import { divisionRules } from './divisions.ts';
import { enterpriseRules } from './enterprises.ts';
import { hazardRules } from './hazards.ts';
import { lookupRules } from './lookups.ts';
import { otherRules } from './others.ts';
import { parkRules } from './parks.ts';
import { permitRules } from './permits.ts';
import type { Rule } from './rule.ts';

/** Every derived attribute of records.json. */
export const derivedRules: Readonly<Record<string, Rule>> = {
  ...lookupRules(),
  ...divisionRules(),
  ...parkRules(),
  ...enterpriseRules(),
  ...hazardRules(),
  ...permitRules(),
  ...otherRules(),
};
