export {
  faultText,
  loadDictionary,
  loadPlans,
  loadProfile,
  PlanFilesError,
  type PlanLibrary,
  readPlans,
  shippedPlans,
} from './load.ts';
export type { EvaluatedClause, Evaluation } from './model.ts';
export { evaluatePlan, project } from './service.ts';
