import { enforcementFigures, PENALTY_PERIOD, UNPUNISHED_SHARE } from './enforcement.ts';

/**
 * Derived attributes that are put together where they are read, from values of the row itself,
 * from kept spans (facets) and from parameters, whose values depend on the as-of day and so cannot
 * be kept. What a rule reads stands beside it as data, and it can read nothing else.
 */
export interface ReadRule {
  /** Attributes of the record, or paths through its references. */
  readonly own: readonly string[];
  /** Facets by name: of the record itself, or of what `via` names. */
  readonly facets?: Readonly<Record<string, FacetRead>>;
  /** Parameters, in the record's own division: while one is unset there is no value at all. */
  readonly parameters?: Readonly<Record<string, 'number' | 'text'>>;
  /** Attribute that names the division; `id` where the record is one. */
  readonly division?: string;
  /** The stated value stands before the computed one. */
  readonly statedFirst?: boolean;
  /** The computed value; null: nothing to compute from. */
  readonly value: (read: Reading) => string;
}

interface FacetRead {
  readonly facet: string;
  readonly via?: string;
  /** The id itself, where one record alone is meant. */
  readonly id?: string;
}

/** SQL of what a rule reads, throughout a segment of time. */
export interface Reading {
  own(path: string): string;
  /** The value as stated, whatever is computed. */
  stated(): string;
  /** First fact of the record. */
  born(): string;
  value(facet: string): string;
  known(facet: string): string;
  parameter(name: string): string;
  /** The Shanghai day of the segment. */
  day(): string;
  /** The segment's day lies on or after the date. */
  reached(date: string): string;
  /** The segment is cut at the moment. */
  cut(moment: string): void;
}

/** Put together by enforcement.ts. */
const enforcement = (attr: string): ReadRule => ({
  own: [],
  facets: { figure: { facet: `jurisdiction.${attr}` } },
  parameters: attr.endsWith('WithoutPenalty')
    ? { [PENALTY_PERIOD]: 'text', [UNPUNISHED_SHARE]: 'number' }
    : { [PENALTY_PERIOD]: 'text' },
  division: 'id',
  value: (r) => `case when ${r.known('figure')} then ${r.value('figure')} end`,
});

const riskGradeOverdue: ReadRule = {
  own: ['riskGrade'],
  value: (r) =>
    // The stated date of CHEM-13.5.
    `case when ${r.own('riskGrade')} is not null then ${r.reached(`date '2025-01-01'`)} and ${r.own('riskGrade')} <> 'D' end`,
};

const rectificationOverdue: ReadRule = {
  own: ['status', 'rectifyBy'],
  value: (r) => {
    const by = r.own('rectifyBy');
    return `case when ${by} is not null then ${r.own('status')} = 'suspended' and ${r.reached(`(${by} + 1)`)} end`;
  },
};

const longStandingMajorHazard: ReadRule = {
  own: [],
  facets: {
    hazards: { facet: 'enterprise.openMajorHazards' },
    oldest: { facet: 'enterprise.oldestOpenMajor' },
  },
  parameters: { 'hazards.longStanding.days': 'number' },
  division: 'jurisdiction',
  value: (r) => {
    const limit = `(${r.value('oldest')} + ${r.parameter('hazards.longStanding.days')}::int)`;
    return `case when ${r.known('hazards')} then coalesce(${r.reached(limit)}, false) end`;
  },
};

/** TRADE-5.4 asks it of these every month; TRADE-5.3 of all other trade enterprises every quarter. */
const MONTHLY = [
  'metalSmelting',
  'deepWellCasting',
  'dustExplosive',
  'keyDustExplosive',
  'ammoniaRefrigeration',
];

const noSelfCheck: ReadRule = {
  own: ['industry', 'tradeFeatures'],
  facets: {
    any: { facet: 'enterprise.selfInspected' },
    month: { facet: 'enterprise.checkedLastMonth' },
    quarter: { facet: 'enterprise.checkedLastQuarter' },
  },
  value: (r) => {
    const local = (moment: string): string => `(${moment} at time zone 'Asia/Shanghai')`;
    const first = (part: string): string =>
      `((date_trunc('${part}', ${local(r.born())}) + interval '${part === 'month' ? '1 month' : '3 months'}')::date)`;
    const lacks = (part: 'month' | 'quarter'): string =>
      `${r.reached(first(part))} and ${r.value(part)} is not true`;
    const features = `array['${MONTHLY.join(`', '`)}']`;
    return `case when 'trade' = any(${r.own('industry')}) is not true then null
when ${r.value('any')} is not true and ${r.stated()} is not null then null
when (${r.own('tradeFeatures')} && ${features}) is true then ${lacks('month')} else ${lacks('quarter')} end`;
  },
};

const siloClearing: ReadRule = {
  own: [],
  facets: {
    accepted: { facet: 'enterprise.siloAcceptedOn' },
    manual: { facet: 'enterprise.siloManualOn' },
  },
  value: (r) =>
    `case when ${r.value('accepted')} is null then null when ${r.value('manual')} > ${r.value('accepted')} then 'manual' else 'mechanised' end`,
};

/** The stage is reached and its review was passed by its day. */
const designReviewed: ReadRule = {
  own: ['constructionStartedOn'],
  facets: { passed: { facet: 'project.designPassedOn' } },
  value: (r) => {
    const started = r.own('constructionStartedOn');
    const passed = r.value('passed');
    return `case when ${r.known('passed')} then ${passed} is not null and (case when ${r.reached(started)} then ${passed} <= ${started} else true end) end`;
  },
};

