import type { Attributes, Fact } from './fact.ts';
import { fact } from './fact.ts';
import { bypass, calibration } from './live-upkeep.ts';
import type { Profile } from './profile.ts';
import { entered, facilityId } from './profile.ts';
import { hazardSites } from './when.ts';

/** What is measured at a part of a site: code, name, and how it is judged. */
type Measured = readonly [code: string, name: string, set: Attributes];

const gas: Measured = [
  'GI',
  '可燃气体浓度',
  { quantity: 'gasCombustible', unit: '%LEL', rangeLow: 0, rangeHigh: 100, high: 25, highHigh: 50 },
];
const tank: readonly Measured[] = [
  [
    'LI',
    '液位',
    { quantity: 'level', unit: 'm', rangeLow: 0, rangeHigh: 12, high: 10, highHigh: 11, low: 1 },
  ],
  [
    'TI',
    '温度',
    { quantity: 'temperature', unit: '℃', rangeLow: -20, rangeHigh: 80, high: 45, highHigh: 50 },
  ],
  gas,
];
const installation: readonly Measured[] = [
  [
    'TI',
    '反应温度',
    { quantity: 'temperature', unit: '℃', rangeLow: 0, rangeHigh: 250, high: 180, highHigh: 190 },
  ],
  [
    'PI',
    '反应压力',
    { quantity: 'pressure', unit: 'MPa', rangeLow: 0, rangeHigh: 4, high: 2.5, highHigh: 2.8 },
  ],
  gas,
];
/** No limit of their own: those of the place hold. */
const people: Measured = [
  'HC',
  '在场人数',
  { quantity: 'headcount', unit: '人', countedBy: 'positioning' },
];
/** The same people once more, by their gate. */
const gated: Measured = [
  'HG',
  '闸机在场人数',
  { quantity: 'headcount', unit: '人', countedBy: 'gate' },
];
const fire: Measured = ['HW', '动火识别', { quantity: 'hotWork' }];
const power: Measured = [
  'PW',
  '生产回路功率',
  { quantity: 'power', unit: 'kW', rangeLow: 0, rangeHigh: 500, circuit: 'production' },
];

/** Points DW.., DU.., NH.. by the intake proposals of trade (trade-monitoring.json). */
const measured: Readonly<Record<string, readonly Measured[]>> = {
  tank,
  tankFarm: tank,
  oldTankFarm: tank,
  newTankFarm: tank,
  largeTank: tank,
  installation,
  oldInstallation: installation,
  workplace: [people],
  casting: [
    [
      'DW01',
      '结晶器冷却水进水压力',
      {
        quantity: 'pressure',
        unit: 'MPa',
        rangeLow: 0,
        rangeHigh: 1,
        low: 0.2,
        standardPoint: 'DW01',
      },
    ],
    [
      'DW02',
      '结晶器冷却水进水流量',
      {
        quantity: 'flow',
        unit: 'm3/h',
        rangeLow: 0,
        rangeHigh: 200,
        low: 80,
        standardPoint: 'DW02',
      },
    ],
    people,
    power,
  ],
  dustRoom: [
    [
      'DU01',
      '灰斗内部温度',
      {
        quantity: 'temperature',
        unit: '℃',
        rangeLow: 0,
        rangeHigh: 120,
        high: 60,
        highHigh: 70,
        standardPoint: 'DU01',
      },
    ],
    [
      'DU02',
      '除尘器进出风口压差',
      {
        quantity: 'differentialPressure',
        unit: 'Pa',
        rangeLow: 0,
        rangeHigh: 3000,
        low: 200,
        high: 1500,
        highHigh: 2000,
        standardPoint: 'DU02',
      },
    ],
    people,
    gated,
    fire,
    power,
  ],
  hotMetal: [
    [
      'CO01',
      '一氧化碳浓度',
      {
        quantity: 'gasToxic',
        unit: 'ppm',
        rangeLow: 0,
        rangeHigh: 500,
        high: 24,
        highHigh: 160,
        standardPoint: 'CO01',
      },
    ],
    [
      'CW',
      '炉体冷却水出水温度',
      { quantity: 'temperature', unit: '℃', rangeLow: 0, rangeHigh: 100, high: 55, highHigh: 65 },
    ],
  ],
  usesHazchem: [
    [
      'NH01',
      '氨气浓度',
      {
        quantity: 'gasToxic',
        unit: 'ppm',
        rangeLow: 0,
        rangeHigh: 100,
        high: 25,
        highHigh: 50,
        standardPoint: 'NH01',
      },
    ],
  ],
};

/** Watched live: major hazard installations, and the trade fields that the plan names. */
function isWatched(e: Profile, key: string): boolean {
  const trade = ['casting', 'hotMetal', 'dustRoom', 'usesHazchem'].includes(key);
  return measured[key] !== undefined && (trade || hazardSites(e).includes(key));
}

export const gatewayId = (e: Profile): string => `GW-${e.id}`;
/** Electricity comes by a gateway of its own: it tells whether an enterprise works while the other is silent. */
const powerGatewayId = (e: Profile): string => `GW-${e.id}-PW`;

/** The gateway of an enterprise, and the tags that it sends. */
export function* tagFacts(e: Profile): Generator<Fact> {
  const keys = e.variant.parts.filter((key) => isWatched(e, key));
  if (keys.length === 0) return;
  const since = entered(e);
  yield fact('gateway', gatewayId(e), since, {
    ...{ name: '一号采集网关（虚构）', enterprise: e.id, heartbeatSeconds: 60 },
  });
  if (keys.some((key) => measured[key]?.includes(power))) {
    yield fact('gateway', powerGatewayId(e), since, {
      ...{ name: '用电采集网关（虚构）', enterprise: e.id, heartbeatSeconds: 60 },
    });
  }
  let alias = 0;
  for (const key of keys) {
    for (const point of measured[key] ?? []) {
      const [code, name, set] = point;
      const gateway = point === power ? powerGatewayId(e) : gatewayId(e);
      alias += 1;
      yield fact('tag', `TAG-${e.id}-${key}-${code}`, since, {
        ...{ name, code: `${key}-${code}`, gateway, facility: facilityId(e, key) },
        ...{ alias, intervalSeconds: 10, ...set },
      });
    }
  }
  const detector = keys.find((key) => measured[key]?.includes(gas));
  if (detector === undefined) return;
  yield* calibration(e, `TAG-${e.id}-${detector}-${gas[0]}`);
  yield* bypass(e, detector);
}
