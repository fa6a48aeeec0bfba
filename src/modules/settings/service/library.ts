import { must } from '../../../kernel/result.ts';
import type { Vocabulary } from '../../../law/plans/model.ts';
import type { StandardsLibrary } from '../../plan/index.ts';
import { loadPlans, readStandards } from '../../plan/index.ts';

interface Library {
  readonly vocabulary: Vocabulary;
  readonly standards: StandardsLibrary;
}

let shipped: Library | null = null;

/** Words of the field and the standards that ship: read once. */
export function library(): Library {
  if (shipped === null) {
    const standards = readStandards();
    shipped = {
      vocabulary: loadPlans().vocabulary,
      standards: must(standards.ok ? standards.value : null, 'the standards that ship are sound'),
    };
  }
  return shipped;
}
