import { literal } from './literal.ts';
import type { Scope } from './scope.ts';

/**
 * Derived attributes that follow from the record itself and the records it refers to.
 * Each gives the computed value (null: nothing to compute from); the rule's words stand in the
 * dictionary beside the attribute.
 */
export type RowRule = (scope: Scope) => string;

/** The first value found: stated, then through each reference. */
export function through(
  references: readonly string[],
  attr: string,
  options: { stated?: string } = {},
): RowRule {
  return (s) => {
    const values = references.map((r) => s.attr(`${r}.${attr}`).sql);
    const all = options.stated ? [s.attr(options.stated).sql, ...values] : values;
    return all.length === 1 ? (all[0] ?? 'null') : `coalesce(${all.join(', ')})`;
  };
}

const enterpriseVia = (...references: string[]): RowRule =>
  through(references, 'enterprise', { stated: 'enterprise' });
const enterpriseIndustry = through(['enterprise'], 'industry');
const industry = through(['enterprise'], 'industry', { stated: 'industry' });

/** True while the date is past and nothing has ended it. */
function pastDue(dueOn: string, doneOn: string, more?: string): RowRule {
  return (s) => {
    const due = s.attr(dueOn).sql;
    const done = s.attr(doneOn).sql;
    const isDone = notYet(s, done);
    return `case when ${due} is null then null else ${s.dayAfter(due)} and ${isDone}${more ? ` and ${more.replaceAll('$', s.row)}` : ''} end`;
  };
}

/** The date is empty or lies after the moment. */
function notYet(s: Scope, date: string): string {
  s.cut(`${date}::timestamp at time zone 'Asia/Shanghai'`);
  return `(${date} is null or ${date} > ${s.day()})`;
}

const hazardOverdue: RowRule = (s) => {
  const due = `greatest(${s.attr('dueOn').sql}, ${s.attr('extendedUntil').sql})`;
  const open = notYet(s, s.attr('closedOn').sql);
  const passed = s.dayAfter(due);
  return `case when not ${open} then false when ${s.attr('dueOn').sql} is null then null else ${passed} end`;
};

/** As the loop states it; of a hazard that came in without steps, as far as its dates go. */
const hazardStage: RowRule = (s) => {
  const has = (name: string, stage: string): string =>
    `when ${s.attr(name).sql} is not null then ${literal(stage, 'text')}`;
  return `coalesce(${s.attr('stage').sql}, case ${has('closedOn', 'closed')} ${has('verifiedOn', 'verified')} ${has('rectifiedOn', 'rectified')} ${has('interimMeasures', 'controlled')} ${has('dueOn', 'assigned')} when ${s.attr('criterion').sql} is not null or ${s.attr('major').sql} then 'judged' else 'reported' end)`;
};

const allPresent =
  (...names: string[]): RowRule =>
  (s) =>
    `case when num_nonnulls(${names.map((n) => s.attr(n).sql).join(', ')}) > 0 then num_nulls(${names.map((n) => s.attr(n).sql).join(', ')}) = 0 end`;

const specialKinds = [
  'hot-work',
  'confined-space',
  'blind-plate',
  'work-at-height',
  'lifting',
  'temporary-power',
  'excavation',
  'road-breaking',
];

const incidentGrade: RowRule = (s) => {
  const [d, i, l] = ['deaths', 'seriousInjuries', 'directLoss'].map((n) => s.attr(n).sql);
  return `case when ${s.attr('grade').sql} is not null then ${s.attr('grade').sql}
when ${d} >= 30 or ${i} >= 100 or ${l} >= 100000000 then 'I'
when ${d} >= 10 or ${i} >= 50 or ${l} >= 50000000 then 'II'
when ${d} >= 3 or ${i} >= 10 or ${l} >= 10000000 then 'III' else 'IV' end`;
};

/** Whatever the dictionary asks of an enterprise has a value. */
const recordComplete: RowRule = (s) => {
  const required = s.definition.attributes.filter((a) => a.required);
  return `num_nulls(${required.map((a) => s.attr(a.name).sql).join(', ')}) = 0`;
};

