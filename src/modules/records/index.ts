export { column, kindOf, refTarget, tableOf } from './columns.ts';
export { buildStatements } from './store/build.ts';
export { momentOf, validity } from './store/moments.ts';
export type { Evaluation } from './store/parameters.ts';
export type { Types, Value } from './store/scope.ts';
export { attributeOf, definitionOf, literal, Scope } from './store/scope.ts';
export type { Change } from './store/sweep.ts';
export { runningTotals } from './store/sweep.ts';
