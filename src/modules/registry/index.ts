export { registryRoutes } from './routes.ts';
export { mayEdit, mayOwn } from './rules/ownership.ts';
export { isPersonal, masked } from './rules/personal.ts';
export { sheetTypes } from './rules/sheet-types.ts';
export { SearchIndex } from './service/search-index.ts';
export { type EnterpriseGroup, enterpriseGroups } from './store/enterprise-counts.ts';
