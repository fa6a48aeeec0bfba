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
export type { Gateway } from './service/config.ts';
export { PUBLISHED, takeCall, takeMessage, takePublished } from './service/doors.ts';
export { yearsOf } from './service/history.ts';
export { setGatewayKey } from './service/keys.ts';
export { Live, type LiveOptions } from './service/live.ts';
export type { TagRow } from './store/config.ts';
