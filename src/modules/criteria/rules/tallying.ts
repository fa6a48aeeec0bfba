import type { Bilingual } from '../../../kernel/endpoint.ts';
import type { MajorGroup, Month, Share, Tally } from '../model.ts';

/** Sums of groups of major hazards: every number of the database comes from here. */

const EMPTY: Tally = {
  ...{ all: 0, open: 0, overdue: 0, closed: 0, onBooks: 0, closedInYear: 0, reopened: 0 },
};

export function tallyOf(groups: Iterable<MajorGroup>): Tally {
  let sum = EMPTY;
  for (const group of groups) sum = added(sum, group);
  return sum;
}

function added(sum: Tally, group: MajorGroup): Tally {
  const { count } = group;
  const of = (is: boolean): number => (is ? count : 0);
  return {
    all: sum.all + count,
    open: sum.open + of(group.open),
    overdue: sum.overdue + of(group.overdue),
    closed: sum.closed + of(!group.open),
    onBooks: sum.onBooks + of(group.onBooks),
    closedInYear: sum.closedInYear + of(group.closedInYear),
    reopened: sum.reopened + of(group.reopened),
  };
}

/** Of a hundred that were closed within the year, how many came back (复发率); null: none was closed. */
export const relapseOf = ({ reopened, closedInYear }: Tally): number | null =>
  closedInYear === 0 ? null : Math.round((1000 * reopened) / closedInYear) / 10;

export const NONE = 'none';

/** Shares by a value of the groups, the largest first; what is not on record comes last. */
export function sharesBy(
  groups: readonly MajorGroup[],
  valueIn: (group: MajorGroup) => string | null,
  labelOf: (value: string) => Bilingual,
): Share[] {
  const sums = new Map<string, Tally>();
  for (const group of groups) {
    const value = valueIn(group) ?? NONE;
    sums.set(value, added(sums.get(value) ?? EMPTY, group));
  }
  return [...sums]
    .map(([value, tally]) => ({ value, label: labelOf(value), ...tally }))
    .sort(
      (a, b) =>
        Number(a.value === NONE) - Number(b.value === NONE) ||
        b.all - a.all ||
        (a.value < b.value ? -1 : 1),
    );
}

/**
 * Found and closed in each month, and open at its end, by what is known on the day: a hazard that
 * was re-opened counts as open from when it was found. `months` are first days, oldest first.
 */
export function monthsOf(groups: readonly MajorGroup[], months: readonly string[]): Month[] {
  return months.map((month) => {
    const sum = (is: (group: MajorGroup) => boolean): number =>
      groups.reduce((all, group) => all + (is(group) ? group.count : 0), 0);
    return {
      month: month.slice(0, 7),
      found: sum(({ foundMonth }) => foundMonth === month),
      closed: sum(({ closedMonth, open }) => !open && closedMonth === month),
      open: sum(
        ({ foundMonth, closedMonth, open }) =>
          (foundMonth ?? '') <= month && (open || closedMonth === null || closedMonth > month),
      ),
    };
  });
}
