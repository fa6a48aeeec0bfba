import { expect, test } from 'vitest';
import type { BoardRow } from '../model.ts';
import { contentsOf, sectionRank } from './contents.ts';

test.each([
  ['序', '一'],
  ['一', '二（一）'],
  ['二（一）', '二（二）'],
  ['二（八）', '二（十）'],
  ['二（八）', '三（一）'],
])('%s stands before %s', (a, b) => {
  expect(sectionRank(a)).toBeLessThan(sectionRank(b));
});

const plan = {
  id: 'p',
  zh: '方案',
  en: 'Plan',
  window: { from: '2024-01-01', until: '2026-12-31' },
};
const clause = (id: string, no: string, task: number | string) => ({
  id,
  plan: 'p',
  section: { no, zh: `节${no}`, en: `s ${no}` },
  task,
  taskTitle: { zh: `任务${task}`, en: `task ${task}` },
});

test('sections, tasks and clauses in the plan’s order; what the filter hides still counts', () => {
  const clauses = [
    clause('A', '二（二）', 5),
    clause('B', '二（一）', 1),
    clause('C', '二（一）', 1),
    clause('D', '二（一）', 2),
    clause('G', '一', 'G'),
  ];
  const rows = new Map(
    clauses.filter(({ id }) => id !== 'D').map(({ id }) => [id, { id } as BoardRow]),
  );
  const statuses = new Map(clauses.map(({ id }) => [id, id === 'A' ? 'missed' : 'met'] as const));
  const [contents] = contentsOf([plan], clauses, rows, statuses);
  const shape = contents?.sections.map(({ no, tasks }) => [
    no,
    ...tasks.map((t) => [t.task, ...t.clauses.map(({ id }) => id)]),
  ]);
  expect(shape).toEqual([
    ['一', ['G', 'G']],
    ['二（一）', ['1', 'B', 'C']],
    ['二（二）', ['5', 'A']],
  ]);
  expect(contents?.clauses).toBe(5);
  expect(contents?.byStatus).toEqual({ met: 4, missed: 1 });
});
