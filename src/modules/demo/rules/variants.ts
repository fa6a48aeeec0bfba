import type { Attributes } from './fact.ts';

/**
 * Kinds of enterprises, dealt out in turn: the first of each list cover every kind that a clause
 * names, the rest are ordinary. `parts` chooses the facilities.
 */
export interface Variant {
  readonly word: string;
  readonly set: Attributes;
  readonly parts: readonly string[];
  /** one of many: such enterprises may come and go */
  readonly ordinary?: true;
  readonly majorHazardLevel?: number;
  readonly process?: string;
  readonly reactionHazard?: number;
}

const both = ['chemical', 'hazchem'];
const plant = ['installation', 'tankFarm', 'workplace', 'envFacility'];

const specialChemical: readonly Variant[] = [
  {
    word: '硝化化工',
    process: 'nitration',
    reactionHazard: 4,
    majorHazardLevel: 1,
    parts: [...plant, 'warehouse', 'trainingBase', 'oldInstallation'],
    set: {
      industry: both,
      scale: 'large',
      ownership: 'central',
      hazchemRole: ['production', 'storage'],
      products: ['hydrogen-peroxide'],
      keyProcesses: ['nitration'],
      highRiskProcess: true,
      highRiskSubsector: ['2+X'],
      keySupervisedProcesses: true,
      keySupervisedChemicals: true,
      tags: ['backbone', 'key-hazchem'],
      iiotPilot: true,
      chemicalsToIdentify: 1,
    },
  },
  {
    word: '氯化精细化工',
    process: 'chlorination',
    reactionHazard: 3,
    majorHazardLevel: 2,
    parts: [...plant, 'warehouse', 'trainingSpace'],
    set: {
      industry: both,
      scale: 'medium',
      ownership: 'private',
      hazchemRole: ['production'],
      keyProcesses: ['chlorination'],
      highRiskProcess: true,
      keySupervisedProcesses: true,
      tags: ['of-concern', 'key-hazchem'],
      accidentProneField: true,
    },
  },
  {
    word: '油品仓储',
    majorHazardLevel: 3,
    parts: ['tankFarm', 'tankCluster', 'largeTank', 'newTankFarm', 'envFacility'],
    set: {
      industry: ['hazchem', 'oilGasStorage'],
      scale: 'large',
      ownership: 'provincial',
      hazchemRole: ['storage'],
      assessmentCapacity: 'sufficient',
    },
  },
  {
    word: '油气储存',
    parts: ['tankFarm', 'tank'],
    set: {
      industry: ['oilGasStorage'],
      scale: 'small',
      ownership: 'private',
      hazchemRole: ['storage'],
      assessmentCapacity: 'insufficient',
    },
  },
  {
    word: '油气开采',
    parts: ['wellSite', 'station'],
    set: { industry: ['oilGasExtraction'], scale: 'large', ownership: 'central' },
  },
  {
    word: '烟花爆竹批发',
    parts: ['warehouse'],
    set: { industry: ['fireworksWholesale'], scale: 'small', ownership: 'private' },
  },
  {
    word: '烟花爆竹零售',
    parts: [],
    set: { industry: ['fireworksRetail'], scale: 'micro', ownership: 'private' },
  },
  {
    word: '合成氨化肥',
    process: 'ammonia-synthesis',
    parts: [...plant, 'explosionRoom'],
    set: {
      industry: both,
      scale: 'large',
      ownership: 'municipal',
      hazchemRole: ['production', 'import'],
      products: ['synthetic-ammonia'],
      keyProcesses: ['ammonia-synthesis'],
      keySupervisedProcesses: true,
      chemicalsToIdentify: 1,
      tags: ['backbone'],
    },
  },
  {
    word: '助剂化工',
    parts: ['installation', 'workplace', 'envFacility'],
    set: {
      industry: ['chemical'],
      scale: 'small',
      ownership: 'private',
      risk: 'prominent',
      staffQuality: 'poor',
      managementLevel: 'poor',
      technology: 'backward',
    },
  },
  {
    word: '过氧化精细化工',
    process: 'peroxidation',
    reactionHazard: 3,
    parts: [...plant, 'oldInstallation'],
    set: {
      industry: both,
      scale: 'medium',
      ownership: 'private',
      hazchemRole: ['production'],
      products: ['propylene-oxide'],
      keyProcesses: ['peroxidation'],
      highRiskProcess: true,
      accidentProneField: true,
      keySupervisedProcesses: true,
    },
  },
  {
    word: '危化品经营',
    parts: ['warehouse'],
    set: {
      industry: ['hazchem'],
      scale: 'small',
      ownership: 'private',
      hazchemRole: ['trading'],
      keySupervisedChemicals: true,
    },
  },
  {
    word: '加氢石化',
    process: 'hydrogenation',
    majorHazardLevel: 4,
    parts: [...plant, 'failedInstallation', 'oldTankFarm'],
    set: {
      industry: both,
      scale: 'large',
      ownership: 'private',
      hazchemRole: ['production'],
      keyProcesses: ['hydrogenation'],
      tags: ['key-hazchem'],
      planningConformity: false,
    },
  },
];

