import type { Rec, State } from '../state.ts';
import { NOTHING, type Rule } from './rule.ts';

/** attribute of the record that the first of the references leads to and that has a value. */
function of(references: readonly string[], attribute: string): Rule['compute'] {
  return (record: Rec, state: State) => {
    for (const reference of references) {
      const found = state.refer(record, reference);
      const value = found && state.value(found, attribute);
      if (value !== undefined) return value;
    }
    return NOTHING;
  };
}

const statedOr = (references: readonly string[], attribute: string): Rule => ({
  statedFirst: true,
  compute: of(references, attribute),
});

const lookup = (references: readonly string[], attribute: string): Rule => ({
  compute: of(references, attribute),
});

/** The division of the first record referred to, in the order of the attributes, that has one. */
const jurisdiction: Rule = {
  statedFirst: true,
  compute: (record, state) => {
    for (const attribute of state.world.typeOf(record.type).attributes) {
      if (!attribute.type.startsWith('ref:') || attribute.name === 'jurisdiction') continue;
      const found = state.refer(record, attribute.name);
      if (!found || ['jurisdiction', 'calendar'].includes(found.type)) continue;
      const division = state.divisionOf(found);
      if (division !== undefined) return division;
    }
    return NOTHING;
  },
};

const withJurisdiction = [
  ...['facility', 'equipment', 'process', 'person', 'project', 'assignment', 'commitment'],
  ...['appraisal', 'designation', 'designReview', 'standardisationGrade', 'gradeAssessment'],
  ...['riskItem', 'riskAssessment', 'selfInspection', 'hazard', 'upgrade', 'retirement'],
  ...['permit', 'contractorJob', 'video', 'positionReading', 'alarm', 'dataFeed', 'leakTest'],
  ...['maintenance', 'change', 'event', 'inspection', 'inspectionPlan', 'onlinePatrol'],
  ...['expertService', 'licence', 'licenceReview', 'penalty', 'case', 'lead', 'stationingVisit'],
  ...['training', 'exam', 'drill', 'report', 'reward', 'notice', 'publication', 'incident'],
  ...['incidentAnalysis', 'incentive', 'parkStatus', 'parkRiskAssessment', 'investment'],
  ...['resource', 'attestation', 'hazardStep', 'substance'],
  ...['riskEvent', 'controlMeasure', 'measureCheck', 'gateway', 'tag', 'maintenanceWindow'],
  'interlockBypass',
];

const enterpriseOf: Readonly<Record<string, readonly string[]>> = {
  equipment: ['facility'],
  substance: ['facility'],
  assignment: ['facility'],
  commitment: ['facility', 'person'],
  appraisal: ['person'],
  designReview: ['project', 'facility'],
  riskItem: ['facility'],
  riskEvent: ['riskItem', 'facility'],
  controlMeasure: ['riskItem', 'facility'],
  gateway: ['facility'],
  tag: ['gateway', 'facility'],
  riskAssessment: ['facility', 'project', 'process'],
  selfInspection: ['facility'],
  hazard: ['facility', 'equipment', 'permit', 'project'],
  hazardStep: ['hazard'],
  upgrade: ['facility', 'equipment', 'process', 'project'],
  retirement: ['facility', 'equipment'],
  permit: ['facility'],
  alarm: ['facility'],
  dataFeed: ['facility'],
  leakTest: ['equipment'],
  maintenance: ['equipment'],
  event: ['facility'],
  onlinePatrol: ['facility'],
  licenceReview: ['project'],
  training: ['person'],
  exam: ['person'],
  drill: ['facility'],
  resource: ['facility'],
};

const withEnterpriseIndustry = [
  ...['facility', 'person', 'standardisationGrade', 'hazard', 'inspection', 'onlinePatrol'],
  ...['expertService', 'penalty', 'training', 'drill', 'report'],
];

const withIndustry = ['project', 'inspectionPlan', 'case', 'drill', 'incident'];

export function lookupRules(): Record<string, Rule> {
  const rules: Record<string, Rule> = {
    'facility.park': statedOr(['enterprise'], 'park'),
    'incident.park': statedOr(['enterprise'], 'park'),
    'incidentAnalysis.industry': statedOr(['incident'], 'industry'),
    'person.enterpriseTags': lookup(['enterprise'], 'tags'),
    'person.enterpriseTradeFeatures': lookup(['enterprise'], 'tradeFeatures'),
    'equipment.facilityAged': lookup(['facility'], 'aged'),
    'hazard.facilityAged': lookup(['facility'], 'aged'),
    'positionReading.enterprise': lookup(['facility'], 'enterprise'),
    'positionReading.limit': statedOr(['facility'], 'headcountLimit'),
  };
  for (const type of withJurisdiction) rules[`${type}.jurisdiction`] = jurisdiction;
  for (const [type, references] of Object.entries(enterpriseOf)) {
    rules[`${type}.enterprise`] = statedOr(references, 'enterprise');
  }
  for (const type of withEnterpriseIndustry) {
    rules[`${type}.enterpriseIndustry`] = lookup(['enterprise'], 'industry');
  }
  for (const type of withIndustry) rules[`${type}.industry`] = statedOr(['enterprise'], 'industry');
  return rules;
}
