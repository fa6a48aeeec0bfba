import type { Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import type { Stage, Step } from '../model.ts';
import { stageAfter } from './machine.ts';
import { table } from './table.ts';

/**
 * The stage that a history leads to. A hazard that came in without steps begins where its first one
 * says. Refused: a history in which a step is missing, doubled, out of its place, or forbidden.
 */
export function replay(steps: readonly Step[]): Result<Stage | null, string> {
  let stage: Stage | null = null;
  for (const [index, step] of steps.entries()) {
    const { no, act, from, to, major } = step;
    if (no !== index + 1) return refuse(`step ${index + 1} is numbered ${no}`);
    if (act === 'report') {
      if (index > 0 || from !== null || to !== 'reported')
        return refuse(`step ${no}: reported twice`);
      stage = to;
      continue;
    }
    const began: Stage | null = index === 0 ? from : stage;
    if (from === null || from !== began)
      return refuse(`step ${no} begins at ${from}, not ${stage}`);
    if (!table[act].from.includes(from)) return refuse(`step ${no}: no '${act}' from ${from}`);
    if (stageAfter(act, from, major) !== to)
      return refuse(`step ${no}: '${act}' does not lead to ${to}`);
    stage = to;
  }
  return ok(stage);
}
