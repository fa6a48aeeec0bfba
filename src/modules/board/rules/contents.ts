import type { BoardRow, ClauseStatusName, PlanRow, Words } from '../model.ts';

/** The plans as their own tables of contents: sections, tasks and clauses in the plan's order. */

export interface PlannedClause {
  readonly id: string;
  readonly plan: string;
  readonly section: { readonly no: string; readonly zh: string; readonly en: string };
  readonly task: number | string;
  readonly taskTitle: Words;
}

export interface PlanTitle {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  readonly window: { readonly from: string; readonly until: string };
}

const NUMERALS = '序一二三四五六七八九十';

/** 序 before 一 before 二（一） before 二（二）. */
export function sectionRank(no: string): number {
  const [part = '', under = ''] = no.split('（');
  const numeral = (text: string): number => Math.max(0, NUMERALS.indexOf(text.charAt(0)));
  return 100 * numeral(part) + (under === '' ? 0 : numeral(under));
}

const isBefore = (a: PlannedClause, b: PlannedClause): number =>
  sectionRank(a.section.no) - sectionRank(b.section.no);

/** `rows`: what the filter shows; `statuses`: of every clause. */
export function contentsOf(
  plans: readonly PlanTitle[],
  clauses: readonly PlannedClause[],
  rows: ReadonlyMap<string, BoardRow>,
  statuses: ReadonlyMap<string, ClauseStatusName>,
): PlanRow[] {
  return plans.map((plan) => {
    const own = clauses.filter((clause) => clause.plan === plan.id);
    return {
      id: plan.id,
      title: { zh: plan.zh, en: plan.en },
      ...plan.window,
      clauses: own.length,
      byStatus: counted(own.flatMap(({ id }) => statuses.get(id) ?? [])),
      sections: sectionsOf(own, rows),
    };
  });
}

function counted(statuses: readonly ClauseStatusName[]): PlanRow['byStatus'] {
  const counts: PlanRow['byStatus'] = {};
  for (const status of statuses) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

function sectionsOf(
  clauses: readonly PlannedClause[],
  rows: ReadonlyMap<string, BoardRow>,
): PlanRow['sections'] {
  const sections = new Map<string, PlanRow['sections'][number]>();
  // Sorting is stable: within a section the order of the files, which is the plan's, stays.
  for (const { id, section, task, taskTitle } of [...clauses].sort(isBefore)) {
    const row = rows.get(id);
    if (!row) continue;
    const { no, zh, en } = section;
    const held = sections.get(no) ?? { no, title: { zh, en }, tasks: [] };
    sections.set(no, held);
    const name = String(task);
    const last = held.tasks.at(-1);
    if (last?.task === name) last.clauses.push(row);
    else held.tasks.push({ task: name, title: taskTitle, clauses: [row] });
  }
  return [...sections.values()];
}
