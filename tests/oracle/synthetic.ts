import type { ClauseInput, Due, Requirement, Selector } from './types.ts';

const window = { from: '2024-01-01', until: '2026-12-31' };

const dues: Readonly<Record<string, Pick<ClauseInput, 'due' | 'every'>>> = {
  by: { due: { type: 'by', date: '2024-12-31' } },
  byFrom: { due: { type: 'by', date: '2025-12-31', from: '2025-01-01' } },
  month: { due: { type: 'every', every: 'P1M', window } },
  year: { due: { type: 'every', every: 'P1Y', window } },
  odd: { due: { type: 'continuous', window }, every: { param: 'synthetic.period' } },
  annual: { due: { type: 'annual', onOrBefore: '--01-31', window } satisfies Due },
  event: { due: { type: 'event' } },
  standing: { due: { type: 'continuous', window } },
};

const enterprises: Selector = {
  entity: 'enterprise',
  all: [{ attr: 'industry', in: ['trade', 'hazchem'] }],
  none: [{ attr: 'productionState', eq: 'closed' }],
};
const counties: Selector = {
  entity: 'jurisdiction',
  all: [{ attr: 'level', in: ['city', 'county'] }],
};
const hazards: Selector = { entity: 'hazard', all: [{ attr: 'major', eq: true }] };

const state: Requirement = {
  form: 'state',
  predicate: {
    all: [{ attr: 'standardisationLevel', lte: 2 }],
    any: [
      { attr: 'riskLevel', exists: true },
      { attr: 'employees', gte: { param: 'synthetic.number' } },
    ],
    none: [{ attr: 'refusedRectification', eq: true }],
  },
};
const inspected: Requirement = {
  form: 'occurs',
  record: 'inspection',
  tie: 'enterprise',
  where: { all: [{ attr: 'findings', gte: 1 }] },
  in: 'window',
};
const perPeriod: Requirement = {
  ...inspected,
  in: 'period',
  count: 'level',
  atLeast: { param: 'synthetic.number' },
};
const covering: Requirement = {
  form: 'occurs',
  record: 'riskItem',
  tie: 'jurisdiction',
  reach: 'below',
  covers: { attr: 'measureClasses', values: ['people', 'technology'] },
  in: 'asOf',
};
const blue: Requirement = {
  form: 'occurs',
  record: 'gradeAssessment',
  tie: 'enterprise',
  where: { all: [{ attr: 'colour', in: ['blue', 'yellow'] }] },
  in: 'asOf',
};
const none: Requirement = {
  form: 'none',
  record: 'hazard',
  tie: 'enterprise',
  where: { all: [{ attr: 'overdue', eq: true }] },
  in: 'asOf',
};
const ratio: Requirement = {
  form: 'ratio',
  numerator: {
    record: 'person',
    tie: 'enterprise',
    where: { all: [{ attr: 'hasDutyList', eq: true }] },
    in: 'asOf',
  },
  denominator: { record: 'person', tie: 'enterprise', in: 'asOf' },
  op: 'gte',
  value: 0.5,
  whenEmpty: 'unknown',
};
const stock: Requirement = {
  form: 'trend',
  of: {
    record: 'hazard',
    tie: 'jurisdiction',
    reach: 'below',
    where: { all: [{ attr: 'open', eq: true }] },
    fn: 'count',
  },
  in: 'asOf',
  against: { date: '2024-06-30' },
  change: 'reduction',
  op: 'gte',
  value: 0.5,
};
const scores: Requirement = {
  form: 'trend',
  of: { record: 'gradeAssessment', tie: 'enterprise', fn: 'latest', attrs: ['score'] },
  in: 'asOf',
  by: 'kind',
  against: 'previousYear',
  change: 'difference',
  op: 'gte',
  value: 0,
};
const flow: Requirement = {
  form: 'trend',
  of: { record: 'investment', tie: 'enterprise', fn: 'sum', attrs: ['amount'] },
  in: 'period',
  against: 'previousPeriod',
  change: 'ratio',
  op: 'lt',
  value: 1,
};
const attest: Requirement = { form: 'attest', by: ['city-eb', 'county-eb'] };
const tiedHazards: Requirement = {
  form: 'follows',
  trigger: { record: 'hazard', tie: 'enterprise', at: 'foundOn' },
  followUp: { record: 'penalty', tie: 'enterprise', at: 'date' },
  within: { param: 'synthetic.within' },
};
const closing: Requirement = {
  form: 'follows',
  trigger: { record: 'hazard', self: true, at: 'foundOn' },
  followUp: {
    all: [
      { record: 'hazard', same: true, at: 'closedOn' },
      {
        any: [
          { record: 'penalty', tie: 'hazard', at: 'date' },
          { record: 'hazard', same: true, at: 'verifiedOn' },
        ],
      },
    ],
  },
  due: { attr: 'dueOn' },
  within: { param: 'synthetic.within' },
};
const entry: Requirement = {
  form: 'follows',
  trigger: {
    any: [{ entry: true }, { becomes: { all: [{ attr: 'openMajorHazards', gte: 1 }] } }],
  },
  followUp: { record: 'penalty', tie: 'enterprise', at: 'date' },
  orInForce: true,
  within: 'P30D',
};
const before: Requirement = {
  form: 'follows',
  trigger: { record: 'project', tie: 'enterprise', at: 'constructionStartedOn' },
  followUp: { record: 'designReview', tie: 'enterprise', at: 'date' },
  order: 'before',
};
const alarms: Requirement = {
  form: 'follows',
  trigger: { record: 'alarm', tie: 'enterprise', at: 'raisedAt' },
  followUp: {
    record: 'alarm',
    same: true,
    where: { all: [{ attr: 'handledAt', exists: true }] },
    at: 'handledAt',
  },
  within: 'PT2H',
};
const every: Requirement = {
  form: 'all',
  of: [state, inspected, { form: 'any', of: [blue, attest] }],
};
const guarded: Requirement = { form: 'all', of: [none, tiedHazards] };

