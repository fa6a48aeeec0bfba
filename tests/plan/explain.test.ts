import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { must } from '../../src/kernel/result.ts';
import type { ParameterEntry } from '../../src/law/plans/model.ts';
import {
  evaluatePlan,
  explainedDuty,
  loadDictionary,
  loadPlans,
} from '../../src/modules/plan/index.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { city, type Row } from './cases/worked.ts';
import { dayOf, load } from './support.ts';

/** What is said of a duty: facts, rule, value, and what is missing. */

const dictionary = loadDictionary();
const { clauses, parameters: definitions, vocabulary } = loadPlans();
const firm = (id: string, set: Record<string, unknown> = {}): Row => [
  'enterprise',
  id,
  '2024-01-05',
  { name: `${id}公司`, jurisdiction: '371728', industry: ['hazchem'], ...set },
];
const visit = (id: string, date: string): Row => [
  'stationingVisit',
  id,
  date,
  { enterprise: 'E2', date, onSite: true },
];
const alarm = (id: string, enterprise: string): Row => [
  'alarm',
  id,
  '2024-05-01T08:00:00+08:00',
  { enterprise, system: 's-prov-hazchem', raisedAt: '2024-05-01T08:00:00+08:00' },
];
const rows: readonly Row[] = [
  ...city,
  firm('E1', { gradeColour: 'red' }),
  firm('E2', { stationed: true }),
  firm('E3', { jurisdiction: '371721' }),
  ['facility', 'F1', '2024-01-05', { enterprise: 'E1', majorHazard: true, majorHazardLevel: 1 }],
  ['facility', 'F2', '2024-01-05', { enterprise: 'E2', majorHazard: true, majorHazardLevel: 1 }],
  [
    'standardisationGrade',
    'S1',
    '2024-05-01',
    { enterprise: 'E1', status: 'awarded', level: 2, decidedOn: '2024-05-01' },
  ],
  [
    'incident',
    'X1',
    '2024-03-01',
    { enterprise: 'E1', date: '2024-03-01T09:00:00+08:00', considerableSocialImpact: true },
  ],
  [
    'hazard',
    'H1',
    '2024-03-01',
    { enterprise: 'E1', foundOn: '2024-03-01', major: true, class: 'static' },
  ],
  visit('V1', '2024-03-05'),
  visit('V2', '2024-04-05'),
  visit('V3', '2024-04-20'),
  firm('T1', { industry: ['trade'] }),
  [
    'training',
    'T-1',
    '2024-02-01',
    { enterprise: 'T1', date: '2024-02-01', topics: ['major-risk'] },
  ],
  alarm('A1', 'E1'),
  alarm('A3', 'E3'),
];
const handle = (value: string, more: Partial<ParameterEntry>): ParameterEntry => ({
  name: 'alarm.handleWithin',
  value,
  from: '2024-01-01',
  jurisdiction: null,
  reason: '会议纪要',
  by: '市局',
  ...more,
});
const values = [
  { ...handle('P3M', {}), name: 'training.majorHazard.period' },
  handle('PT24H', {}),
  handle('PT2H', { jurisdiction: '371728', reason: { zh: '值守', en: 'night watch' }, by: '县局' }),
];

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
  await load(db, rows);
});
afterAll(() => db.close());

const options = (asOf: string) => ({
  db: db.owner,
  dictionary,
  definitions,
  values,
  asOf: dayOf(asOf),
});

