export { patrolRoutes } from './routes.ts';
