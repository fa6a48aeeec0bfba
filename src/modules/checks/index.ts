export { checksRoutes } from './routes.ts';
