export { videoRoutes } from './routes.ts';
export { type VideoPlatform, videoPlatformBy } from './rules/platform.ts';
