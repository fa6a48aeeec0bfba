export { type Criteria, criteria, type FoundItem } from './load.ts';
export { criteriaRoutes } from './routes.ts';
export { type Binding, bindingOn, concerns, inForceOn } from './rules/binding.ts';
export { type Cited, citedBy } from './rules/citing.ts';
