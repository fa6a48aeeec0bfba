import type { Attributes } from './fact.ts';
import { fileHash, iso } from './fact.ts';
import { facilityId, organisationId, personId } from './profile.ts';
import type { Row, Scene } from './schedule.ts';
import { all, FROM } from './schedule.ts';
import {
  chem,
  chemicalOnly,
  complex,
  extraction,
  fireworks,
  hazchem,
  majorHazard,
  part,
  process,
  storage,
  trade,
} from './when.ts';

/** Responsibility, documents, promises, standardisation, grading: what a firm builds once. */
const document =
  (kind: string, set: Attributes = {}) =>
  (s: Scene): Attributes => ({
    kind,
    title: '示例制度文件（虚构）',
    version: '1',
    file: fileHash(s.record),
    ...set,
  });

const POST_CATEGORIES = Array.from({ length: 8 }, (_, i) => `post-${i + 1}`);
const first = (s: Scene): string => facilityId(s.e, s.e.variant.parts[0] ?? 'workplace');

export const documentRows: readonly Row[] = [
  {
    type: 'document',
    key: 'duty',
    of: all,
    when: { by: '2024-06-30' },
    set: (s) => ({
      ...document('all-staff-responsibility-list')(s),
      postCategories: s.rng.chance(s.e.diligence) ? POST_CATEGORIES : POST_CATEGORIES.slice(0, 6),
    }),
  },
  {
    type: 'document',
    key: 'scheme',
    of: hazchem,
    when: { by: '2024-05-31' },
    set: document('internal-assessment-scheme', { contents: ['standards', 'methods', 'measures'] }),
  },
  {
    type: 'document',
    key: 'culture',
    of: chem,
    when: { by: '2025-06-30' },
    set: document('culture-programme'),
  },
  {
    type: 'document',
    key: 'limit',
    of: complex,
    when: { by: '2024-05-31' },
    set: document('headcount-limit-measures'),
  },
  {
    type: 'document',
    key: 'abnormal',
    of: chemicalOnly,
    when: { by: '2024-09-30' },
    set: document('abnormal-condition-procedure'),
  },
  {
    type: 'document',
    key: 'aged',
    of: part('oldInstallation', 'failedInstallation'),
    when: { start: 0.9 },
    set: (s) => ({
      ...document('one-installation-one-policy')(s),
      facility: facilityId(
        s.e,
        part('oldInstallation')(s.e) ? 'oldInstallation' : 'failedInstallation',
      ),
    }),
  },
  {
    type: 'document',
    key: 'identify',
    of: (e) => Number(e.variant.set.chemicalsToIdentify ?? 0) > 0,
    when: { by: '2025-12-31' },
    set: document('identification-classification-report', { substance: '示例物质' }),
  },
  {
    type: 'document',
    key: 'register',
    of: trade,
    when: { by: '2024-12-31' },
    set: document('applicability-register'),
  },
  {
    type: 'document',
    key: 'rules',
    of: trade,
    when: { by: '2024-08-31' },
    set: document('rectification-rules', {
      topics: [
        'hot-work-and-construction',
        'confined-space',
        'work-at-height',
        'outsourced-construction',
        'illegal',
      ],
    }),
  },
];

const appraisal =
  (kind: string, set: Attributes = {}) =>
  (s: Scene): Attributes => ({
    kind,
    score: s.rng.int(70, 99),
    itemsScored: 15 + s.rng.int(0, 5),
    consequence: ['reward'],
    ...set,
  });

