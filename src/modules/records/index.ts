export { column, kindOf, refTarget, tableOf } from './columns.ts';
export { type Marks, mark, markedIds, WHOLE } from './marks.ts';
export { buildStatements, momentOf, validity } from './store/build.ts';
export type { Hop, Read, Types, Value } from './store/scope.ts';
export { attributeOf, definitionOf, literal, Scope } from './store/scope.ts';
export { Walk, walkIndexes } from './store/walk.ts';
