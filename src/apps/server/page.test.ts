import { expect, test } from 'vitest';
import { parseDay } from '../../kernel/calendar.ts';
import type { EvaluatedClause } from '../../modules/plan/index.ts';
import { frontPage } from './page.ts';

const day = parseDay('2026-11-24');
const clause = (id: string, status: EvaluatedClause['status']): EvaluatedClause => ({
  id,
  status,
  population: 1,
  met: 1,
  late: 0,
  pending: 0,
  overdue: 0,
  unknown: 0,
  value: 1,
  target: null,
  byJurisdiction: {},
  duties: [],
});
const base = {
  loading: false,
  facts: 4321,
  records: [{ name: '企业', type: 'enterprise<x>', count: 7 }],
  clauses: 352,
  figures: null,
} as const;

test('the page says what the ledger holds, and marks the made-up city', () => {
  const page = frontPage({ ...base, demo: 'whole' });
  expect(page).toContain('4321 条事实');
  expect(page).toContain('企业 enterprise&lt;x&gt;</td><td class="n">7');
  expect(page).toContain('合成演示数据');
  expect(page).toContain('http-equiv="refresh"');
  expect(frontPage({ ...base, demo: 'none' })).not.toContain('合成演示数据');
  expect(frontPage({ ...base, demo: 'part' })).toContain('只载入了一部分');
  expect(frontPage({ ...base, demo: 'none', loading: true })).toContain('正在载入');
});

test('figures are counted by status, with their day', () => {
  if (!day.ok) throw new Error(day.error);
  const clauses = [clause('A', 'met'), clause('B', 'met'), clause('C', 'missed')];
  const figures = {
    asOf: day.value,
    facts: 4321,
    entries: 0,
    evaluation: { asOf: '2026-11-24', clauses },
  };
  const page = frontPage({ ...base, demo: 'whole', figures });
  expect(page).toContain('截至 2026-11-24');
  expect(page).toContain('达标 met</td><td class="n">2');
  expect(page).toContain('逾期未达 missed</td><td class="n">1');
  expect(page).not.toContain('http-equiv="refresh"');
});