export const responsibilityRows: readonly Row[] = [
  {
    type: 'appraisal',
    key: 'quant',
    of: all,
    when: { by: '2024-12-31' },
    set: appraisal('responsibility-quantified'),
  },
  {
    type: 'appraisal',
    key: 'internal',
    of: hazchem,
    when: { every: 3 },
    set: appraisal('internal-responsibility'),
  },
  {
    type: 'appraisal',
    key: 'report',
    of: chem,
    when: { every: 6 },
    set: (s) => appraisal('principal-report', { person: personId(s.e, 'principal') })(s),
  },
  {
    type: 'appraisal',
    key: 'duty',
    of: part('confinedSpace'),
    when: { every: 12 },
    set: (s) =>
      appraisal('duty-check', {
        person: personId(
          s.e,
          s.e.variant.set.tradeSector === 'metallurgy' ? 'employee' : 'confined-space-key-person',
        ),
      })(s),
  },
  ...(['principal', 'safety-manager', 'employee'] as const).flatMap((role): Row[] => [
    {
      type: 'assignment',
      key: `post-${role}`,
      of: all,
      when: { by: '2024-06-30' },
      set: (s) => ({ kind: 'post-duty', person: personId(s.e, role), duties: '示例岗位职责' }),
    },
    {
      type: 'commitment',
      key: `post-${role}`,
      of: trade,
      when: { every: 12 },
      set: (s) => ({ kind: 'post', person: personId(s.e, role), byRole: role, level: 'post' }),
    },
  ]),
  ...(
    [
      'deputy-principal',
      'team-leader',
      'operator',
      'guardian',
      'special-operation-applicant',
      'special-operation-approver',
      'contractor-worker',
      'special-operation-worker',
    ] as const
  ).map(
    (role): Row => ({
      type: 'assignment',
      key: `post-${role}`,
      of: (e) => hazchem(e) && (role === 'deputy-principal' || e.variant.parts.length > 1),
      when: { by: '2024-09-30' },
      set: (s) => ({ kind: 'post-duty', person: personId(s.e, role), duties: '示例岗位职责' }),
    }),
  ),
  {
    type: 'assignment',
    key: 'chain',
    of: (e) => e.variant.word === '烟花爆竹零售',
    when: { start: 0.9 },
    set: (s) => ({ kind: 'chain-operation', counterpart: s.e.id, agreement: fileHash(s.record) }),
  },
  ...(['principal', 'technical', 'operational'] as const).map(
    (role): Row => ({
      type: 'assignment',
      key: `guard-${role}`,
      of: majorHazard,
      when: { start: 0.97 },
      set: (s) => ({
        kind: 'guarantor',
        guarantorRole: role,
        person: personId(s.e, 'principal'),
        facility: facilityId(
          s.e,
          s.e.variant.parts.includes('installation') ? 'installation' : 'tankFarm',
        ),
      }),
    }),
  ),
  {
    type: 'assignment',
    key: 'guard-farm',
    of: (e) => majorHazard(e) && part('tankFarm')(e),
    when: { start: 0.95 },
    set: (s) => ({
      kind: 'guarantor',
      guarantorRole: 'principal',
      person: personId(s.e, 'principal'),
      facility: facilityId(s.e, 'tankFarm'),
    }),
  },
  {
    type: 'assignment',
    key: 'cadre',
    of: hazchem,
    when: { by: '2024-06-30' },
    set: (s) => ({ kind: 'leading-cadre-guarantee', person: `PER-cadre-${s.e.county.code}` }),
  },
  {
    type: 'commitment',
    key: 'guard',
    of: majorHazard,
    when: { every: 12 },
    set: (s) => ({
      kind: 'guarantor-duty',
      person: personId(s.e, 'principal'),
      byRole: 'principal',
      published: true,
      facility: facilityId(
        s.e,
        s.e.variant.parts.includes('installation') ? 'installation' : 'tankFarm',
      ),
    }),
  },
  {
    type: 'commitment',
    key: 'risk',
    of: majorHazard,
    when: { every: 1 },
    set: () => ({ kind: 'risk-announcement', published: true, byRole: 'principal' }),
  },
  {
    type: 'commitment',
    key: 'clear',
    of: trade,
    when: { every: 12 },
    set: (s) => {
      const broken = s.rng.chance(0.02);
      const set = {
        kind: 'dynamic-clearing',
        byRole: 'principal',
        person: personId(s.e, 'principal'),
        broken,
      };
      return broken ? { ...set, brokenOn: iso(s.day + 1), cause: '示例原因' } : set;
    },
  },
];

const review = (s: Scene, level: number, standard: string): Attributes => {
  const on = (days: number): string => iso(s.day - days);
  return {
    status: 'awarded',
    level,
    standard,
    createdOn: on(240),
    appliedOn: on(200),
    documentCheckedOn: on(160),
    siteReviewedOn: on(120),
    findingsClosedOn: on(70),
    publicNoticeOn: on(20),
    decidedOn: on(0),
    validFrom: s.date,
    validUntil: iso(s.day + 1095),
    score: s.rng.int(75, 96),
    reviewBody: organisationId('review-body', s.e.county.code),
    decidedBy: organisationId('emergency-bureau', s.e.county.code),
    includesDualPrevention: s.rng.chance(0.9),
    lastInternalAuditOn: on(10),
    lastImprovementOn: on(5),
  };
};

const gradeRow =
  (colours: readonly [string, ...string[]], set: Attributes) =>
  (s: Scene): Attributes => {
    const base = 60 + (s.e.index % 15) + Math.floor((s.day - FROM) / 70);
    return {
      colour:
        s.e.variant.set.risk === 'prominent' && s.day < FROM + 500 ? 'red' : s.rng.pick(colours),
      level: s.rng.pick(['A', 'B', 'C', 'D'] as const),
      trend: s.rng.pick(['steady', 'falling', 'rising'] as const),
      standard: 'd-grading',
      expertTeam: organisationId('expert-team', s.e.county.code),
      standardisationGrade: `${s.e.id}-std-1`,
      score: base,
      riskManagementScore: base,
      safeOperationScore: base + s.rng.int(0, 4),
      equipmentIntegrityScore: base + s.rng.int(0, 4),
      workPermitScore: base + s.rng.int(0, 4),
      ...set,
    };
  };

const COLOURS = ['blue', 'yellow', 'blue', 'yellow', 'yellow', 'orange'] as const;
const sheet =
  (kind: string, set: Attributes = {}) =>
  (s: Scene): Attributes => ({
    kind,
    score: s.rng.int(66, 98),
    share: 0.9,
    complete: true,
    onTrack: true,
    weight: 0.1,
    ...set,
  });

