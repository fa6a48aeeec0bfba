export { MAX_BYTES, parseInventory } from './intake.ts';
export { loadGb18218 } from './load.ts';
export type {
  InventoryError,
  ItemResult,
  Judgement,
  Level,
  Step,
  UnitResult,
} from './model.ts';
export { describeErrors, describeJudgement } from './rules/describe.ts';
export type { LineFault } from './rules/held.ts';
export { highestLevel, judgeInventory } from './rules/judge.ts';
export type { HeldResult } from './service.ts';
export { faultsOfLine, hazardLevel, judgeHeld } from './service.ts';
