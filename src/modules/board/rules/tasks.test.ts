import { expect, test } from 'vitest';
import type { BoardRow, ClauseStatusName, PlanRow } from '../model.ts';
import { tasksOf } from './tasks.ts';

const clause = (status: ClauseStatusName, overdue: number, behind: BoardRow['behind'] = []) =>
  ({
    id: 'CHEM-1.1',
    behind,
    figure: { status, overdue, population: overdue + 3, met: 2, late: 1 },
  }) as unknown as BoardRow;
const place = (id: string, overdue: number) => ({ id, name: `县${id}`, overdue });

test('a task adds up its clauses; the most overdue first where asked', () => {
  const words = { zh: '题', en: 'title' };
  const task = (no: string, ...clauses: BoardRow[]) => ({ task: no, title: words, clauses });
  const plan = {
    id: 'p',
    title: words,
    sections: [
      {
        no: '一',
        title: words,
        tasks: [
          task('1', clause('met', 0)),
          task(
            '2',
            clause('missed', 4, [place('b', 3), place('a', 1)]),
            clause('atRisk', 2, [place('a', 2)]),
          ),
        ],
      },
    ],
  } as unknown as PlanRow;
  const rows = tasksOf([plan], false);
  expect(rows.map(({ task: no }) => no)).toEqual(['1', '2']);
  expect(rows[1]).toMatchObject({
    prefix: 'CHEM',
    ...{ clauses: 2, met: 0, risk: 1, missed: 1, done: 6, owed: 12, overdue: 6 },
    behind: [place('a', 3), place('b', 3)],
  });
  expect(tasksOf([plan], true).map(({ task: no }) => no)).toEqual(['2', '1']);
});
