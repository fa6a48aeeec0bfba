export { overviewRoutes } from './routes.ts';
export { CityFigures } from './service/figures.ts';
