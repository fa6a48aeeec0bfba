export type { Status } from './contract.ts';
export type { Caller, Grant, Scope } from './model.ts';
export { identityRoutes } from './routes.ts';
export { EVERYONE, inForce, scopeOf } from './rules/keys.ts';
export type { Applying, Change, CityOptions, Statement } from './service/live-city.ts';
export { LiveCity } from './service/live-city.ts';
export { reading, withScope } from './service/scoped.ts';
export { WriteKeys } from './service/write-keys.ts';
