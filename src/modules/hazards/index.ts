export type { Act, Stage, Step } from './model.ts';
export { hazardsRoutes } from './routes.ts';
export { stageAfter } from './rules/machine.ts';
export { replay } from './rules/replay.ts';
export { OWN_SOURCES } from './rules/table.ts';
