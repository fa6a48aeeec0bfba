export { overviewRoutes } from './routes.ts';
export { AT_RISK } from './rules/at-risk.ts';
export { CityFigures } from './service/figures.ts';
