import { must } from '../../kernel/result.ts';
import { dualPreventionHazchem } from '../../law/standards/shapes/dual-prevention-hazchem.ts';
import { readStandards } from '../plan/index.ts';
import type { ScoreLevel } from './rules/scores.ts';

export interface Scoring {
  /** The highest first. */
  readonly levels: readonly ScoreLevel[];
  /** The cut-offs are from memory, not from the guide's text. */
  readonly recalled: boolean;
}

let shipped: Scoring | null = null;

/** How the guide of dual prevention scores, as it ships; read once. */
export function scoring(): Scoring {
  shipped ??= load();
  return shipped;
}

function load(): Scoring {
  const read = readStandards();
  const { files } = must(read.ok ? read.value : null, 'the standards that ship are sound');
  const file = files.get('dual-prevention-hazchem.json');
  const { levels, levelsConfidence } = dualPreventionHazchem.parse(file).scoring;
  return { levels, recalled: levelsConfidence.startsWith('recalled') };
}
