export {
  type AlarmKind,
  type Level,
  levels,
  type Rule,
  rules,
  type Signal,
  type Trust,
  trusts,
} from './model.ts';
export { liveRoutes, rulesRoutes, windowsRoutes } from './routes.ts';
export { liveParameters } from './rules/in-force.ts';
export { PARTS } from './rules/journal-parts.ts';
export type { Gateway, SignedIn } from './service/config.ts';
export { type Door, PUBLISHED, takeCall, takeMessage, takePublished } from './service/doors.ts';
export { Evaluator, type EvaluatorOptions } from './service/evaluator.ts';
export { keepFeeds, stateFeeds } from './service/feeds.ts';
export { yearsOf } from './service/history.ts';
export { setGatewayKey } from './service/keys.ts';
export { Live } from './service/live.ts';
export type { LiveOptions } from './service/live-options.ts';
export { type PlaceNow, placeNow } from './service/place-now.ts';
export { StreamDoor } from './service/stream-door.ts';
export { CONFIGURED } from './service/stream-journal.ts';
export type { TagRow } from './store/config.ts';
