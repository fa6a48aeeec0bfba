export { warningRoutes } from './routes.ts';
export { Warnings } from './service/warnings.ts';
