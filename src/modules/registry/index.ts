export { registryRoutes } from './routes.ts';
export { mayEdit, mayOwn } from './rules/ownership.ts';
export { isPersonal, masked } from './rules/personal.ts';
export { SearchIndex } from './service/search-index.ts';