const said: [string, string, string, string | null, RegExp, RegExp][] = [
  [
    'met: whose facts',
    'CHEM-2.5',
    'enterprise/E1',
    null,
    /责任主体：企业“E1公司”（E1）.*依据标准化定级（S1）的事实：sha256:\w+。状态：已完成，自2024-05-01起满足。$/,
    /Facts about standardisation case and grade \(S1\): sha256:\w+\. Status: met, holding since 2024-05-01\.$/,
  ],
  [
    'overdue: no record at all',
    'CHEM-2.5',
    'enterprise/E2',
    null,
    /依据事实：无。状态：逾期，期限2024-12-31已过，截至2025-02-01仍未完成，因为没有符合条件的“标准化定级”记录。$/,
    /Facts: none\. Status: overdue, 2024-12-31 has passed.*no matching record of “standardisation/,
  ],
  [
    'too few records in a period',
    'CHEM-22.4',
    'enterprise/E2',
    '2024-03',
    /周期 2024-03.*符合条件的“驻点监督”记录有1条，要求不少于2条。$/,
    /there is 1 matching record of “visit by stationed supervisors”, but at least 2 are needed\.$/,
  ],
  [
    'a list that is covered in part',
    'TRADE-18.1',
    'enterprise/T1',
    '2024-Q1',
    /符合条件的“培训”记录有1条，尚缺：重大事故隐患判定标准。$/,
    /there is 1 matching record of “training.*”, what is missing: major-hazard criteria\.$/,
  ],
  [
    'enough records in a period',
    'CHEM-22.4',
    'enterprise/E2',
    '2024-04',
    /依据驻点监督（V2）、驻点监督（V3）的事实.*状态：已完成/,
    /Status: met/,
  ],
  [
    'a condition that is false',
    'CHEM-19.3',
    'enterprise/E1',
    null,
    /因为“评估等级颜色”为红，而要求“评估等级颜色”为下列之一：蓝、黄。$/,
    /“colour grade” is red while “colour grade” is one of blue, yellow is asked for\.$/,
  ],
  [
    'an attribute without value',
    'CHEM-19.3',
    'enterprise/E2',
    null,
    /状态：不明（不算完成），因为“评估等级颜色”没有值（要求/,
    /Status: unknown \(which does not count as met\) because “colour grade” has no value/,
  ],
  [
    'several conditions at once',
    'CHEM-8.5',
    'hazard/H1',
    null,
    /因为“未销号”为是，而要求“未销号”为否；“验收日期”没有值/,
    /“verified on” has no value/,
  ],
  [
    'a breach, by name',
    'CHEM-G.4',
    'enterprise/E1',
    null,
    /因为有1条不应有的“事故”记录：X1。$/,
    /there must be no such record of “accident or near miss”, but there is: X1\.$/,
  ],
  [
    'no attestation',
    'CHEM-S1.1',
    'jurisdiction/371721',
    null,
    /责任主体：行政区划“曹县”（371721）.*因为没有有效的落实证明。$/,
    /there is no valid attestation\.$/,
  ],
];

it.each(said)('%s', async (_, id, subject, period, zh, en) => {
  const clause = must(
    clauses.find((each) => each.id === id),
    id,
  );
  const asked = { ...options('2025-02-01'), clause, vocabulary };
  const duty = must(await explainedDuty(asked, { subject, period }), `a duty of ${subject}`);
  const { explanation } = duty;
  expect(explanation?.zh).toMatch(zh);
  expect(explanation?.en).toMatch(en);
  expect(explanation?.zh).toContain(`条款 ${id}：`);
  expect(explanation?.en).toContain(clause.en.replace(/\.$/, ''));
});

describe('a duty that hangs on its trigger', () => {
  const clause = must(
    clauses.find(({ id }) => id === 'CHEM-17.1'),
    'CHEM-17.1',
  );
  it.each([
    ['enterprise/E1', 'alarm/A1', '2小时，自2024-01-01起，区划371728自定，由县局设定，理由：值守'],
    ['enterprise/E3', 'alarm/A3', '24小时，自2024-01-01起，各区划通用，由市局设定，理由：会议纪要'],
  ])('%s: the trigger, and the value of its own division', async (subject, trigger, value) => {
    const asked = { ...options('2025-02-01'), clause, vocabulary };
    const duty = must(await explainedDuty(asked, { subject, trigger }), 'a duty');
    expect(duty.explanation?.zh).toContain(`由报警（${trigger.slice(6)}）触发`);
    expect(duty.explanation?.zh).toContain(`“报警处置时限”：${value}`);
    expect(duty.explanation?.zh).toMatch(/逾期.*因为没有符合条件的后续记录。$/);
  });

  it('nothing of a duty that nobody owes', async () => {
    const asked = { ...options('2025-02-01'), clause, vocabulary };
    expect(await explainedDuty(asked, { subject: 'enterprise/E9' })).toBeNull();
  });
});

it('an evaluation explains every duty when asked, and else says nothing', async () => {
  const chosen = clauses.filter(({ id }) => ['CHEM-2.5', 'CHEM-17.1', 'CHEM-22.4'].includes(id));
  const input = { ...options('2025-02-01'), clauses: chosen };
  const plain = await evaluatePlan(input);
  const explained = await evaluatePlan({ ...input, explain: vocabulary });
  const duties = explained.clauses.flatMap((each) => each.duties);
  expect(duties.length).toBeGreaterThan(10);
  for (const duty of duties) {
    expect(duty.explanation?.zh).toMatch(/^条款 CHEM.*。状态：/);
    expect(duty.explanation?.en).toMatch(/^Clause CHEM.*\. Status: /);
  }
  const bare = explained.clauses.map(({ duties: own, ...figures }) => ({
    ...figures,
    duties: own.map(({ explanation: _, ...duty }) => duty),
  }));
  expect(bare).toEqual(plain.clauses);
});
