/**
 * Derived attributes that are computed from other records tied to the owner (合成属性). Each is a
 * table of spans: the value at every moment since one of the tied records exists.
 */
export interface Facet {
  readonly owner: string;
  readonly attr: string;
  /** Record type whose records are folded, and the attribute of it that names the owner. */
  readonly record: string;
  readonly tie: string;
  /** Read of each record under these names; `date` limits it to dated at or before the moment. */
  readonly reads?: readonly string[];
  readonly date?: string;
  /** Only records valid at the moment (validFrom, validUntil) take part. */
  readonly valid?: boolean;
  /** Aggregate over columns of `m` (the reads by name, `d` the date, `key` the ledger order). */
  readonly value: string;
  /** The condition on a record to take part at all, over its reads. */
  readonly where?: string;
  readonly column: string;
}

const latest = (name: string): string =>
  `(array_agg(m."${name}" order by m.d desc, m.seqkey desc))[1]`;

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
    value: `count(*) filter (where m."kind" = 'installation' and m."aged")`,
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
    date: 'date',
    value: `max(m."hazardLevel") filter (where m."kind" = 'reaction-safety')`,
    column: 'double precision',
  },
  {
    owner: 'enterprise',
    attr: 'gradeColour',
    record: 'gradeAssessment',
    tie: 'enterprise',
    reads: ['kind', 'colour'],
    date: 'date',
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
    date: 'date',
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
    date: 'decidedOn',
    valid: true,
    where: `"status" = 'awarded'`,
    value: 'min(m."level")',
    column: 'double precision',
  },
  {
    owner: 'enterprise',
    attr: 'licenceIssuedOn',
    record: 'licence',
    tie: 'enterprise',
    reads: ['kind', 'decision', 'decidedOn'],
    date: 'decidedOn',
    where: `"kind" in ('hazchem-production', 'safety-production') and "decision" = 'granted'`,
    value: latest('decidedOn'),
    column: 'date',
  },
  {
    owner: 'enterprise',
    attr: 'stationed',
    record: 'assignment',
    tie: 'enterprise',
    reads: ['kind'],
    date: 'validFrom',
    valid: true,
    value: `bool_or(m."kind" = 'stationed-supervisor')`,
    column: 'boolean',
  },
  {
    owner: 'person',
    attr: 'hasDutyList',
    record: 'assignment',
    tie: 'person',
    reads: ['kind'],
    date: 'validFrom',
    valid: true,
    value: `bool_or(m."kind" = 'post-duty')`,
    column: 'boolean',
  },
  {
    owner: 'equipment',
    attr: 'lastLeakTestOn',
    record: 'leakTest',
    tie: 'equipment',
    reads: ['date'],
    date: 'date',
    value: 'max(m.d)::date',
    column: 'date',
  },
  {
    owner: 'facility',
    attr: 'coveredBy',
    record: 'systemStatus',
    tie: 'facilities',
    reads: ['system', 'status'],
    where: `"status" = 'in-use'`,
    value: 'array_agg(distinct m."system")',
    column: 'text[]',
  },
  {
    owner: 'park',
    attr: 'riskGrade',
    record: 'parkRiskAssessment',
    tie: 'park',
    reads: ['grade'],
    date: 'date',
    valid: true,
    value: latest('grade'),
    column: 'text',
  },
  {
    owner: 'park',
    attr: 'majorRiskProject',
    record: 'project',
    tie: 'park',
    reads: ['kind'],
    value: `bool_or(m."kind" = 'park-major-risk')`,
    column: 'boolean',
  },
  {
    owner: 'park',
    attr: 'largerAccident',
    record: 'incident',
    tie: 'park',
    reads: ['grade'],
    date: 'date',
    value: `bool_or(m."grade" in ('I', 'II', 'III') and m.d::date between '2024-01-01' and '2026-12-31')`,
    column: 'boolean',
  },
  {
    owner: 'park',
    attr: 'status',
    record: 'parkStatus',
    tie: 'park',
    reads: ['kind'],
    date: 'date',
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
    date: 'date',
    where: `"kind" = 'suspended'`,
    value: latest('rectifyBy'),
    column: 'date',
  },
];

const names = new Set(facets.map((f) => `${f.owner}.${f.attr}`));

export function isFacet(type: string, attr: string): boolean {
  return names.has(`${type}.${attr}`);
}