const riskGatesComplete: ReadRule = {
  own: ['designStartedOn', 'constructionStartedOn', 'productionStartedOn'],
  facets: {
    condition: { facet: 'project.conditionPassedOn' },
    design: { facet: 'project.designPassedOn' },
    acceptance: { facet: 'project.acceptancePassedOn' },
  },
  value: (r) => {
    const gate = (stage: string, review: string): string => {
      const day = r.own(stage);
      return `case when ${r.reached(day)} then coalesce(${r.value(review)} <= ${day}, false) end`;
    };
    const gates = [
      gate('designStartedOn', 'condition'),
      gate('constructionStartedOn', 'design'),
      gate('productionStartedOn', 'acceptance'),
    ];
    return `(select bool_and(g) from (values ${gates.map((g) => `(${g})`).join(', ')}) v(g))`;
  },
};

const updatedStandardInForce: ReadRule = {
  own: ['decidedOn'],
  facets: { standard: { facet: 'docId.firstValidFrom', id: 'd-std-grade' } },
  value: (r) => {
    const decided = r.own('decidedOn');
    return `case when ${r.known('standard')} and ${decided} is not null then coalesce(${r.value('standard')} <= ${decided}, false) end`;
  },
};

const vetoBreach: ReadRule = {
  own: ['decidedOn', 'status'],
  facets: {
    open: { facet: 'enterprise.openMajorHazards', via: 'enterprise' },
    days: { facet: 'enterprise.majorOpenDays', via: 'enterprise' },
  },
  parameters: { 'standardisation.veto.scope': 'text' },
  division: 'jurisdiction',
  value: (r) => {
    const awarded = `${r.own('status')} = 'awarded'`;
    const withdraws = `${r.parameter('standardisation.veto.scope')} = 'award-and-withdrawal'`;
    return `case when ${r.known('open')} then coalesce(${r.value('days')} @> ${r.own('decidedOn')}, false) or coalesce(${withdraws} and ${awarded} and ${r.value('open')} > 0, false) end`;
  },
};

/** An open end: the video goes on. */
const videoCoverage: ReadRule = {
  own: ['startedAt', 'finishedAt'],
  facets: { filmed: { facet: 'permit.filmed' } },
  value: (r) => {
    const [started, finished] = [r.own('startedAt'), r.own('finishedAt')];
    const seconds = (from: string, to: string): string => `extract(epoch from ${to} - ${from})`;
    return `case when ${r.known('filmed')} and ${started} < ${finished} then
coalesce((select sum(${seconds('lower(f)', 'upper(f)')}) from unnest(${r.value('filmed')} * tstzmultirange(tstzrange(${started}, ${finished}))) f), 0) / ${seconds(started, finished)} end`;
  },
};

const servedFirst: ReadRule = {
  own: ['kind', 'appliedOn', 'date'],
  facets: { overtaken: { facet: 'inspection.overtaken' } },
  statedFirst: true,
  value: (r) =>
    `case when ${r.own('kind')} = 'resumption-acceptance' and ${r.own('appliedOn')} is not null and ${r.own('date')} is not null then ${r.known('overtaken')} is not true end`,
};

const runningDespiteStop: ReadRule = {
  own: [
    ...['open', 'stopRequired', 'stopScope', 'foundOn'],
    ...['enterprise.productionState', 'facility.state', 'equipment.state'],
  ],
  facets: { covert: { facet: 'enterprise.covertAlarmOn', via: 'enterprise' } },
  value: (r) => {
    const recorded = `(case ${r.own('stopScope')} when 'enterprise' then ${r.own('enterprise.productionState')} when 'facility' then ${r.own('facility.state')} when 'equipment' then ${r.own('equipment.state')} end)`;
    return `case when (${r.own('open')} and ${r.own('stopRequired')}) is not true then false
when ${r.own('stopScope')} is null then null
when ${recorded} = 'running' or ${r.value('covert')} >= ${r.own('foundOn')} then true
when ${recorded} is not null then false end`;
  },
};

export const readRules: Readonly<Record<string, ReadRule>> = {
  ...Object.fromEntries(enforcementFigures.map((n) => [`jurisdiction.${n}`, enforcement(n)])),
  'jurisdiction.frequentAccidents': {
    own: [],
    facets: { incidents: { facet: 'jurisdiction.tradeIncidentsThisYear' } },
    parameters: { 'incident.frequent.threshold': 'number' },
    division: 'id',
    value: (r) =>
      `case when ${r.known('incidents')} then ${r.value('incidents')} >= ${r.parameter('incident.frequent.threshold')} end`,
  },
  'park.riskGradeOverdue': riskGradeOverdue,
  'park.rectificationOverdue': rectificationOverdue,
  'enterprise.longStandingMajorHazard': longStandingMajorHazard,
  'enterprise.noSelfCheck': noSelfCheck,
  'enterprise.siloClearing': siloClearing,
  'project.designReviewed': designReviewed,
  'project.riskGatesComplete': riskGatesComplete,
  'standardisationGrade.updatedStandardInForce': updatedStandardInForce,
  'standardisationGrade.vetoBreach': vetoBreach,
  'permit.videoCoverage': videoCoverage,
  'inspection.servedFirst': servedFirst,
  'hazard.runningDespiteStop': runningDespiteStop,
};