export const gradeRows: readonly Row[] = [
  {
    type: 'standardisationGrade',
    key: 'std',
    of: all,
    when: { start: 1 },
    set: (s) =>
      review(
        s,
        s.e.chemical ? Math.min(3, s.e.variant.majorHazardLevel ?? 3) : s.rng.int(2, 4),
        s.e.chemical ? 'd-std-review' : 'd-std-general',
      ),
  },
  {
    type: 'standardisationGrade',
    key: 'std-renewed',
    of: all,
    when: { by: '2026-06-30', from: '2025-02-01' },
    set: (s) => review(s, s.e.chemical ? 2 : 3, s.e.chemical ? 'd-std-review' : 'd-std-grade'),
  },
  {
    type: 'gradeAssessment',
    key: 'self',
    of: chem,
    when: { every: 12 },
    set: gradeRow(COLOURS, { kind: 'self' }),
  },
  {
    type: 'gradeAssessment',
    key: 'confirmed',
    of: chem,
    when: { every: 12 },
    set: gradeRow(COLOURS, { kind: 'confirmed' }),
  },
  {
    type: 'gradeAssessment',
    key: 'risk',
    of: trade,
    when: { every: 12 },
    set: gradeRow(COLOURS, { kind: 'trade-risk' }),
  },
  ...['grass-roots', 'foundations', 'basic-skills'].map(
    (topic): Row => ({
      type: 'scoreSheet',
      key: `basics-${topic}`,
      of: hazchem,
      when: { by: '2025-03-31' },
      set: sheet('three-basics', { topic }),
    }),
  ),
  {
    type: 'scoreSheet',
    key: 'culture',
    of: hazchem,
    when: { by: '2025-03-31' },
    set: (s) => sheet('culture', { standardisationGrade: `${s.e.id}-std-1` })(s),
  },
  {
    type: 'scoreSheet',
    key: 'digital',
    of: chem,
    when: { by: '2025-12-31' },
    set: sheet('digital-maturity'),
  },
  {
    type: 'scoreSheet',
    key: 'duty',
    of: trade,
    when: { by: '2025-06-30' },
    set: sheet('responsibility'),
  },
  { type: 'scoreSheet', key: 'use', of: trade, when: { by: '2025-12-31' }, set: sheet('real-use') },
  {
    type: 'designation',
    key: 'model',
    of: complex,
    when: { rate: 0.15 },
    set: (s) => ({ kind: 'culture-model-enterprise', validFrom: s.date }),
  },
  {
    type: 'riskAssessment',
    key: 'reaction',
    of: process,
    when: { start: 1 },
    set: (s) => ({
      kind: 'reaction-safety',
      process: `${s.e.id}-R`,
      hazardLevel: s.e.variant.reactionHazard ?? 2,
      facility: first(s),
    }),
  },
  {
    type: 'riskAssessment',
    key: 'oilgas',
    of: storage,
    when: { every: 6 },
    set: (s) => ({
      kind: 'oil-gas-storage',
      standard: 'd-oilgas-risk',
      ownCapacity: String(s.e.variant.set.assessmentCapacity),
      outsideExperts: s.rng.chance(0.9),
      findings: s.rng.int(0, 9),
    }),
  },
  {
    type: 'riskAssessment',
    key: 'leak',
    of: chemicalOnly,
    when: { every: 12 },
    set: (s) => ({ kind: 'leak', leakPoints: s.rng.int(10, 900) }),
  },
  ...(
    [
      'area-integrated:tankCluster',
      'env-facility:envFacility',
      'confined-space:confinedSpace',
      'aged-installation:oldInstallation',
      'aged-installation:failedInstallation',
    ] as const
  ).map((pair): Row => {
    const [kind = '', at = ''] = pair.split(':');
    return {
      type: 'riskAssessment',
      key: `at-${at}`,
      of: part(at),
      when: { every: 12 },
      set: (s) => ({
        kind,
        facility: facilityId(s.e, at),
        findings: s.rng.int(0, 6),
        ownCapacity: 'sufficient',
      }),
    };
  }),
  {
    type: 'licenceReview',
    key: 'look',
    of: fireworks,
    when: { by: '2024-12-31' },
    set: () => ({
      kind: 'fireworks-look-back',
      onSite: true,
      checklist: 'd-gb50161',
      result: 'conforms',
    }),
  },
  {
    type: 'licenceReview',
    key: 'verify',
    of: hazchem,
    when: { by: '2024-12-31' },
    set: (s) => ({
      kind: 'licence-conditions-reverification',
      onSite: true,
      result: s.rng.chance(0.9) ? 'conforms' : 'fails',
    }),
  },
  {
    type: 'expertService',
    key: 'oilgas',
    of: extraction,
    when: { by: '2025-06-30' },
    set: (s) => ({
      kind: 'guidance',
      level: 'city',
      topics: ['oil-gas-special-operations'],
      findings: s.rng.int(0, 5),
    }),
  },
];
