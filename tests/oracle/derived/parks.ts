import { dayOf } from '../../../src/kernel/calendar.ts';
import type { Rec, State } from '../state.ts';
import { counted, datedInside, larger, naming, PLAN_FROM, PLAN_UNTIL } from './records.ts';
import { NOTHING, type Rule } from './rule.ts';

/** The stated date of CHEM-13.5. */
const GRADE_D_BY = dayOf(2024, 12, 31);

function statusRecords(park: Rec, state: State, kinds: readonly string[]): Rec[] {
  return naming(state, 'parkStatus', 'park', park.id).filter((record) =>
    kinds.includes(state.string(record, 'kind') ?? ''),
  );
}

const status: Rule['compute'] = (park, state) => {
  const last = state.latest(statusRecords(park, state, ['cancelled', 'suspended', 'restored']));
  if (!last) return NOTHING;
  const kind = state.string(last, 'kind');
  return kind === 'restored' ? 'recognised' : kind;
};

const riskGrade: Rule['compute'] = (park, state) => {
  const all = naming(state, 'parkRiskAssessment', 'park', park.id);
  if (all.length === 0) return NOTHING;
  const latest = state.latest(all.filter((record) => state.inForce(record)));
  return latest && state.value(latest, 'grade');
};

const riskGradeOverdue: Rule['compute'] = (park, state) => {
  const grade = state.string(park, 'riskGrade');
  return grade === undefined ? NOTHING : state.today > GRADE_D_BY && grade !== 'D';
};

const rectifyBy: Rule['compute'] = (park, state) => {
  const latest = state.latest(statusRecords(park, state, ['suspended']));
  return latest ? state.value(latest, 'rectifyBy') : NOTHING;
};

const rectificationOverdue: Rule['compute'] = (park, state) => {
  const by = state.day(park, 'rectifyBy');
  if (by === undefined) return NOTHING;
  return state.string(park, 'status') === 'suspended' && by < state.today;
};

const largerAccident: Rule['compute'] = (park, state) => {
  const incidents = counted(state, 'incident').filter((incident) => {
    const enterprise = state.refer(incident, 'enterprise');
    const inIt = enterprise && state.string(enterprise, 'park') === park.id;
    return inIt || state.string(incident, 'park') === park.id;
  });
  if (incidents.length === 0) return NOTHING;
  return incidents.some(
    (incident) => larger(state, incident) && datedInside(state, incident, PLAN_FROM, PLAN_UNTIL),
  );
};

/** A project record of the kind; its date does not matter. */
const majorRiskProject: Rule['compute'] = (park, state) => {
  const named = state
    .live('project')
    .some(
      (project) =>
        state.string(project, 'kind') === 'park-major-risk' &&
        state.string(project, 'park') === park.id,
    );
  return named ? true : NOTHING;
};

/** The grade of the assessment that was the latest valid one on the record's date. */
const gradeAtDate: Rule['compute'] = (record, state) => {
  const park = state.string(record, 'park');
  const date = state.time(record, 'date');
  if (park === undefined || !date) return NOTHING;
  const valid = naming(state, 'parkRiskAssessment', 'park', park).filter((assessment) =>
    state.validAt(assessment, date),
  );
  const latest = state.latest(valid);
  return latest ? state.value(latest, 'grade') : NOTHING;
};

export const parkRules = (): Record<string, Rule> => ({
  'park.status': { compute: status },
  'park.riskGrade': { compute: riskGrade },
  'park.riskGradeOverdue': { compute: riskGradeOverdue },
  'park.rectifyBy': { compute: rectifyBy },
  'park.rectificationOverdue': { compute: rectificationOverdue },
  'park.largerAccident': { compute: largerAccident },
  'park.majorRiskProject': { compute: majorRiskProject },
  'parkStatus.gradeAtDate': { statedFirst: true, compute: gradeAtDate },
});
