import { partsOf } from '../../../src/kernel/calendar.ts';
import type { Rec, State } from '../state.ts';
import { naming } from './records.ts';
import { NOTHING, type Rule } from './rule.ts';

const PASSED = ['pass', 'conditional'];

function passedReview(project: Rec, state: State, kind: string, onOrBefore: number): boolean {
  return naming(state, 'designReview', 'project', project.id).some(
    (review) =>
      state.string(review, 'kind') === kind &&
      PASSED.includes(state.string(review, 'result') ?? '') &&
      (state.day(review, 'date') ?? Infinity) <= onOrBefore,
  );
}

/** The day of a stage, once it is reached. */
function stage(project: Rec, state: State, attribute: string): number | undefined {
  const day = state.day(project, attribute);
  return day !== undefined && day <= state.today ? day : undefined;
}

const designReviewed: Rule['compute'] = (project, state) => {
  const kind = 'safety-facility-design';
  const any = naming(state, 'designReview', 'project', project.id).some(
    (review) => state.string(review, 'kind') === kind,
  );
  if (!any) return NOTHING;
  const limit = stage(project, state, 'constructionStartedOn') ?? state.today;
  return passedReview(project, state, kind, limit);
};

const GATES = [
  ['designStartedOn', 'safety-condition'],
  ['constructionStartedOn', 'safety-facility-design'],
  ['productionStartedOn', 'completion-acceptance'],
] as const;

const riskGatesComplete: Rule['compute'] = (project, state) => {
  const reached = GATES.flatMap(([attribute, kind]) => {
    const day = stage(project, state, attribute);
    return day === undefined ? [] : [{ day, kind }];
  });
  if (reached.length === 0) return NOTHING;
  return reached.every(({ day, kind }) => passedReview(project, state, kind, day));
};

const agedListedYear: Rule['compute'] = (facility, state) => {
  const day = state.day(facility, 'agedListedOn');
  return day === undefined ? NOTHING : partsOf(day).year;
};

const coveredBy: Rule['compute'] = (facility, state) => {
  const statuses = naming(state, 'systemStatus', 'facilities', facility.id);
  if (statuses.length === 0) return NOTHING;
  const inUse = statuses.filter((record) => state.string(record, 'status') === 'in-use');
  return [...new Set(inUse.flatMap((record) => state.string(record, 'system') ?? []))].sort();
};

const measuresComplete: Rule['compute'] = (facility, state) => {
  const required = state.list(facility, 'measuresRequired');
  if (required.length === 0) return NOTHING;
  const measures = state.list(facility, 'measures');
  return required.every((measure) => measures.includes(measure));
};

const lastLeakTestOn: Rule['compute'] = (equipment, state) => {
  const latest = state.latest(naming(state, 'leakTest', 'equipment', equipment.id));
  return latest ? state.value(latest, 'date') : NOTHING;
};

const hasDutyList: Rule['compute'] = (person, state) => {
  const lists = naming(state, 'assignment', 'person', person.id).filter(
    (record) => state.string(record, 'kind') === 'post-duty',
  );
  return lists.length === 0 ? NOTHING : lists.some((record) => state.inForce(record));
};

const certificateValid: Rule['compute'] = (person, state) => {
  const until = state.day(person, 'certificateValidUntil');
  return until === undefined ? NOTHING : until >= state.today;
};

const postCategoriesCovered: Rule['compute'] = (document, state) => {
  const categories = state.list(document, 'postCategories');
  return categories.length === 0 ? NOTHING : new Set(categories).size;
};

const reviewOverdue: Rule['compute'] = (item, state) => {
  const due = state.day(item, 'reviewDueOn');
  return due === undefined ? NOTHING : due < state.today;
};

const onTime: Rule['compute'] = (maintenance, state) => {
  const date = state.day(maintenance, 'date');
  const due = state.day(maintenance, 'dueOn');
  return date === undefined || due === undefined ? NOTHING : date <= due;
};

const reducedBy: Rule['compute'] = (plan, state) => {
  const peer = state.number(plan, 'peerFrequency');
  const own = state.number(plan, 'frequency');
  return peer === undefined || own === undefined || peer === 0 ? NOTHING : (peer - own) / peer;
};

/** National scale: deaths, serious injuries, direct loss in CNY; any one is enough. */
const SCALE = [
  { grade: 'I', deaths: 30, injuries: 100, loss: 100_000_000 },
  { grade: 'II', deaths: 10, injuries: 50, loss: 50_000_000 },
  { grade: 'III', deaths: 3, injuries: 10, loss: 10_000_000 },
] as const;

const grade: Rule['compute'] = (incident, state) => {
  const deaths = state.number(incident, 'deaths') ?? 0;
  const injuries = state.number(incident, 'seriousInjuries') ?? 0;
  const loss = state.number(incident, 'directLoss') ?? 0;
  const found = SCALE.find(
    (step) => deaths >= step.deaths || injuries >= step.injuries || loss >= step.loss,
  );
  return found?.grade ?? 'IV';
};

export const otherRules = (): Record<string, Rule> => ({
  'project.designReviewed': { compute: designReviewed },
  'project.riskGatesComplete': { compute: riskGatesComplete },
  'facility.agedListedYear': { compute: agedListedYear },
  'facility.coveredBy': { compute: coveredBy },
  'facility.measuresComplete': { compute: measuresComplete },
  'equipment.lastLeakTestOn': { compute: lastLeakTestOn },
  'person.hasDutyList': { compute: hasDutyList },
  'person.certificateValid': { compute: certificateValid },
  'document.postCategoriesCovered': { compute: postCategoriesCovered },
  'riskItem.reviewOverdue': { compute: reviewOverdue },
  'maintenance.onTime': { compute: onTime },
  'inspectionPlan.reducedBy': { compute: reducedBy },
  'incident.grade': { statedFirst: true, compute: grade },
});
