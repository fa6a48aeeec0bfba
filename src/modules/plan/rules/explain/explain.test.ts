import { describe, expect, it } from 'vitest';
import { must } from '../../../../kernel/result.ts';
import type { Clause, ParameterEntry } from '../../../../law/plans/model.ts';
import { clauseFile } from '../../../../law/plans/model.ts';
import { requirement } from '../../../../law/plans/requirement-file.ts';
import { dictionaryOf } from '../../../../law/records/lookup.ts';
import { loadDictionary, loadPlans } from '../../load.ts';
import { loadProfile } from '../../load-profile.ts';
import { explainClause } from './clause.ts';
import { dueWords, targetWords } from './due.ts';
import { durationWords, rhythmWords } from './lengths.ts';
import type { Lexicon } from './lexicon.ts';
import { requirementWords } from './requirements.ts';

const library = loadPlans();
const starter = loadProfile('starter', library.parameters);
if (!starter.ok) throw new Error('no starter profile');
const base = {
  dictionary: dictionaryOf(loadDictionary()),
  vocabulary: library.vocabulary,
  definitions: library.parameters,
};
const named: Lexicon = { ...base, values: null };
const unset: Lexicon = { ...base, values: new Map() };
const valued: Lexicon = {
  ...base,
  values: new Map(
    starter.value.values.map((entry): [string, ParameterEntry] => [entry.name, entry]),
  ),
};

const grade = { record: 'standardisationGrade', tie: 'enterprise' };
const level = { all: [{ attr: 'level', lte: 2 }] };

/** Subject enterprise throughout. */
const forms: [string, object, string, string][] = [
  [
    'state',
    {
      form: 'state',
      predicate: {
        all: [
          { attr: 'majorHazard', eq: true },
          { attr: 'majorHazardLevel', exists: true },
        ],
        any: [
          { attr: 'industry', in: ['chemical', 'hazchem'] },
          { attr: 'name', ne: 'A' },
        ],
        none: [{ attr: 'employees', lt: 10 }],
      },
    },
    '“构成重大危险源”为是，且有“重大危险源最高等级”，且（“行业”包含下列之一：化工、危险化学品，或“企业名称”不为A），且不是（“从业人数”小于10人）',
    '“has a major hazard installation” is yes and “highest level present, 1 (highest) to 4, empty if none” is given and',
  ],
  [
    'occurs in force',
    { form: 'occurs', ...grade, where: level, in: 'asOf' },
    '有评价时有效的“标准化定级”记录（“企业”为该责任主体，且“等级”不大于2）不少于1条',
    'at least 1 of the records of “standardisation case and grade” whose “enterprise” is the subject and “level, 1 (best) to 3” is at most 2, in force at the moment of evaluation',
  ],
  [
    'occurs with different values',
    { form: 'occurs', record: 'drill', tie: 'enterprise', in: 'period', atLeast: 3, count: 'kind' },
    '每个周期内的“演练”记录（“企业”为该责任主体），不同的“类别”不少于3个',
    'at least 3 different values of “kind of drill”',
  ],
  [
    'occurs covering a list',
    {
      form: 'occurs',
      record: 'drill',
      tie: 'enterprise',
      in: 'window',
      covers: { attr: 'kind', values: { param: 'trade.keyFields.list' } },
    },
    '规划期内的“演练”记录（“企业”为该责任主体）的“类别”须覆盖参数“工贸重点行业领域”，每项不少于1条',
    'must cover the parameter',
  ],
  [
    'none',
    { form: 'none', record: 'incident', tie: 'enterprise', in: 'window' },
    '不得有规划期内的“事故”记录（“企业”为该责任主体）',
    'there must be no records of “accident or near miss” whose “enterprise” is the subject, within the plan window',
  ],
  [
    'ratio',
    {
      form: 'ratio',
      numerator: { ...grade, in: 'asOf' },
      denominator: { subjectAttr: 'employees' },
      op: 'gte',
      value: 0.5,
      whenEmpty: 'met',
    },
    '评价时有效的“标准化定级”记录（“企业”为该责任主体）数与责任主体的“从业人数”之比不小于0.5（没有可计的视为符合）',
    'is at least 0.5 (nothing to count is met)',
  ],
  [
    'trend',
    {
      form: 'trend',
      of: { fn: 'count', record: 'incident', tie: 'enterprise' },
      in: 'period',
      against: 'previousYear',
      change: 'difference',
      op: 'lt',
      value: 0,
    },
    '周期内的“事故”记录（“企业”为该责任主体）数与上年同期相比，增加额小于0',
    'the increase of the number of records of “accident or near miss” whose “enterprise” is the subject within the period against the same moment a year earlier is less than 0',
  ],
  [
    'follows',
    {
      form: 'follows',
      trigger: { record: 'incident', tie: 'enterprise', at: 'date' },
      followUp: { record: 'drill', tie: 'enterprise', at: 'date' },
      within: 'P30D',
    },
    '对每一“事故”记录（“企业”为该责任主体，且以“发生时间”为准），须在30天内有“演练”记录（“企业”为该责任主体，且以“日期”为准）',
    'within 30 days',
  ],
  [
    'attest',
    { form: 'attest', by: ['city-eb'], document: true },
    '由“市应急管理局（市级、应急部门）”出具附有文件的落实证明',
    '“city emergency bureau” must attest, with a document, that it is done',
  ],
  [
    'all and any',
    {
      form: 'all',
      of: [
        { form: 'none', record: 'incident', tie: 'enterprise', in: 'window' },
        { form: 'any', of: [{ form: 'attest', by: ['enterprise'], document: true }] },
      ],
    },
    '同时满足：（1）不得有规划期内的“事故”记录（“企业”为该责任主体）；（2）满足其一：（2.1）由“企业”出具附有文件的落实证明',
    'all of: (1) there must be no records of “accident or near miss” whose “enterprise” is the subject, within the plan window; (2) one of: (2.1)',
  ],
];

