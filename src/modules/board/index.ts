export { boardRoutes } from './routes.ts';
export { type Asked, type BoardDeps, dayAsked } from './service/asked.ts';
