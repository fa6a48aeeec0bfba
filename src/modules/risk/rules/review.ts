import type { Day } from '../../../kernel/calendar.ts';
import { addMonths, formatDay, parseDay } from '../../../kernel/calendar.ts';
import type { Bilingual } from '../../../kernel/endpoint.ts';
import type { ReviewCause } from '../model.ts';

/** A risk point as far as its review goes; days as the ledger has them. */
export interface Reviewed {
  readonly identifiedOn: string | null;
  readonly reviewedOn: string | null;
  /** As it was stated; null: so many months after the last review. */
  readonly reviewDueOn: string | null;
}

/** Something that happened at the point: a change (变更) or an incident (事故). */
export interface Happened {
  readonly kind: 'change' | 'incident';
  readonly record: string;
  readonly on: string;
}

export interface Review {
  readonly due: boolean;
  readonly dueOn: string | null;
  readonly reasons: readonly {
    readonly cause: ReviewCause;
    readonly on: string;
    readonly record: string | null;
    readonly text: Bilingual;
  }[];
}

/** The last day on which the point was looked at as a whole. */
export const lastLook = ({ identifiedOn, reviewedOn }: Reviewed): string | null =>
  reviewedOn !== null && (identifiedOn === null || reviewedOn > identifiedOn)
    ? reviewedOn
    : identifiedOn;

export function nextReview(on: Day, months: number): string {
  return formatDay(addMonths(on, months));
}

/**
 * Is a review due, since when and why. Yearly: from the day after its date. What happened on the
 * day of the last review was reviewed with it.
 */
export function reviewOf(
  point: Reviewed,
  happened: readonly Happened[],
  today: string,
  months: number,
): Review {
  const last = lastLook(point);
  const day = last === null ? null : parseDay(last);
  const dueOn = point.reviewDueOn ?? (day?.ok ? nextReview(day.value, months) : null);
  const reasons: Review['reasons'][number][] = [];
  if (dueOn !== null && dueOn < today) {
    const text = {
      zh: `定期复评应于 ${dueOn} 前完成`,
      en: `the yearly review was due by ${dueOn}`,
    };
    reasons.push({ cause: 'yearly', on: dueOn, record: null, text });
  }
  const since = happened
    .filter(({ on }) => on <= today && (last === null || on > last))
    .sort((a, b) => (a.on < b.on ? -1 : 1));
  for (const { kind, record, on } of since)
    reasons.push({ cause: kind, on, record, text: SAYS[kind](on) });
  return { due: reasons.length > 0, dueOn, reasons };
}

const SAYS: Readonly<Record<Happened['kind'], (on: string) => Bilingual>> = {
  change: (on) => ({
    zh: `${on} 发生变更，其后没有复评`,
    en: `a change on ${on}, not reviewed since`,
  }),
  incident: (on) => ({
    zh: `${on} 发生事故，其后没有复评`,
    en: `an incident on ${on}, not reviewed since`,
  }),
};
