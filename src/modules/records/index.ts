export { column, kindOf, refTarget, tableOf } from './columns.ts';
export { buildStatements, momentOf, validity } from './store/build.ts';
export type { Types, Value } from './store/scope.ts';
export { attributeOf, definitionOf, literal, Scope } from './store/scope.ts';
