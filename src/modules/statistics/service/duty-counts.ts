import type { Day } from '../../../kernel/calendar.ts';
import { must } from '../../../kernel/result.ts';
import type { Clause } from '../../../law/plans/model.ts';
import { dutyCounts, metricValue } from '../../overview/index.ts';
import type { Tally } from '../../plan/index.ts';
import type { Keyed } from '../rules/fold.ts';
import type { Asked } from './asked.ts';

const STATUSES = ['met', 'late', 'pending', 'overdue', 'unknown'] as const;

/** Clauses whose duties the table counts. */
export function clausesOf({ at, line, module }: Asked): readonly Clause[] {
  return at.city.clauses.filter(
    (clause) =>
      (line === null || clause.plan === line) && (module === null || clause.module === module),
  );
}

export interface DutyCount extends Keyed {
  readonly clause: Clause;
  /** The division. */
  readonly key: string | null;
}

/** Duties by clause and division within the caller's scope: the counts behind every figure. */
export async function dutiesCounted(asked: Asked, day: Day): Promise<DutyCount[]> {
  const { at, caller, areas, division } = asked;
  const tallies = await at.figures.talliesAt(caller, day);
  const within = division === null ? null : new Set(areas.under(division));
  return clausesOf(asked).flatMap((clause) => {
    const own = tallies.get(at.city.duties.numberOf(clause.id)) ?? [];
    const here = own.filter((each) => !within || (each.division && within.has(each.division)));
    return here.map((tally) => ({ clause, key: tally.division, values: valuesOf(tally) }));
  });
}

function valuesOf({ status, count }: Tally): number[] {
  return [count, ...STATUSES.map((each) => (each === status ? count : 0))];
}

/** With the share that the ranking has: one definition of attainment. */
export function withRate(values: readonly number[]): (number | null)[] {
  const tallies = STATUSES.map((status, index) => ({
    ...{ status, division: null },
    count: values[index + 1] ?? 0,
  })).filter(({ count }) => count > 0);
  const [counted = { total: 0, bad: 0 }] = dutyCounts(tallies, 'due');
  const rate = metricValue({ unit: 'share', better: 'higher' }, counted);
  return [...Array.from({ length: STATUSES.length + 1 }, (_, i) => values[i] ?? 0), rate];
}

/** The statuses that a column counts, as duty.span numbers them; null: all. */
export function statusesOf(measure: string): readonly number[] | null {
  if (measure === 'total' || measure === 'rate') return null;
  const index = (STATUSES as readonly string[]).indexOf(measure);
  return [must(index === -1 ? null : index, 'the measure was checked')];
}
