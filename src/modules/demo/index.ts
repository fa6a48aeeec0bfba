export type { CityOptions } from './city.ts';
export { DEFAULT_UNTIL, generateCity, generateFacts } from './city.ts';
export type { Divisions, PlayingScene, SceneName, ScenePlace, Stage } from './model.ts';
export { divisionsSchema, sceneNames } from './model.ts';
export { demoRoutes } from './routes.ts';
export { streamEnds } from './rules/authorities.ts';
export { creditCode } from './rules/credit-code.ts';
export type { Fact } from './rules/fact.ts';
export { demoLists } from './rules/lists.ts';
export {
  CROWD,
  IDLE_SHARE,
  leakAt,
  type Scene,
  sceneAt,
  sceneTimes,
  simulated,
} from './rules/simulated.ts';
