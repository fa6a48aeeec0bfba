export { registryRoutes } from './routes.ts';
export { SearchIndex } from './service/search-index.ts';