const bases: Readonly<Record<string, { requirement: Requirement; selector: Selector }>> = {
  state: { requirement: state, selector: enterprises },
  occursWindow: { requirement: inspected, selector: enterprises },
  occursAsOf: { requirement: blue, selector: enterprises },
  covers: { requirement: covering, selector: counties },
  none: { requirement: none, selector: enterprises },
  ratio: { requirement: ratio, selector: enterprises },
  trendStock: { requirement: stock, selector: counties },
  trendScores: { requirement: scores, selector: enterprises },
  attest: { requirement: attest, selector: enterprises },
  all: { requirement: every, selector: enterprises },
  guarded: { requirement: guarded, selector: enterprises },
  hazardState: {
    requirement: { form: 'state', predicate: { all: [{ attr: 'fiveInPlace', eq: true }] } },
    selector: hazards,
  },
};
const inPeriod: Readonly<Record<string, Requirement>> = {
  occursPeriod: perPeriod,
  flow,
  flowOrOccurs: { form: 'any', of: [{ ...flow, op: 'gt' }, perPeriod] },
};
const events: Readonly<Record<string, { requirement: Requirement; selector: Selector }>> = {
  closing: { requirement: closing, selector: hazards },
  entry: { requirement: entry, selector: enterprises },
  before: { requirement: before, selector: enterprises },
  alarms: { requirement: alarms, selector: enterprises },
  tied: { requirement: tiedHazards, selector: enterprises },
};

function clause(
  id: string,
  requirement: Requirement,
  selector: Selector,
  due: Pick<ClauseInput, 'due' | 'every'> | undefined,
): ClauseInput {
  const text = JSON.stringify([requirement, due]);
  const reads = ['synthetic.number', 'synthetic.within', 'synthetic.period'].filter((name) =>
    text.includes(name),
  );
  const share = requirement.form !== 'none';
  return {
    id,
    selector,
    requirement,
    due: due?.due ?? { type: 'event' },
    ...(due?.every !== undefined && { every: due.every }),
    measure: share ? 'share' : 'unmet',
    target: share ? { op: 'gte', value: 0.8 } : { op: 'eq', value: 0 },
    reads,
  };
}

const repeating = ['month', 'year', 'odd', 'annual'];

/** Every form under every due rule that it can stand under, apart from the real plans. */
export const syntheticClauses: readonly ClauseInput[] = [
  ...Object.entries(bases).flatMap(([name, { requirement, selector }]) =>
    Object.entries(dues).map(([rule, due]) =>
      clause(`SYN-${name}-${rule}`, requirement, selector, due),
    ),
  ),
  ...Object.entries(inPeriod).flatMap(([name, requirement]) =>
    repeating.map((rule) => clause(`SYN-${name}-${rule}`, requirement, enterprises, dues[rule])),
  ),
  ...Object.entries(events).map(([name, { requirement, selector }]) =>
    clause(`SYN-${name}-event`, requirement, selector, dues.event),
  ),
];

const tiedWorking: Requirement = { ...tiedHazards, calendar: 'working' };
const closingWorking: Requirement = { ...closing, within: 'P7D', calendar: 'working' };
const alarmsWorking: Requirement = { ...alarms, within: 'P2D', calendar: 'working' };
const entryWorking: Requirement = { ...entry, within: 'P12D', calendar: 'working' };
const guardedWorking: Requirement = { form: 'all', of: [none, tiedWorking] };

/** Deadlines in working days; no clause of the shipped plans has one. */
export const workingClauses: readonly ClauseInput[] = [
  clause('SYN-workingTied-event', tiedWorking, enterprises, dues.event),
  clause('SYN-workingClosing-event', closingWorking, hazards, dues.event),
  clause('SYN-workingAlarms-event', alarmsWorking, enterprises, dues.event),
  clause('SYN-workingEntry-event', entryWorking, enterprises, dues.event),
  ...['by', 'month', 'standing'].map((rule) =>
    clause(`SYN-workingGuarded-${rule}`, guardedWorking, enterprises, dues[rule]),
  ),
];
