/**
 * How well dual prevention works in an enterprise over a span (双重预防机制运行效果), as the guide
 * has it: E = (A + B) × α. What the guide's text on file does not say in numbers (deductions) is
 * zero and named as unknown; what cannot be scored is null, never full marks.
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

export function scoresOf(counted: Counted): Scores {
  const a = half(counted.done, counted.planned, counted.dutyDeduct);
  const b = half(counted.accepted, counted.hazardsDue, counted.fewDeduct);
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
