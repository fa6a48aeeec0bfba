import type { AttributeDefinition, RecordDefinition } from '../../../law/records/model.ts';
import type { Role } from '../../../law/roles.ts';

/**
 * Every field has one owner (一数一源): which roles may state an attribute in a form. Derived
 * attributes are nobody's. Scope stands beside it: where a role may do so, the database decides.
 */
const ENTERPRISE: readonly Role[] = ['principal', 'safetyManager'];
const BUREAU: readonly Role[] = ['bureau', 'office'];
/** The enterprise's own data, which the bureau keeps as well. */
const OWN: readonly Role[] = [...ENTERPRISE, ...BUREAU];
/** What a team does every day. */
const DAILY: readonly Role[] = [...OWN, 'teamLeader'];
/** Judgements of the authority. */
const OFFICIAL: readonly Role[] = BUREAU;
const ENFORCEMENT: readonly Role[] = [...BUREAU, 'officer'];
const PARK: readonly Role[] = [...BUREAU, 'park'];
/** Written by procedures of their own, or taken in from other systems: no form. */
const NONE: readonly Role[] = [];

interface TypeOwners {
  readonly owners: readonly Role[];
  /** Attributes that somebody else owns. */
  readonly attributes?: Readonly<Record<string, readonly Role[]>>;
}

const own = (owners: readonly Role[], attributes?: TypeOwners['attributes']): TypeOwners =>
  attributes ? { owners, attributes } : { owners };

const judged = (names: string): Readonly<Record<string, readonly Role[]>> =>
  Object.fromEntries(names.split(' ').map((name) => [name, OFFICIAL]));

/** What the loop of hazards states, step by step (src/modules/hazards/rules/seals.ts). */
const LOOP: TypeOwners['attributes'] = Object.fromEntries(
  [
    'major criterion class subclass cause responsible measures funds contingencyPlan rectificationLead',
    'rectificationLeadRole dueOn stopRequired interimMeasures stopScope stoppedOn rectifiedOn handling',
    'extendedUntil escalatedTo refused supervisedBy verifiedOn verifiedBy closedOn recheckedOn handledOn',
    'judgedOn assignedOn controlledOn dismissedOn extendedTimes returnedTimes reopenedTimes documents',
  ]
    .flatMap((names) => names.split(' '))
    .map((name) => [name, NONE]),
);

/** What follows from the graded events of a risk point, and from its reviews (src/modules/risk). */
const GRADED: TypeOwners['attributes'] = Object.fromEntries(
  ['level', 'riskAssessment', 'reviewedOn', 'reviewDueOn'].map((name) => [name, NONE]),
);

/** Limits of a tag are tried, changed and taken back on the page of its rule (src/modules/live). */
const LIMITS: TypeOwners['attributes'] = Object.fromEntries(
  [
    ...['highHigh', 'high', 'low', 'lowLow', 'deadband', 'onDelay', 'ratePerMinute'],
    ...['ruleOwner', 'ruleReviewOn', 'ruleReason', 'ruleChangedBy'],
  ].map((name) => [name, NONE]),
);

