/**
 * How well dual prevention works in an enterprise over a span (双重预防机制运行效果), as the guide
 * has it: E = (A + B) × α. What the guide's text on file does not say in numbers (deductions, veto)
 * is a parameter, none until it is set; what cannot be scored is null, never full marks.
 */
export interface Counted {
  /** Tasks whose time ended within the span. */
  readonly planned: number;
  /** Of them done in time. */
  readonly done: number;
  readonly hazardsDue: number;
  readonly accepted: number;
  readonly dutyDeduct: number;
  readonly fewDeduct: number;
  readonly veto: boolean;
}

export interface Scores {
  /** 排查任务完成情况; null: there was no task (无任务). */
  readonly a: number | null;
  /** 隐患治理情况; null: nothing was to be rectified (隐患过少, the deduction is not on file). */
  readonly b: number | null;
  readonly e: number | null;
}

const HALF = 50;
const fourPlaces = (value: number): number => Math.round(value * 10_000) / 10_000;

function half(done: number, all: number, deduct: number): number | null {
  if (all === 0) return null;
  return fourPlaces(Math.max(0, (Math.min(done, all) / all) * HALF - deduct));
}

/** Where nothing was due, the deduction alone says what that is worth; none is set: it is not scored. */
function treated({ accepted, hazardsDue, fewDeduct }: Counted): number | null {
  if (hazardsDue > 0) return half(accepted, hazardsDue, fewDeduct);
  return fewDeduct > 0 ? Math.max(0, HALF - fewDeduct) : null;
}

export function scoresOf(counted: Counted): Scores {
  const a = half(counted.done, counted.planned, counted.dutyDeduct);
  const b = treated(counted);
  if (counted.veto) return { a, b, e: 0 };
  return { a, b, e: a === null || b === null ? null : fourPlaces(a + b) };
}

export interface ScoreLevel {
  readonly name: string;
  readonly min: number;
}

/** The level of a score by cut-offs, the highest first; null: there is no score. */
export function levelOf(score: number | null, levels: readonly ScoreLevel[]): string | null {
  if (score === null) return null;
  const best = levels.toSorted((a, b) => b.min - a.min).find(({ min }) => score >= min);
  return best?.name ?? null;
}

/** Cut-offs that somebody set, over those that ship; they stay in order, or the shipped ones hold. */
export function levelsBy(
  shipped: readonly ScoreLevel[],
  set: readonly (number | null)[],
): readonly ScoreLevel[] {
  const levels = shipped.map((level, at) => ({ ...level, min: set[at] ?? level.min }));
  const ordered = levels.every(({ min }, at) => at === 0 || min < (levels[at - 1]?.min ?? 0));
  return ordered ? levels : shipped;
}
