export { loadDictionary, loadPlans } from './load.ts';
export type { EvaluatedClause, Evaluation, ParameterDefinition, PlanClause } from './model.ts';
export type { ParameterValue } from './rules/parameters.ts';
export { parseParameters } from './rules/parameters.ts';
export { evaluatePlan, project } from './service.ts';