export const ownership: Readonly<Record<string, TypeOwners>> = {
  enterprise: own(
    OWN,
    judged(
      'jurisdiction tags risk staffQuality managementLevel technology planningConformity keyInspectionList similarToIncident incentiveConditionsMet perfunctory accidentProneField highRiskSubsector rectifications iiotPilot lastVerifiedOn park industry',
    ),
  ),
  facility: own(
    OWN,
    judged('key keyProcessUnit conformity conformityCheckedOn agedAssessment unmannedAcceptedOn'),
  ),
  substance: own(OWN),
  equipment: own(OWN, judged('catalogue catalogueItem catalogueMatchedOn catalogueDueOn')),
  process: own(OWN),
  person: own(OWN, judged('certificateVerifiedOn appointedBy')),
  project: own([...OWN, 'park'], judged('status')),
  park: own(PARK, judged('jurisdiction parkType')),
  resource: own([...OWN, 'park']),
  riskItem: own(DAILY, GRADED),
  riskEvent: own(NONE),
  controlMeasure: own(DAILY),
  measureCheck: own(NONE),
  gateway: own(OWN),
  tag: own(OWN, LIMITS),
  maintenanceWindow: own(NONE),
  interlockBypass: own(NONE),
  riskAssessment: own(OWN),
  selfInspection: own(DAILY),
  drill: own([...OWN, 'park']),
  training: own(OWN),
  investment: own(OWN),
  contractorJob: own(OWN),
  change: own(OWN),
  event: own(DAILY),
  maintenance: own(DAILY),
  leakTest: own(DAILY),
  assignment: own(OWN),
  commitment: own(NONE),
  upgrade: own(OWN, judged('acceptedOn')),
  retirement: own(OWN),
  dataFeed: own(OWN),
  systemStatus: own(OWN),
  document: own([...OWN, 'park']),
  hazard: own([...DAILY, 'officer', 'park'], LOOP),
  hazardStep: own(NONE),
  permit: own(NONE),
  inspection: own(ENFORCEMENT),
  inspectionPlan: own(OFFICIAL),
  onlinePatrol: own([...ENFORCEMENT, 'dispatcher']),
  expertService: own(OFFICIAL),
  stationingVisit: own([...OFFICIAL, 'stationed']),
  licence: own(OFFICIAL),
  licenceReview: own(OFFICIAL),
  designReview: own(OFFICIAL),
  standardisationGrade: own(OFFICIAL),
  gradeAssessment: own(OFFICIAL),
  scoreSheet: own(OFFICIAL),
  appraisal: own(OFFICIAL),
  designation: own(OFFICIAL),
  incentive: own(OFFICIAL),
  penalty: own(ENFORCEMENT),
  case: own(ENFORCEMENT),
  lead: own(ENFORCEMENT),
  campaign: own(OFFICIAL),
  report: own(NONE),
  reward: own(NONE),
  notice: own(NONE),
  publication: own(OFFICIAL),
  incident: own(OFFICIAL),
  incidentAnalysis: own(OFFICIAL),
  exam: own(OFFICIAL),
  organisation: own(OFFICIAL),
  parkStatus: own(OFFICIAL),
  parkRiskAssessment: own(OFFICIAL),
  milestoneReport: own(OFFICIAL),
  analysis: own(OFFICIAL),
  issue: own(OFFICIAL),
  attestation: own(OFFICIAL),
  jurisdiction: own(NONE),
  system: own(NONE),
  calendar: own(OFFICIAL),
  video: own(NONE),
  positionReading: own(NONE),
  alarm: own(NONE),
};

/** Whose a record is, where the stated value stands before that of its facility. */
const tiesFirst = ({ name, rule }: AttributeDefinition): boolean =>
  name === 'enterprise' && (rule ?? '').startsWith('stated, or');

/** Who owns an attribute; nobody owns what is worked out. */
export function ownersOf(type: string, attribute: AttributeDefinition): readonly Role[] {
  const rule = ownership[type];
  if (!rule || (attribute.derived && !tiesFirst(attribute))) return NONE;
  return rule.attributes?.[attribute.name] ?? rule.owners;
}

export function mayEdit(
  type: string,
  attribute: AttributeDefinition,
  roles: readonly Role[],
): boolean {
  const owners = ownersOf(type, attribute);
  return roles.some((role) => owners.includes(role));
}

/** May state some attribute of the type. */
export function mayEditSome(definition: RecordDefinition, roles: readonly Role[]): boolean {
  return definition.attributes.some((attribute) => mayEdit(definition.type, attribute, roles));
}

/** Stated by a procedure of its own: nobody fills it in. */
export function byProcedure(type: string, attribute?: AttributeDefinition): boolean {
  if (ownership[type]?.owners.length === 0) return true;
  return attribute !== undefined && !attribute.derived && ownersOf(type, attribute).length === 0;
}

/** May begin or end a record of the type: an enterprise or a park is the authority's to register. */
export function mayOwn(type: string, roles: readonly Role[]): boolean {
  const owners =
    type === 'enterprise' || type === 'park' ? OFFICIAL : (ownership[type]?.owners ?? NONE);
  return roles.some((role) => owners.includes(role));
}
