export { inboxCounts, tasksRoutes } from './routes.ts';
export { keysOf } from './rules/owners.ts';
export { taskSettings } from './rules/settings.ts';
export { clauseName } from './rules/titles.ts';
export { TaskBoard } from './service/board.ts';
export { heldBy } from './service/held.ts';
export { type Colleagues, dayAsked } from './service/inbox.ts';
export { closeTodo, type Raised, raiseTodo, tellNode } from './service/raise.ts';
export { Tasks } from './service.ts';
