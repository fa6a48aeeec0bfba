export { alarmsRoutes } from './routes.ts';
export { Alarms } from './service/alarms.ts';
