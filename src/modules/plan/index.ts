export {
  loadDictionary,
  loadPlans,
  PlanFilesError,
  type PlanLibrary,
  readPlans,
  shippedPlans,
} from './load.ts';
export { loadProfile } from './load-profile.ts';
export { faultText } from './load-reader.ts';
export { readStandards, type StandardsLibrary } from './load-standards.ts';
export type { EvaluatedClause, Evaluation } from './model.ts';
export { DutyStore, type DutyStoreOptions } from './service/duties.ts';
export { project } from './service/project.ts';
export { evaluatePlan } from './service.ts';
