import { must } from '../../../kernel/result.ts';
import type { Plan, Vocabulary } from '../../../law/plans/model.ts';
import type { LiveCity } from '../../identity/index.ts';
import type { Lexicon, StandardsLibrary } from '../../plan/index.ts';
import { entriesInForce, loadPlans, readStandards } from '../../plan/index.ts';
import type { Asked } from './asked.ts';

interface Library {
  readonly plans: readonly Plan[];
  readonly vocabulary: Vocabulary;
  readonly standards: StandardsLibrary;
}

let shipped: Library | null = null;

/** The plans' titles, the words of the field and the standards: read once. */
export function library(): Library {
  if (shipped === null) {
    const { plans, vocabulary } = loadPlans();
    const standards = readStandards();
    shipped = {
      plans,
      vocabulary,
      standards: must(standards.ok ? standards.value : null, 'the standards that ship are sound'),
    };
  }
  return shipped;
}

/** Words with the values that hold on the day, in a division or in general. */
export function lexiconOn(city: LiveCity, { day }: Asked, chain: readonly string[]): Lexicon {
  return {
    dictionary: { types: city.duties.types },
    vocabulary: library().vocabulary,
    definitions: city.options.definitions,
    values: entriesInForce(city.parameters, day, chain),
  };
}
