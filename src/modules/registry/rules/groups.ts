import type { Bilingual } from '../../../kernel/endpoint.ts';
import type { RecordDefinition } from '../../../law/records/model.ts';

export interface Group {
  readonly name: string;
  readonly label: Bilingual;
  readonly attributes: readonly string[];
}

interface GroupRule extends Omit<Group, 'attributes'> {
  readonly of: (attribute: RecordDefinition['attributes'][number]) => boolean;
}

const named = (text: string): ReadonlySet<string> => new Set(text.split(' '));

const IDENTITY = named(
  'name formerNames address longitude latitude park jurisdiction establishedOn ownership scale employees',
);
const TRADE = named(
  'industry tradeSector sector hazchemRole products keyProcesses keySupervisedProcesses keySupervisedChemicals highRiskProcess highRiskSubsector tradeFeatures dustTypes dustExposedWorkers technology chemicalsToIdentify siloClearing',
);
const RISK = named(
  'majorHazard majorHazardLevel reactionHazardLevel accidentProneField risk gradeColour riskLevel highRiskPosts agedInstallationCount highRiskWorkplaceCount catalogueEquipmentInUse openMajorHazards longStandingMajorHazard',
);
const MANAGEMENT = named(
  'productionState staffQuality managementLevel standardisationLevel licenceIssuedOn planningConformity assessmentCapacity noSelfCheck perfunctory refusedRectification commitmentBroken lastVerifiedOn recordComplete',
);

const group = (name: string, zh: string, en: string, names: ReadonlySet<string>): GroupRule => ({
  name,
  label: { zh, en },
  of: (attribute) => names.has(attribute.name),
});

const ENTERPRISE: readonly GroupRule[] = [
  group('identity', '基本信息', 'Who and where', IDENTITY),
  group('business', '行业与工艺', 'Industry and processes', TRADE),
  group('risk', '风险与重大危险源', 'Risk and major hazards', RISK),
  group('management', '安全管理', 'Safety management', MANAGEMENT),
];

const REST: readonly GroupRule[] = [
  {
    name: 'main',
    label: { zh: '基本信息', en: 'Main' },
    of: (a) =>
      !a.derived && a.type !== 'date' && a.type !== 'datetime' && !a.type.startsWith('file'),
  },
  {
    name: 'dates',
    label: { zh: '时间', en: 'Dates' },
    of: (a) => !a.derived && (a.type === 'date' || a.type === 'datetime'),
  },
  { name: 'computed', label: { zh: '系统计算', en: 'Computed' }, of: (a) => a.derived },
  { name: 'files', label: { zh: '附件', en: 'Files' }, of: () => true },
];

const OTHER: GroupRule = {
  name: 'other',
  label: { zh: '监管标识与其他', en: 'Marks and others' },
  of: () => true,
};

/** The attributes of a type in the groups of its page, each in one. */
export function groupsOf(definition: RecordDefinition): readonly Group[] {
  const rules = definition.type === 'enterprise' ? [...ENTERPRISE, OTHER] : REST;
  const placed = definition.attributes.map((attribute) => ({
    name: attribute.name,
    group: rules.find((rule) => rule.of(attribute)),
  }));
  return rules
    .map((rule) => ({
      name: rule.name,
      label: rule.label,
      attributes: placed.flatMap((each) => (each.group === rule ? [each.name] : [])),
    }))
    .filter(({ attributes }) => attributes.length > 0);
}

/** Columns of the lists of an enterprise's records; where none is written, the first that say most. */
const COLUMNS: Readonly<Record<string, string>> = {
  facility: 'name kind state majorHazard majorHazardLevel highRiskWorkplace builtOn',
  substance: 'name cas quantity hazardClass facility',
  equipment: 'name kind class state openDefect integrityRating integrityValidUntil',
  person: 'name role post certificateCategory certificateNo certificateValidUntil',
  process: 'name kind facility state hazardLevel',
  hazard: 'kind level major foundOn source dueOn closedOn',
  permit: 'kind level facility startedAt finishedAt state',
  inspection: 'kind date level mode findings result',
  drill: 'kind scenario date participants',
  licence: 'kind number decision decidedOn validUntil',
  training: 'kind topics person date hours result',
  project: 'name kind projectType status startedOn completedOn',
};

const MOST_COLUMNS = 6;
const SHOWN = /^(string|code|codes|int|number|bool|date|datetime|ref:\w+)$/;
const NOT_SHOWN = new Set(['enterprise', 'park', 'jurisdiction', 'industry', 'enterpriseIndustry']);

/** Names of attributes that a list of the type shows. */
export function columnsOf(definition: RecordDefinition): readonly string[] {
  const there = new Set(definition.attributes.map(({ name }) => name));
  const written = COLUMNS[definition.type]?.split(' ').filter((name) => there.has(name));
  if (written) return written;
  const { dateAttr } = definition;
  const fit = definition.attributes.filter((a) => SHOWN.test(a.type) && !NOT_SHOWN.has(a.name));
  const first = fit.filter((a) => a.required || a.name === dateAttr || a.name === 'kind');
  const rest = fit.filter((a) => !first.includes(a) && !a.derived);
  return [...first, ...rest].slice(0, MOST_COLUMNS).map(({ name }) => name);
}
