import { equipmentId } from './entities-sites.ts';
import type { Attributes } from './fact.ts';
import { fileHash, iso, moment } from './fact.ts';
import { facilityId, organisationId, personId } from './profile.ts';
import { riskUnit } from './risk-points.ts';
import type { Row, Scene } from './schedule.ts';
import { all } from './schedule.ts';
import { chem, chemicalOnly, complex, feature, hazchem, part, process, trade } from './when.ts';

/** Drills, upgrades, risk items and upkeep. */
const nitration: Row['of'] = (e) => e.variant.process === 'nitration';

const oldPart = (s: Scene): string =>
  facilityId(s.e, part('oldInstallation')(s.e) ? 'oldInstallation' : 'failedInstallation');

const drill =
  (kind: string, scenario: string, at: string | null) =>
  (s: Scene): Attributes => ({
    kind,
    scenario,
    participants: s.rng.int(5, 120),
    noNotice: s.rng.chance(0.9),
    noScript: true,
    noPresetScenario: s.rng.chance(0.93),
    noPresetPlace: true,
    ...(at === null ? {} : { facility: facilityId(s.e, at) }),
  });

const upgrade = (key: string, of: Row['of'], by: string, set: (s: Scene) => Attributes): Row => ({
  type: 'upgrade',
  key: `up-${key}`,
  of,
  when: { by },
  set: (s) => ({
    source: 'own',
    status: 'accepted',
    completedOn: iso(s.day - 9),
    ...(s.rng.chance(0.9) ? { evaluatedOn: iso(s.day + 5), evaluation: '示例评价' } : {}),
    acceptedBy: organisationId('emergency-bureau', s.e.county.code),
    dueOn: by,
    ...set(s),
  }),
});

