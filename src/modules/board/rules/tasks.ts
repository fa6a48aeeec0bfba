import type { BoardRow, ClauseStatusName, PlanRow, Words } from '../model.ts';

/** A task of a plan with what its clauses add up to. */
export interface TaskRow {
  readonly plan: string;
  /** How clauses of the plan begin: CHEM, TRADE. */
  readonly prefix: string;
  readonly section: string;
  readonly sectionTitle: Words;
  readonly task: string;
  readonly title: Words;
  readonly clauses: number;
  readonly met: number;
  readonly risk: number;
  readonly missed: number;
  readonly done: number;
  readonly owed: number;
  readonly overdue: number;
  readonly behind: BoardRow['behind'];
}

const MET: ReadonlySet<ClauseStatusName> = new Set(['met', 'attested']);
const RISK: ReadonlySet<ClauseStatusName> = new Set(['atRisk', 'notAttested']);
const MISSED: ReadonlySet<ClauseStatusName> = new Set(['missed', 'unmet']);

/** Every task in the plan's order, or those with most overdue duties first. */
export function tasksOf(plans: readonly PlanRow[], byOverdue: boolean): TaskRow[] {
  const rows = plans.flatMap((plan) =>
    plan.sections.flatMap((section) =>
      section.tasks.map((task) => ({
        plan: plan.id,
        prefix: task.clauses[0]?.id.split('-')[0] ?? plan.id,
        section: section.no,
        sectionTitle: section.title,
        task: task.task,
        title: task.title,
        ...sumsOf(task.clauses),
      })),
    ),
  );
  return byOverdue ? rows.sort((a, b) => b.overdue - a.overdue) : rows;
}

function sumsOf(
  clauses: readonly BoardRow[],
): Omit<TaskRow, 'plan' | 'prefix' | 'section' | 'sectionTitle' | 'task' | 'title'> {
  const having = (set: ReadonlySet<ClauseStatusName>): number =>
    clauses.filter(({ figure }) => set.has(figure.status)).length;
  const sum = (of: (figure: BoardRow['figure']) => number): number =>
    clauses.reduce((total, { figure }) => total + of(figure), 0);
  return {
    clauses: clauses.length,
    met: having(MET),
    risk: having(RISK),
    missed: having(MISSED),
    done: sum(({ met, late }) => met + late),
    owed: sum(({ population }) => population),
    overdue: sum(({ overdue }) => overdue),
    behind: behindOf(clauses),
  };
}

function behindOf(clauses: readonly BoardRow[]): BoardRow['behind'] {
  const places = new Map<string, BoardRow['behind'][number]>();
  for (const { id, name, overdue } of clauses.flatMap(({ behind }) => behind)) {
    const known = places.get(id)?.overdue ?? 0;
    places.set(id, { id, name, overdue: known + overdue });
  }
  return [...places.values()].sort((a, b) => b.overdue - a.overdue || (a.id < b.id ? -1 : 1));
}
