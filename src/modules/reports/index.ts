export { reportsPages, reportsRoutes } from './routes.ts';
