export {
  loadDictionary,
  loadPlans,
  PlanFilesError,
  type PlanLibrary,
  readPlans,
  shippedPlans,
} from './load.ts';
export { loadProfile, profileIds } from './load-profile.ts';
export { faultText } from './load-reader.ts';
export {
  loadDivisionCodes,
  loadWorkingCalendar,
  readStandards,
  type StandardsLibrary,
} from './load-standards.ts';
export type { EvaluatedClause, Evaluation, RecordedEntry, Words } from './model.ts';
export { type ClauseExplanation, explainClause, standingWords } from './rules/explain/clause.ts';
export {
  type Lexicon,
  parameterValueWords,
  roleWords,
  typeWords,
  valueWords,
} from './rules/explain/lexicon.ts';
export type { ClauseStatus, DutyStatus, Tally } from './rules/figures.ts';
export { dutyStatuses } from './rules/figures.ts';
export { type ParameterRow, type ProfileChanges, parameterRows } from './rules/parameter-table.ts';
export { readValue, valueShape } from './rules/parameter-value.ts';
export { entriesInForce, layered } from './rules/parameters.ts';
export type { CaughtUp } from './service/caught-up.ts';
export type { DutyStoreOptions } from './service/compiled.ts';
export { DutyStore } from './service/duties.ts';
export {
  applyProfile,
  divisionChain,
  isRecordedArea,
  parameterEntries,
  type Recording,
  recordAfter,
  recordParameter,
} from './service/parameters.ts';
export { project } from './service/project.ts';
export type { Supposed } from './service/supposing.ts';
export {
  type DutyName,
  type ExplainedDuty,
  evaluatePlan,
  explainedDuty,
  type Seen,
} from './service.ts';
export type { Divisions } from './store/evaluate.ts';
export { forgetChanges } from './store/stale.ts';
