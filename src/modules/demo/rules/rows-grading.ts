import type { Attributes } from './fact.ts';
import { FROM, iso } from './fact.ts';
import { colourOf, facilityId, organisationId } from './profile.ts';
import { first } from './rows-foundation.ts';
import type { Row, Scene } from './schedule.ts';
import { all } from './schedule.ts';
import {
  chem,
  chemicalOnly,
  complex,
  extraction,
  fireworks,
  hazchem,
  part,
  perfunctory,
  process,
  storage,
  trade,
} from './when.ts';

/** Standardisation, grading, score sheets and assessments of an enterprise. */
const review = (s: Scene, level: number, standard: string): Attributes => {
  const on = (days: number): string => iso(s.day - days);
  if (s.rng.chance(0.05 * (1.6 - s.e.diligence))) {
    return {
      status: 'site-review',
      standard,
      createdOn: on(240),
      appliedOn: on(200),
      documentCheckedOn: on(160),
      decidedOn: null,
      reviewBody: organisationId('review-body', s.e.county.code),
    };
  }
  return {
    status: 'awarded',
    level,
    standard,
    createdOn: on(240),
    appliedOn: on(200),
    documentCheckedOn: on(160),
    ...(s.rng.chance(0.985) ? { siteReviewedOn: on(120) } : {}),
    ...(s.rng.chance(0.97) ? { findingsClosedOn: on(70) } : {}),
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
  (set: Attributes) =>
  (s: Scene): Attributes => {
    const base = 60 + (s.e.index % 15) + Math.floor((s.day - FROM) / 70);
    return {
      colour: colourOf(s.e, s.date),
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

const sheet =
  (kind: string, set: Attributes = {}) =>
  (s: Scene): Attributes => ({
    kind,
    score: Math.round(60 + 38 * s.e.diligence * (0.5 + 0.5 * s.rng.next())),
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
    of: (e) => !perfunctory(e),
    when: { by: '2026-06-30', from: '2025-02-01' },
    set: (s) => review(s, s.e.chemical ? 2 : 3, s.e.chemical ? 'd-std-review' : 'd-std-grade'),
  },
  {
    type: 'gradeAssessment',
    key: 'self',
    of: chem,
    when: { every: 12 },
    set: gradeRow({ kind: 'self' }),
  },
  {
    type: 'gradeAssessment',
    key: 'confirmed',
    of: chem,
    when: { every: 12 },
    set: gradeRow({ kind: 'confirmed' }),
  },
  {
    type: 'gradeAssessment',
    key: 'confirmed-first',
    of: chem,
    when: { start: 1 },
    set: gradeRow({ kind: 'confirmed' }),
  },
  {
    type: 'gradeAssessment',
    key: 'risk',
    of: trade,
    when: { every: 12 },
    set: gradeRow({ kind: 'trade-risk' }),
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
    key: 'area',
    of: part('tankCluster'),
    when: { start: 1 },
    set: (s) => ({
      kind: 'area-integrated',
      facility: facilityId(s.e, 'tankCluster'),
      findings: 4,
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
