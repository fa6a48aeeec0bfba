import type { Attributes, Fact } from './fact.ts';
import { day, FROM, fact, fileHash, iso, moment, retire } from './fact.ts';
import type { Profile } from './profile.ts';
import { entered, facilityId, has } from './profile.ts';
import { inventoryOf, substanceFacts } from './substances.ts';
import { hazardous, hazardSites } from './when.ts';

/** Facilities, their equipment, and what becomes of them. */
interface Part {
  readonly kind: string;
  readonly name: string;
  readonly set?: Attributes;
}

const parts: Readonly<Record<string, Part>> = {
  installation: {
    kind: 'installation',
    name: '生产装置',
    set: {
      key: true,
      keyProcessUnit: true,
      fireHazardClass: 'A',
      highRiskWorkplace: true,
      headcountLimit: 9,
    },
  },
  oldInstallation: {
    kind: 'installation',
    name: '老旧装置',
    set: { aged: true, agedAssessment: 'pass', ageAndRisk: 'old' },
  },
  failedInstallation: {
    kind: 'installation',
    name: '老旧装置（评估不合格）',
    set: { aged: true, agedAssessment: 'fail', ageAndRisk: 'old-high-risk' },
  },
  tank: { kind: 'tank', name: '储罐', set: { volume: 60, largeTank: false } },
  tankFarm: {
    kind: 'tankFarm',
    name: '储罐区',
    set: { tankFarmClass: 'flammable-liquid-atmospheric', volume: 3000, ageAndRisk: 'ordinary' },
  },
  oldTankFarm: {
    kind: 'tankFarm',
    name: '老旧储罐区',
    set: { tankFarmClass: 'liquefied-hydrocarbon', aged: true, ageAndRisk: 'old-high-risk' },
  },
  newTankFarm: {
    kind: 'tankFarm',
    name: '新建储罐区',
    set: { tankFarmClass: 'liquefied-hydrocarbon', newBuild: true, startUpOn: '2025-03-18' },
  },
  tankCluster: { kind: 'tankCluster', name: '罐区集中区' },
  largeTank: { kind: 'tank', name: '大型储罐', set: { largeTank: true, volume: 50000 } },
  warehouse: { kind: 'warehouse', name: '仓库', set: { fireHazardClass: 'B' } },
  workplace: {
    kind: 'workplace',
    name: '高危作业场所',
    set: {
      highRiskWorkplace: true,
      headcountLimit: 9,
      fireHazardClass: 'A',
      toxicOrAsphyxiant: true,
    },
  },
  explosionRoom: {
    kind: 'workplace',
    name: '爆炸危险场所',
    set: { explosionRisk: true, unmanned: false },
  },
  envFacility: { kind: 'envFacility', name: '环保设施', set: { toxicOrAsphyxiant: true } },
  trainingBase: { kind: 'trainingBase', name: '实训基地', set: { conformity: 'conforming' } },
  trainingSpace: { kind: 'trainingSpace', name: '实训空间', set: { conformity: 'not-conforming' } },
  wellSite: { kind: 'wellSite', name: '井场', set: { key: true } },
  station: { kind: 'station', name: '站场', set: { key: true } },
  tradeWorkplace: { kind: 'workplace', name: '车间', set: { highRiskWorkplace: false } },
  hotMetal: {
    kind: 'workplace',
    name: '熔融金属作业区',
    set: {
      highRiskWorkplace: true,
      headcountLimit: 9,
      placeKind: ['hot-molten-metal', 'coal-gas'],
    },
  },
  casting: {
    kind: 'workplace',
    name: '深井铸造区',
    set: { highRiskWorkplace: true, headcountLimit: 9 },
  },
  dustRoom: {
    kind: 'workplace',
    name: '涉爆粉尘车间',
    set: { highRiskWorkplace: true, headcountLimit: 9 },
  },
  spraying: { kind: 'workplace', name: '喷涂间', set: { placeKind: ['spraying'] } },
  usesHazchem: { kind: 'workplace', name: '涉氨涉氯间', set: { placeKind: ['uses-hazchem'] } },
  confinedSpace: { kind: 'confinedSpace', name: '有限空间' },
};

export function* facilityFacts(e: Profile): Generator<Fact> {
  if (e.index % 50 === 5) yield* duplicate(e);
  for (const key of e.variant.parts) {
    const part = parts[key];
    if (!part) continue;
    const aged = part.set?.aged === true;
    const hazard = hazardSites(e).includes(key);
    const builtOn = iso(day(aged ? '1999-06-01' : '2012-06-01') + e.rng.int(0, 1500));
    const inventory = hazard ? inventoryOf(e, key, riskValue(e)) : null;
    yield fact('facility', facilityId(e, key), entered(e), {
      name: `示例${part.name}（虚构）`,
      enterprise: e.id,
      kind: part.kind,
      state: 'running',
      builtOn,
      ...(aged ? { agedListedOn: iso(FROM + 365 * (e.index % 3) + 20) } : {}),
      ...(inventory
        ? {
            majorHazard: true,
            majorHazardLevel: e.variant.majorHazardLevel ?? 4,
            majorHazardR: inventory.R,
            exposedPopulation: inventory.exposedPopulation,
          }
        : {}),
      ...(key === 'confinedSpace' ? measures(e) : {}),
      ...(part.set?.highRiskWorkplace === true ? { unmanned: false } : {}),
      ...part.set,
    });
    if (inventory) yield* substanceFacts(e, key, inventory);
    if (hazard || part.set?.highRiskWorkplace === true) yield unmanned(e, key);
    if (key === 'explosionRoom') yield emptied(e, key);
    if (key === 'failedInstallation' && (e.index === 11 || e.rng.chance(e.diligence))) {
      yield* eliminated(e, 'facility', facilityId(e, key), FROM + 700);
    }
  }
}

