export type { Step } from './model.ts';
export { acts } from './model.ts';
export { hazardsRoutes } from './routes.ts';
export { replay } from './rules/replay.ts';
export { loopParameters } from './rules/settings.ts';
export { reportHazard } from './service/acting.ts';
export { reporting } from './service/common.ts';
export { hazardSteps } from './service/todos.ts';