export const rowRules: Readonly<Record<string, RowRule>> = {
  'enterprise.recordComplete': recordComplete,
  'facility.park': through(['enterprise'], 'park', { stated: 'park' }),
  'facility.enterpriseIndustry': enterpriseIndustry,
  'facility.agedListedYear': (s) =>
    `extract(year from ${s.attr('agedListedOn').sql})::double precision`,
  'facility.measuresComplete': (s) =>
    `case when cardinality(${s.attr('measuresRequired').sql}) > 0 then ${s.attr('measuresRequired').sql} <@ coalesce(${s.attr('measures').sql}, '{}') end`,
  'equipment.enterprise': enterpriseVia('facility'),
  'substance.enterprise': enterpriseVia('facility'),
  'equipment.facilityAged': through(['facility'], 'aged'),
  'person.enterpriseIndustry': enterpriseIndustry,
  'person.enterpriseTags': through(['enterprise'], 'tags'),
  'person.enterpriseTradeFeatures': through(['enterprise'], 'tradeFeatures'),
  'person.certificateValid': (s) => {
    const until = s.attr('certificateValidUntil').sql;
    return `case when ${until} is null then null else not (${s.dayAfter(until)}) end`;
  },
  'project.industry': industry,
  'document.postCategoriesCovered': (s) =>
    `nullif((select count(distinct x) from unnest(${s.attr('postCategories').sql}) x), 0)::double precision`,
  'assignment.enterprise': enterpriseVia('facility'),
  'commitment.enterprise': enterpriseVia('facility', 'person'),
  'appraisal.enterprise': enterpriseVia('person'),
  'designReview.enterprise': enterpriseVia('project', 'facility'),
  'standardisationGrade.enterpriseIndustry': enterpriseIndustry,
  'riskItem.enterprise': enterpriseVia('facility'),
  'riskEvent.enterprise': enterpriseVia('riskItem', 'facility'),
  'controlMeasure.enterprise': enterpriseVia('riskItem', 'facility'),
  'riskItem.reviewOverdue': (s) => {
    const due = s.attr('reviewDueOn').sql;
    return `case when ${due} is null then null else ${s.dayAfter(due)} end`;
  },
  'riskAssessment.enterprise': enterpriseVia('facility', 'project', 'process'),
  'selfInspection.enterprise': enterpriseVia('facility'),
  'hazard.enterprise': enterpriseVia('facility', 'equipment', 'permit', 'project'),
  'hazard.enterpriseIndustry': enterpriseIndustry,
  'hazard.foundYear': (s) => `extract(year from ${s.attr('foundOn').sql})::double precision`,
  'hazard.treatedAsMajor': (s) => `case when ${s.attr('major').sql} then true end`,
  'hazard.facilityAged': through(['facility'], 'aged'),
  'hazard.fiveInPlace': allPresent('responsible', 'measures', 'funds', 'dueOn', 'contingencyPlan'),
  'hazard.open': (s) => notYet(s, s.attr('closedOn').sql),
  'hazard.overdue': hazardOverdue,
  'hazard.stage': hazardStage,
  'hazardStep.enterprise': enterpriseVia('hazard'),
  'hazard.loopComplete': allPresent(
    'foundOn',
    'responsible',
    'dueOn',
    'rectifiedOn',
    'verifiedOn',
    'closedOn',
  ),
  'upgrade.enterprise': enterpriseVia('facility', 'equipment', 'process', 'project'),
  'upgrade.overdue': pastDue('dueOn', 'acceptedOn', '$."status" is distinct from \'abandoned\''),
  'retirement.enterprise': enterpriseVia('facility', 'equipment'),
  'permit.specialOperation': (s) =>
    `${s.attr('kind').sql} in (${specialKinds.map((k) => `'${k}'`).join(', ')})`,
  'permit.enterprise': enterpriseVia('facility'),
  'positionReading.enterprise': through(['facility'], 'enterprise'),
  'positionReading.limit': through(['facility'], 'headcountLimit', { stated: 'limit' }),
  'positionReading.overLimit': (s) =>
    `${s.attr('headcount').sql} > ${through(['facility'], 'headcountLimit', { stated: 'limit' })(s)}`,
  'alarm.enterprise': enterpriseVia('facility'),
  'dataFeed.enterprise': enterpriseVia('facility'),
  'gateway.enterprise': enterpriseVia('facility'),
  'tag.enterprise': enterpriseVia('gateway', 'facility'),
  'leakTest.enterprise': enterpriseVia('equipment'),
  'maintenance.enterprise': enterpriseVia('equipment'),
  'maintenance.onTime': (s) => `${s.attr('date').sql}::date <= ${s.attr('dueOn').sql}`,
  'event.enterprise': enterpriseVia('facility'),
  'inspection.enterpriseIndustry': enterpriseIndustry,
  'inspectionPlan.industry': industry,
  'inspectionPlan.reducedBy': (s) =>
    `(${s.attr('peerFrequency').sql} - ${s.attr('frequency').sql}) / nullif(${s.attr('peerFrequency').sql}, 0)`,
  'onlinePatrol.enterprise': enterpriseVia('facility'),
  'onlinePatrol.enterpriseIndustry': enterpriseIndustry,
  'expertService.enterpriseIndustry': enterpriseIndustry,
  'licenceReview.enterprise': enterpriseVia('project'),
  'penalty.enterpriseIndustry': enterpriseIndustry,
  'case.industry': industry,
  'training.enterprise': enterpriseVia('person'),
  'training.enterpriseIndustry': enterpriseIndustry,
  'exam.enterprise': enterpriseVia('person'),
  'drill.enterprise': enterpriseVia('facility'),
  'drill.industry': industry,
  'drill.enterpriseIndustry': enterpriseIndustry,
  'report.enterpriseIndustry': enterpriseIndustry,
  'resource.enterprise': enterpriseVia('facility'),
  'incident.park': through(['enterprise'], 'park', { stated: 'park' }),
  'incident.industry': industry,
  'incident.grade': incidentGrade,
  'incidentAnalysis.industry': through(['incident'], 'industry', { stated: 'industry' }),
  'issue.overdue': pastDue('dueOn', 'solvedOn'),
};
