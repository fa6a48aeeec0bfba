export {
  type AlarmKind,
  type Level,
  levels,
  type Rule,
  rules,
  type Signal,
  type Trust,
  trusts,
} from './model.ts';
