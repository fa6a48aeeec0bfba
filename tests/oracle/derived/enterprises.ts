import { addDays, dayAt } from '../../../src/kernel/calendar.ts';
import type { Rec, State } from '../state.ts';
import { lastEnded } from './divisions.ts';
import { datedInside, naming } from './records.ts';
import { NOTHING, type Rule } from './rule.ts';

/** Records of the enterprise, of the kinds that the rule names. */
function own(type: string, kinds?: readonly string[]) {
  return (enterprise: Rec, state: State): Rec[] =>
    naming(state, type, 'enterprise', enterprise.id).filter(
      (record) => !kinds || kinds.includes(state.string(record, 'kind') ?? ''),
    );
}

type Source = (enterprise: Rec, state: State) => Rec[];

/** Computed over the records; without any the stated value stands. */
function over(source: Source, compute: (records: Rec[], state: State, enterprise: Rec) => unknown) {
  const rule: Rule = {
    compute: (enterprise, state) => {
      const records = source(enterprise, state);
      if (records.length === 0) return NOTHING;
      const value = compute(records, state, enterprise);
      if (typeof value === 'number' && Number.isFinite(value)) return value;
      return typeof value === 'string' || typeof value === 'boolean' ? value : undefined;
    },
  };
  return rule;
}

const is = (state: State, attribute: string, value: string | boolean) => (record: Rec) =>
  state.value(record, attribute) === value;

/** Infinite, that is no value, when no record has one. */
const numbers = (records: readonly Rec[], state: State, attribute: string): number[] =>
  records.flatMap((record) => state.number(record, attribute) ?? []);

function latestValue(records: readonly Rec[], state: State, attribute: string) {
  const latest = state.latest(records);
  return latest && state.value(latest, attribute);
}

const openMajor = (records: readonly Rec[], state: State): Rec[] =>
  records.filter(is(state, 'major', true)).filter(is(state, 'open', true));

/** TRADE-5.4 asks it of these every month; TRADE-5.3 of all other trade enterprises every quarter. */
const MONTHLY = [
  'metalSmelting',
  'deepWellCasting',
  'dustExplosive',
  'keyDustExplosive',
  'ammoniaRefrigeration',
];

const noSelfCheck: Rule['compute'] = (enterprise, state) => {
  if (!state.list(enterprise, 'industry').includes('trade')) return NOTHING;
  const inspections = own('selfInspection')(enterprise, state);
  const stated = enterprise.stated.get('noSelfCheck');
  if (inspections.length === 0 && stated !== undefined) return stated;
  const monthly = state
    .list(enterprise, 'tradeFeatures')
    .some((feature) => MONTHLY.includes(feature));
  const period = lastEnded({ months: monthly ? 1 : 3, days: 0, ms: 0 }, state.today);
  if (!period || dayAt(enterprise.firstAt) > period.end) return false;
  return !inspections.some(
    (inspection) =>
      datedInside(state, inspection, period.start, period.end) &&
      state.string(inspection, 'leaderRole') === 'principal',
  );
};

const siloClearing: Rule['compute'] = (enterprise, state) => {
  const upgrades = own('upgrade', ['mechanised-silo-clearing'])(enterprise, state);
  const accepted = upgrades.flatMap((upgrade) => state.day(upgrade, 'acceptedOn') ?? []);
  if (accepted.length === 0) return NOTHING;
  const last = Math.max(...accepted);
  const manualLater = own('permit', ['manual-silo-clearing'])(enterprise, state).some(
    (permit) => (state.day(permit, 'startedAt') ?? -Infinity) > last,
  );
  return manualLater ? 'manual' : 'mechanised';
};

const longStanding = (records: Rec[], state: State, enterprise: Rec): boolean => {
  const division = state.divisionOf(enterprise);
  const days = state.world.parameters.valueFor('hazards.longStanding.days', division);
  if (typeof days !== 'number') return false;
  return openMajor(records, state).some((hazard) => {
    const found = state.day(hazard, 'foundOn');
    return found !== undefined && addDays(found, days) <= state.today;
  });
};

const recordComplete: Rule['compute'] = (enterprise, state) =>
  state.world
    .typeOf('enterprise')
    .attributes.filter((attribute) => attribute.required && attribute.name !== 'recordComplete')
    .every((attribute) => state.value(enterprise, attribute.name) !== undefined);

const LICENCES = ['hazchem-production', 'safety-production'];

export const enterpriseRules = (): Record<string, Rule> => ({
  'enterprise.reactionHazardLevel': over(own('riskAssessment', ['reaction-safety']), (all, s) =>
    Math.max(...numbers(all, s, 'hazardLevel')),
  ),
  'enterprise.majorHazard': over(own('facility'), (all, s) => all.some(is(s, 'majorHazard', true))),
  'enterprise.majorHazardLevel': over(own('facility'), (all, s) =>
    Math.min(...numbers(all.filter(is(s, 'majorHazard', true)), s, 'majorHazardLevel')),
  ),
  'enterprise.gradeColour': over(own('gradeAssessment', ['confirmed']), (all, s) =>
    latestValue(all, s, 'colour'),
  ),
  'enterprise.riskLevel': over(own('gradeAssessment', ['trade-risk']), (all, s) =>
    latestValue(all, s, 'level'),
  ),
  'enterprise.standardisationLevel': over(own('standardisationGrade'), (all, s) => {
    const awarded = all.filter(is(s, 'status', 'awarded')).filter((record) => s.inForce(record));
    return Math.min(...numbers(awarded, s, 'level'));
  }),
  'enterprise.licenceIssuedOn': over(own('licence', LICENCES), (all, s) =>
    latestValue(all.filter(is(s, 'decision', 'granted')), s, 'decidedOn'),
  ),
  'enterprise.stationed': over(own('assignment', ['stationed-supervisor']), (all, s) =>
    all.some((record) => s.inForce(record)),
  ),
  'enterprise.agedInstallationCount': over(
    own('facility', ['installation']),
    (all, s) => all.filter(is(s, 'aged', true)).length,
  ),
  'enterprise.highRiskWorkplaceCount': over(
    own('facility'),
    (all, s) => all.filter(is(s, 'highRiskWorkplace', true)).length,
  ),
  'enterprise.catalogueEquipmentInUse': over(
    own('equipment'),
    (all, s) =>
      all.filter(
        (record) =>
          s.value(record, 'catalogueItem') !== undefined &&
          ['running', 'standby'].includes(s.string(record, 'state') ?? ''),
      ).length,
  ),
  'enterprise.openMajorHazards': over(own('hazard'), (all, s) => openMajor(all, s).length),
  'enterprise.longStandingMajorHazard': over(own('hazard'), longStanding),
  'enterprise.noSelfCheck': { compute: noSelfCheck },
  'enterprise.refusedRectification': over(own('hazard'), (all, s) =>
    all.filter(is(s, 'open', true)).some(is(s, 'refused', true)),
  ),
  'enterprise.commitmentBroken': over(own('commitment'), (all, s) =>
    all.some(is(s, 'broken', true)),
  ),
  'enterprise.siloClearing': { compute: siloClearing },
  'enterprise.recordComplete': { compute: recordComplete },
});
