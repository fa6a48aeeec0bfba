export { settingsRoutes } from './routes.ts';
export { parametersOn } from './service/read.ts';
export { standardsOn } from './service/standards.ts';