/** R of the level, by table 6 of GB 18218: from 100, from 50, from 10, below 10. */
function riskValue(e: Profile): number {
  const [from, to] = R_OF_LEVEL[(e.variant.majorHazardLevel ?? 4) - 1] ?? [1, 9];
  return e.rng.int(from, to);
}

const R_OF_LEVEL: readonly (readonly [number, number])[] = [
  [101, 240],
  [51, 99],
  [11, 49],
  [1, 9],
];

/** A facility that was entered twice: its second record is ended. */
function* duplicate(e: Profile): Generator<Fact> {
  const record = facilityId(e, 'duplicate');
  yield fact('facility', record, entered(e), {
    name: '示例重复录入（虚构）',
    enterprise: e.id,
    kind: 'other',
    state: 'running',
  });
  yield retire('facility', record, moment(e.entry + 30, 600), { note: '重复录入，注销' });
}

/** Elimination: the act is recorded and the record stays, with the state that it reached. */
function* eliminated(e: Profile, kind: string, record: string, at: number): Generator<Fact> {
  yield fact('retirement', `${record}-ret`, moment(at, 590), {
    kind,
    [kind]: record,
    enterprise: e.id,
    date: iso(at),
    batch: '2025-1',
    proof: [fileHash(record)],
  });
  yield fact(kind, record, moment(at, 600), { state: 'dismantled' }, 9);
}

function measures(e: Profile): Attributes {
  const required = ['lock-out-tag-out', 'physical-isolation', 'scan-to-enter'];
  const done = e.rng.chance(e.diligence) ? required : required.slice(1);
  return { measuresRequired: required, measures: done };
}

function unmanned(e: Profile, key: string): Fact {
  const at = e.entry + e.rng.int(120, 420);
  const done = e.rng.chance(e.diligence);
  const set = done ? { unmanned: true, unmannedAcceptedOn: iso(at) } : { unmanned: false };
  return fact('facility', facilityId(e, key), moment(at, 600), set, 1);
}

function emptied(e: Profile, key: string): Fact {
  const at = FROM + e.rng.int(60, 190);
  return fact(
    'facility',
    facilityId(e, key),
    moment(at, 600),
    {
      injuryRangeDrawnOn: iso(at - 30),
      unmanned: true,
      unmannedAcceptedOn: iso(at),
    },
    1,
  );
}

export function equipmentId(e: Profile, n: number): string {
  return `${e.id}-E-${n}`;
}

export function* equipmentFacts(e: Profile): Generator<Fact> {
  const { rng } = e;
  const first = e.variant.parts[0];
  if (e.chemical && first) {
    for (let n = 0; n < (hazardous(e) ? 5 : 3); n += 1) {
      const part = n === 4 ? (e.variant.parts.at(-1) ?? first) : first;
      const defect = n === 1 && rng.chance(0.1);
      yield fact('equipment', equipmentId(e, n), entered(e), {
        name: `示例设备${n + 1}（虚构）`,
        facility: facilityId(e, part),
        enterprise: e.id,
        kind: n === 2 ? 'leak-point' : 'vessel',
        class: n === 1 ? 'rotating' : 'static',
        critical: n % 2 === 0,
        state: 'running',
        leakPoint: n === 2,
        openDefect: defect,
        defectSeverity: defect ? rng.int(1, 4) : 0,
        installedOn: iso(FROM - rng.int(100, 4000)),
        ...(rng.chance(e.diligence)
          ? {
              integrityRating: 'B',
              integrityCheckedOn: '2023-12-01',
              integrityValidUntil: '2027-06-30',
            }
          : {}),
      });
    }
  } else if (!e.chemical) {
    yield* tradeEquipment(e, first ?? 'tradeWorkplace');
  }
}

function* tradeEquipment(e: Profile, part: string): Generator<Fact> {
  const kinds = has(e, 'tradeFeatures', 'deepWellCasting')
    ? ['tilting-furnace', 'hydraulic-casting-machine']
    : e.rng.chance(0.15)
      ? ['compressor']
      : [];
  let n = 0;
  for (const kind of kinds) {
    const obsolete = kind === 'compressor';
    yield fact('equipment', equipmentId(e, n), entered(e), {
      name: `示例设备${n + 1}（虚构）`,
      facility: facilityId(e, part),
      enterprise: e.id,
      kind,
      state: 'running',
      installedOn: iso(FROM - e.rng.int(100, 4000)),
      ...(obsolete
        ? {
            catalogue: 'd-obsolete-trade',
            catalogueItem: '示例淘汰项',
            catalogueMatchedOn: '2024-04-10',
            catalogueDueOn: '2025-12-31',
          }
        : {}),
    });
    if (obsolete && e.rng.chance(e.diligence)) {
      yield* eliminated(e, 'equipment', equipmentId(e, n), FROM + e.rng.int(200, 720));
    }
    n += 1;
  }
}
