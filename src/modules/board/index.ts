export { boardRoutes } from './routes.ts';
export { kindWords } from './rules/words.ts';
export { type Asked, type BoardDeps, dayAsked } from './service/asked.ts';
export { moduleWords } from './service/board.ts';