it.each(forms)('a requirement of form %s', (_, file, zh, en) => {
  const speaker = { lexicon: named, type: 'enterprise', subject: 'enterprise' };
  const said = requirementWords(speaker, requirement.parse(file));
  expect(said.zh).toBe(zh);
  expect(said.en).toContain(en);
});

const sample = must(
  library.clauses.find(({ id }) => id === 'CHEM-2.5'),
  'CHEM-2.5',
);
const clauseWith = (changes: object): Clause => {
  const { window, jurisdiction, file } = sample;
  const raw = { ...JSON.parse(JSON.stringify(sample)), requirement: undefined, target: undefined };
  for (const key of ['window', 'jurisdiction', 'file']) delete raw[key];
  const selector = { entity: 'enterprise' };
  const whole = { requirement: forms[1]?.[1], subject: { words: '', selector }, target: null };
  const read = clauseFile.parse({ ...raw, ...whole, ...changes });
  return { ...read, window, jurisdiction, file };
};
const follows = forms[7]?.[1];

it.each([
  [{ due: { type: 'by', date: '2024-12-31' } }, '2024-12-31前完成（含当日）', 'by 2024-12-31'],
  [
    { due: { type: 'by', date: '2025-12-31', from: '2025-01-01', wording: '初步' } },
    '自2025-01-01起，2025-12-31前完成',
    '(in the text “初步”)',
  ],
  [{ due: { type: 'every', every: 'P3M' } }, '每季度一期', 'once every quarter'],
  [
    { due: { type: 'annual', every: 'P1Y', onOrBefore: '--01-31' } },
    '每年1月31日前',
    'every year by 01-31',
  ],
  [{ due: { type: 'from', date: '2024-01-01' } }, '自2024-01-01起持续', 'from 2024-01-01 on'],
  [
    { due: { type: 'event', on: 'x' }, requirement: follows },
    '每次触发一项责任',
    'at each trigger',
  ],
  [{ due: { type: 'event', on: 'x' } }, '随时评价', 'evaluated at any moment'],
  [{ due: { type: 'continuous' } }, '文件未写期限：持续责任', 'a standing duty'],
  [{ due: { type: 'continuous' }, requirement: follows }, '文件未写期限：每次触发', 'one duty at'],
  [
    { due: { type: 'routine', wording: '常态化' }, every: 'P1M' },
    '文件只写“常态化”，未写次数：系统按每月一期评价',
    "by this system's own reading",
  ],
  [
    {
      due: { type: 'routine', wording: '定期' },
      every: { param: 'campaign.period' },
      reads: ['campaign.period'],
    },
    '周期由参数“专项整治开展周期”确定',
    'the period comes from the parameter',
  ],
])('due %j', (changes, zh, en) => {
  const said = dueWords(named, clauseWith(changes));
  expect(said.zh).toContain(zh);
  expect(said.en).toContain(en);
});

