export { replay } from './rules/replay.ts';
