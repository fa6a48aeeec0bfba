export { checksRoutes } from './routes.ts';
export { checkParameters, checkSettings } from './rules/settings.ts';
export { windowsOn } from './rules/windows.ts';
export { tasksOfDay } from './store/completion.ts';
