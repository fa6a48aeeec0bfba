/**
 * Derived attributes that are computed from other records tied to the owner (合成属性). Each is a
 * table of spans: while at least one such record counts, the value at every moment; where none
 * does, there is nothing to compute from and the stated value stands.
 */
export interface Facet {
  readonly owner: string;
  readonly attr: string;
  /** Record type whose records are folded, and the attribute of it that names the owner. */
  readonly record: string;
  readonly tie: string;
  /** Read of each record under these names. */
  readonly reads?: readonly string[];
  /** Records count whatever their date; otherwise from their date on, when they have one. */
  readonly undated?: boolean;
  /** Aggregate over columns of `m` (the reads by name, `d` the date, `seqkey` the ledger order). */
  readonly value: string;
  /** The kind of record that the rule names, over its reads. */
  readonly where?: string;
  readonly column: string;
}

/** The record is valid (validFrom, validUntil) at the start of the span. */
const VALID = 'm.vlo <= p.b and p.b < m.vhi';

const latest = (name: string, filter?: string): string =>
  `(array_agg(m."${name}" order by m.d desc, m.seqkey desc)${filter ? ` filter (where ${filter})` : ''})[1]`;

export const facets: readonly Facet[] = [
  {
    owner: 'enterprise',
    attr: 'majorHazard',
    record: 'facility',
    tie: 'enterprise',
    reads: ['majorHazard'],
    value: 'coalesce(bool_or(m."majorHazard"), false)',
    column: 'boolean',
  },
  {
    owner: 'enterprise',
    attr: 'majorHazardLevel',
    record: 'facility',
    tie: 'enterprise',
    reads: ['majorHazard', 'majorHazardLevel'],
    value: 'min(m."majorHazardLevel") filter (where m."majorHazard")',
    column: 'double precision',
  },
  {
    owner: 'enterprise',
    attr: 'agedInstallationCount',
    record: 'facility',
    tie: 'enterprise',
    reads: ['kind', 'aged'],
    where: `"kind" = 'installation'`,
    value: 'count(*) filter (where m."aged")',
    column: 'double precision',
  },
  {
    owner: 'enterprise',
    attr: 'highRiskWorkplaceCount',
    record: 'facility',
    tie: 'enterprise',
    reads: ['highRiskWorkplace'],
    value: 'count(*) filter (where m."highRiskWorkplace")',
    column: 'double precision',
  },
  {
    owner: 'enterprise',
    attr: 'catalogueEquipmentInUse',
    record: 'equipment',
    tie: 'enterprise',
    reads: ['catalogueItem', 'state'],
    value: `count(*) filter (where m."catalogueItem" is not null and m."state" in ('running', 'standby'))`,
    column: 'double precision',
  },
  {
    owner: 'enterprise',
    attr: 'openMajorHazards',
    record: 'hazard',
    tie: 'enterprise',
    reads: ['major', 'open'],
    value: 'count(*) filter (where m."major" and m."open")',
    column: 'double precision',
  },
  {
    owner: 'enterprise',
    attr: 'refusedRectification',
    record: 'hazard',
    tie: 'enterprise',
    reads: ['refused', 'open'],
    value: 'coalesce(bool_or(m."refused" and m."open"), false)',
    column: 'boolean',
  },
  {
    owner: 'enterprise',
    attr: 'commitmentBroken',
    record: 'commitment',
    tie: 'enterprise',
    reads: ['broken'],
    value: 'coalesce(bool_or(m."broken"), false)',
    column: 'boolean',
  },
  {
    owner: 'enterprise',
    attr: 'reactionHazardLevel',
    record: 'riskAssessment',
    tie: 'enterprise',
    reads: ['kind', 'hazardLevel'],
    where: `"kind" = 'reaction-safety'`,
    value: 'max(m."hazardLevel")',
    column: 'double precision',
  },
  {
    owner: 'enterprise',
    attr: 'gradeColour',
    record: 'gradeAssessment',
    tie: 'enterprise',
    reads: ['kind', 'colour'],
    where: `"kind" = 'confirmed'`,
    value: latest('colour'),
    column: 'text',
  },
  {
    owner: 'enterprise',
    attr: 'riskLevel',
    record: 'gradeAssessment',
    tie: 'enterprise',
    reads: ['kind', 'level'],
    where: `"kind" = 'trade-risk'`,
    value: latest('level'),
    column: 'text',
  },
  {
    owner: 'enterprise',
    attr: 'standardisationLevel',
    record: 'standardisationGrade',
    tie: 'enterprise',
    reads: ['status', 'level'],
    value: `min(m."level") filter (where m."status" = 'awarded' and ${VALID})`,
    column: 'double precision',
  },
  {
    owner: 'enterprise',
    attr: 'licenceIssuedOn',
    record: 'licence',
    tie: 'enterprise',
    reads: ['kind', 'decision', 'decidedOn'],
    where: `"kind" in ('hazchem-production', 'safety-production')`,
    value: latest('decidedOn', `m."decision" = 'granted'`),
    column: 'date',
  },
  {
    owner: 'enterprise',
    attr: 'stationed',
    record: 'assignment',
    tie: 'enterprise',
    reads: ['kind'],
    where: `"kind" = 'stationed-supervisor'`,
    value: `bool_or(${VALID})`,
    column: 'boolean',
  },
  {
    owner: 'person',
    attr: 'hasDutyList',
    record: 'assignment',
    tie: 'person',
    reads: ['kind'],
    where: `"kind" = 'post-duty'`,
    value: `bool_or(${VALID})`,
    column: 'boolean',
  },
  {
    owner: 'equipment',
    attr: 'lastLeakTestOn',
    record: 'leakTest',
    tie: 'equipment',
    reads: ['date'],
    value: latest('date'),
    column: 'date',
  },
  {
    owner: 'facility',
    attr: 'coveredBy',
    record: 'systemStatus',
    tie: 'facilities',
    reads: ['system', 'status'],
    value: `array_agg(distinct m."system") filter (where m."status" = 'in-use' and m."system" is not null)`,
    column: 'text[]',
  },
  {
    owner: 'park',
    attr: 'riskGrade',
    record: 'parkRiskAssessment',
    tie: 'park',
    reads: ['grade'],
    value: latest('grade', VALID),
    column: 'text',
  },
  {
    owner: 'park',
    attr: 'majorRiskProject',
    record: 'project',
    tie: 'park',
    reads: ['kind'],
    undated: true,
    where: `"kind" = 'park-major-risk'`,
    value: 'true',
    column: 'boolean',
  },
  {
    owner: 'park',
    attr: 'largerAccident',
    record: 'incident',
    tie: 'park',
    reads: ['grade', 'date'],
    value: `coalesce(bool_or(m."grade" in ('I', 'II', 'III') and (m."date" at time zone 'Asia/Shanghai')::date between '2024-01-01' and '2026-12-31'), false)`,
    column: 'boolean',
  },
  {
    owner: 'park',
    attr: 'status',
    record: 'parkStatus',
    tie: 'park',
    reads: ['kind'],
    where: `"kind" in ('cancelled', 'suspended', 'restored')`,
    value: `case ${latest('kind')} when 'cancelled' then 'cancelled' when 'suspended' then 'suspended' else 'recognised' end`,
    column: 'text',
  },
  {
    owner: 'park',
    attr: 'rectifyBy',
    record: 'parkStatus',
    tie: 'park',
    reads: ['kind', 'rectifyBy'],
    where: `"kind" = 'suspended'`,
    value: latest('rectifyBy'),
    column: 'date',
  },
];

const names = new Set(facets.map((f) => `${f.owner}.${f.attr}`));

export function isFacet(type: string, attr: string): boolean {
  return names.has(`${type}.${attr}`);
}
