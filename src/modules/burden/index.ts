export { burdenRoutes } from './routes.ts';
export { type FormSent, keepFormTime } from './service/keep.ts';
