export { postsRoutes, riskRoutes } from './routes.ts';
