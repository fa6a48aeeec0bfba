export type { CityOptions } from './city.ts';
export { DEFAULT_UNTIL, generateCity, generateFacts } from './city.ts';
export type { Divisions } from './model.ts';
export { divisionsSchema } from './model.ts';
export { streamEnds } from './rules/authorities.ts';
export { creditCode } from './rules/credit-code.ts';
export type { Fact } from './rules/fact.ts';
export { demoLists } from './rules/lists.ts';
export { CROWD, IDLE_SHARE, leakAt, type Scene, sceneAt, simulated } from './rules/simulated.ts';