const ordinaryChemical: readonly Variant[] = [
  ['水处理剂', 'small', ['chemical'], 'installation'],
  ['涂料', 'small', both, 'installation'],
  ['工业气体', 'medium', ['hazchem'], 'tankFarm'],
  ['加油站', 'micro', ['hazchem'], 'tank'],
  ['医药中间体', 'medium', ['chemical'], 'installation'],
  ['胶粘剂', 'small', ['chemical'], 'workplace'],
].map(([word, scale, industry, part]) => ({
  ordinary: true,
  word: String(word),
  parts: [String(part)],
  set: {
    industry: industry as readonly string[],
    scale: String(scale),
    ownership: 'private',
    hazchemRole: ['use'],
  },
}));

const trade = (
  word: string,
  sector: string,
  features: readonly string[],
  parts: readonly string[] = [],
  set: Attributes = {},
): Variant => ({
  word,
  parts: ['tradeWorkplace', ...parts],
  set: {
    industry: ['trade'],
    tradeSector: sector,
    tradeFeatures: features,
    ownership: 'private',
    scale: features.length > 0 ? 'medium' : 'small',
    ...set,
  },
});

const specialTrade: readonly Variant[] = [
  trade('金属冶炼', 'metallurgy', ['metalSmelting'], ['hotMetal', 'confinedSpace']),
  trade(
    '铝材深井铸造',
    'nonferrous',
    ['metalSmelting', 'deepWellCasting'],
    ['hotMetal', 'casting'],
  ),
  trade('木制家具', 'light', ['dustExplosive', 'keyDustExplosive'], ['dustRoom', 'spraying'], {
    dustTypes: ['wood'],
    dustExposedWorkers: 24,
  }),
  trade('冷链食品', 'light', ['ammoniaRefrigeration', 'ammoniaInvolved'], ['usesHazchem']),
  trade('造纸', 'light', ['chlorineInvolved', 'confinedSpace'], ['confinedSpace', 'usesHazchem']),
  trade('酱腌菜食品', 'light', ['confinedSpace'], ['confinedSpace']),
  trade('服装', 'textile', ['labourIntensive']),
  trade('厂中厂园区', 'machinery', ['factoryInFactory']),
  trade('水泥', 'building_materials', ['cement', 'confinedSpace'], ['confinedSpace']),
  trade('面粉加工', 'light', ['dustExplosive'], ['dustRoom'], {
    dustTypes: ['grain'],
    dustExposedWorkers: 6,
  }),
  trade('金属抛光', 'machinery', ['dustExplosive'], ['dustRoom'], {
    dustTypes: ['metal'],
    dustExposedWorkers: 12,
  }),
];

const ordinaryTrade: readonly Variant[] = [
  ['机械配件', 'machinery'],
  ['纺织', 'textile'],
  ['板材', 'light'],
  ['建材', 'building_materials'],
  ['商贸', 'commerce'],
  ['食品', 'light'],
  ['箱包', 'light'],
  ['五金', 'machinery'],
  ['发制品', 'light'],
  ['农机', 'machinery'],
  ['超市', 'commerce'],
].map(([word, sector]) => ({ ...trade(String(word), String(sector), []), ordinary: true }));

export const chemicalVariants = [
  ...specialChemical,
  ...ordinaryChemical,
  ...ordinaryChemical,
  ...ordinaryChemical,
];
export const tradeVariants = [...specialTrade, ...ordinaryTrade, ...ordinaryTrade];