export const upkeepRows: readonly Row[] = [
  {
    type: 'drill',
    key: 'd-half',
    of: (e) => e.chemical || feature('metalSmelting', 'labourIntensive', 'factoryInFactory')(e),
    when: { every: 6 },
    set: drill('evacuation', 'fire', null),
  },
  {
    type: 'drill',
    key: 'd-year',
    of: (e) => trade(e) && !feature('metalSmelting', 'labourIntensive', 'factoryInFactory')(e),
    when: { every: 12 },
    set: drill('evacuation', 'fire', null),
  },
  {
    type: 'drill',
    key: 'd-tank',
    of: part('largeTank'),
    when: { every: 12 },
    set: drill('emergency', 'large-tank-fire', 'largeTank'),
  },
  {
    type: 'resource',
    key: 'res',
    of: part('largeTank'),
    when: { start: 0.95 },
    set: (s) => ({
      kind: 'fire-fighting',
      name: '示例消防物资（虚构）',
      quantity: s.rng.int(5, 60),
      facility: facilityId(s.e, 'largeTank'),
    }),
  },
  ...(
    [
      ['auto-nitration', nitration, '2024-06-30'],
      ['auto', (e) => process(e) && !nitration(e), '2024-12-31'],
    ] as const satisfies readonly (readonly [string, Row['of'], string])[]
  ).map(([key, of, by]) =>
    upgrade(key, of, by, (s) => ({ kind: 'full-process-automation', process: `${s.e.id}-R` })),
  ),
  upgrade('reactor', process, '2025-12-31', (s) => ({
    kind: 'microchannel',
    process: `${s.e.id}-R`,
  })),
  upgrade('robot', chem, '2026-10-31', () => ({ kind: 'robot-patrol' })),
  upgrade('catalog', chemicalOnly, '2026-10-31', () => ({
    kind: 'catalogue-retrofit',
    source: 'catalogue',
    catalogue: 'd-adv-catalog',
  })),
  upgrade('dust', feature('dustExplosive'), '2025-12-31', () => ({
    kind: 'fewer-people-less-dust',
    peopleRemoved: 3,
  })),
  upgrade('silo', feature('cement'), '2026-10-31', () => ({ kind: 'mechanised-silo-clearing' })),
  upgrade('tank', part('oldTankFarm'), '2026-06-30', (s) => ({
    kind: 'tank-upgrade',
    facility: facilityId(s.e, 'oldTankFarm'),
  })),
  upgrade('aged', part('oldInstallation', 'failedInstallation'), '2026-10-31', (s) => ({
    kind: 'equipment-upgrade',
    source: 'plan',
    equipment: equipmentId(s.e, 4),
    facility: oldPart(s),
  })),
  ...[0, 1, 2, 3].map(
    (n): Row => ({
      type: 'riskItem',
      key: `risk-${n}`,
      of: (e) => n < 1 || e.chemical,
      when: { start: 0.95 },
      set: (s) => ({
        ...riskUnit(s.e, n),
        level: s.rng.pick(['red', 'orange', 'yellow', 'blue'] as const),
        measures: '示例管控措施',
        measureClasses: ['people', 'technology', 'engineering', 'management'],
        inPlace: s.rng.chance(s.e.diligence),
        owner: personId(s.e, 'safety-manager'),
        reviewedOn: s.date,
        reviewDueOn: iso(s.day + (s.rng.chance(0.7 + 0.3 * s.e.diligence) ? 1200 : 400)),
      }),
    }),
  ),
  {
    type: 'riskItem',
    key: 'risk-area',
    of: part('tankCluster'),
    when: { start: 1 },
    set: (s) => ({
      name: '示例罐区集中区',
      facility: facilityId(s.e, 'tankCluster'),
      riskAssessment: `${s.e.id}-area-1`,
      level: 'orange',
      inPlace: true,
      measures: '示例管控措施',
      measureClasses: ['engineering'],
      reviewDueOn: '2027-03-01',
    }),
  },
  {
    type: 'investment',
    key: 'invest',
    of: all,
    when: { every: 12 },
    set: (s) => ({
      amount: 1000 * s.rng.int(2, 400) + (s.day - 19000),
      adequate: s.rng.chance(0.9),
    }),
  },
  ...[0, 2].map(
    (n): Row => ({
      type: 'maintenance',
      key: `mt-${n}`,
      of: chem,
      when: { every: 12 },
      set: (s) => ({
        kind: 'preventive',
        equipment: equipmentId(s.e, n),
        dueOn: iso(s.day + (s.rng.chance(0.8 + 0.2 * s.e.diligence) ? 12 : -9)),
        result: '示例结果',
        system: 's-iiot',
      }),
    }),
  ),
  {
    type: 'maintenance',
    key: 'mt-first',
    of: chem,
    when: { start: 1 },
    set: (s) => ({
      kind: 'preventive',
      equipment: equipmentId(s.e, 0),
      dueOn: iso(s.day + 12),
      result: '示例结果',
      system: 's-iiot',
    }),
  },
  {
    type: 'designReview',
    key: 'new-farm',
    of: part('newTankFarm'),
    when: { by: '2025-03-10', from: '2024-10-01' },
    set: (s) => ({
      kind: 'tank-farm-conformity',
      facility: facilityId(s.e, 'newTankFarm'),
      checklist: 'd-lpg-tank',
      result: 'pass',
      institute: organisationId('design-institute', s.e.county.code),
      instituteQualified: true,
    }),
  },
  {
    type: 'leakTest',
    key: 'leak',
    of: chem,
    when: { every: 6 },
    set: (s) => ({
      equipment: equipmentId(s.e, 2),
      method: 'LDAR',
      value: s.rng.int(1, 900),
      result: 'pass',
      nextDueOn: iso(s.day + 183),
    }),
  },
  {
    type: 'change',
    key: 'moc',
    of: hazchem,
    when: { rate: 0.6 },
    set: (s) => ({
      kind: 'process',
      riskReviewedOn: iso(s.day + 4),
      approvedOn: iso(s.day + 9),
      system: 's-iiot',
      ...(s.rng.chance(0.9) ? { closedOn: iso(s.day + 30) } : {}),
    }),
  },
  {
    type: 'event',
    key: 'abn',
    of: chemicalOnly,
    when: { rate: 0.5 },
    set: (s) => ({
      kind: 'abnormal-condition',
      handledByProcedure: s.rng.chance(0.93),
      handling: '示例处置',
    }),
  },
  {
    type: 'event',
    key: 'start',
    of: complex,
    when: { rate: 1 },
    set: (s) => ({
      kind: s.rng.chance(0.5) ? 'start-up' : 'shut-down',
      plan: fileHash(s.record),
      preStartReviewedOn: iso(s.day - 2),
      signedOffBy: personId(s.e, 'principal'),
      ...(s.rng.chance(s.e.diligence) ? { signedOffOn: iso(s.day - 1) } : {}),
    }),
  },
  {
    type: 'contractorJob',
    key: 'job',
    of: (e) => e.chemical || e.index % 4 === 0,
    when: { rate: 1 },
    set: (s) => ({
      contractor: organisationId('contractor', s.e.county.code),
      workers: s.rng.int(2, 20),
      entryCheckedOn: s.date,
      ...(s.rng.chance(0.8 + 0.2 * s.e.diligence) ? { trainedOn: s.date } : {}),
      supervisor: personId(s.e, 'safety-manager'),
      exitedOn: iso(s.day + 6),
      system: 's-iiot',
      ...(s.rng.chance(0.92) ? { evaluatedOn: iso(s.day + 9), evaluation: '合格（虚构）' } : {}),
    }),
  },
  {
    type: 'document',
    key: 'issue',
    of: (e) => e.index % 50 === 1,
    when: { start: 1 },
    set: (s) => ({
      kind: 'internal-reward-scheme',
      title: '示例内部举报奖励办法（虚构）',
      validFrom: moment(s.day, 0).slice(0, 10),
    }),
  },
];
