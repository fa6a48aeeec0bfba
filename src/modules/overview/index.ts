export { CityFigures } from './service/figures.ts';