describe('whose number a pass mark is', () => {
  it.each([
    [{ op: 'eq', value: 1, basis: 'stated' }, '（文件规定）', 'stated by the plan'],
    [{ op: 'eq', value: 1, basis: 'implied' }, '系统推定', "this system's reading"],
    [{ op: 'eq', value: 1, basis: 'inferred' }, '系统推定', "not the plan's own number"],
    [
      { op: 'gte', value: { param: 'plan.basically.share' }, basis: 'parameter' },
      '≥ 90%（由参数确定',
      'set by a parameter',
    ],
    [null, '文件没有合格线', 'no pass mark'],
  ])('%j', (target, zh, en) => {
    const said = targetWords(valued, clauseWith({ target }));
    expect(said.zh).toContain(zh);
    expect(said.en).toContain(en);
  });

  it('only what the text states is called so', () => {
    for (const clause of library.clauses) {
      const said = explainClause(valued, clause).target;
      const stated = clause.target?.basis === 'stated';
      expect([
        clause.id,
        said.zh.includes('文件规定'),
        said.en.includes('stated by the plan'),
      ]).toEqual([clause.id, stated, stated]);
    }
  });
});

it('lengths and rhythms', () => {
  expect(durationWords('P1Y6M')).toEqual({ zh: '1年6个月', en: '1 year 6 months' });
  expect(durationWords('P2DT1H30M')).toEqual({
    zh: '2天1小时30分钟',
    en: '2 days 1 hour 30 minutes',
  });
  expect(rhythmWords('P6M')).toEqual({ zh: '每半年', en: 'every half-year' });
  expect(rhythmWords('P45D')).toEqual({ zh: '每45天', en: 'every 45 days' });
});

/** Latin words that Chinese text may hold: units, ids, names of things, who set a value. */
const latin = /^([A-Z]{1,6}|ppm|starter|LNG|2|X|HSE|R|[A-Z]+-[A-Z]*\d[\d.]*)$/;

describe.each([
  ['with starter values', valued],
  ['without values', unset],
])('every one of the 352 clauses %s', (_, lexicon) => {
  it.each(library.clauses.map((clause) => [clause.id, clause] as const))('%s', (_id, clause) => {
    const { population, actors, due, target, parameters, ...own } = explainClause(lexicon, clause);
    const parts = [population, actors, own.requirement, due, target];
    const said = [...parts, ...parameters.map((each) => each.words)];
    for (const { zh, en } of said) {
      expect(zh.match(/[A-Za-z][\w-]*/g)?.filter((word) => !latin.test(word)) ?? []).toEqual([]);
      expect(zh + en).not.toMatch(/undefined|null|\[object|NaN|“”/);
      expect(en).not.toMatch(/\b[a-z]+[A-Z]\w*|\b[a-z]+\.[a-z]\w*/);
      expect(zh).toMatch(/[\u4e00-\u9fff]/);
      expect(en).toMatch(/[a-z]/);
    }
    for (const each of parameters) {
      expect(each.words.zh.includes('未设定')).toBe(lexicon.values?.get(each.name) === undefined);
    }
  });
});
