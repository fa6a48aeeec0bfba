import { describe, expect, test } from 'vitest';
import { dictionary } from './dictionary.ts';
import { evaluate } from './evaluate.ts';
import type { ClauseInput, Due, Fact, ParameterEntry, Requirement, Value } from './types.ts';

type Set = Record<string, Value | null>;
const f = (at: string, key: string, set: Set = {}, retired?: boolean): Fact => {
  const [type = '', record = ''] = key.split('/');
  return { type, record, at, set, ...(retired !== undefined && { retired }) };
};

const window = { from: '2024-01-01', until: '2026-12-31' };
const by: Due = { type: 'by', date: '2024-06-30' };
const standing: Due = { type: 'continuous', window };
const monthly: Due = { type: 'every', every: 'P1M', window };
const yearly: Due = { type: 'every', every: 'P1Y', window };
const annual: Due = { type: 'annual', onOrBefore: '--01-31', window };
const event: Due = { type: 'event' };

const trade = { entity: 'enterprise', all: [{ attr: 'industry', in: ['trade'] }] } as const;
const level2: Requirement = {
  form: 'state',
  predicate: { all: [{ attr: 'standardisationLevel', lte: 2 }] },
};
const inspected: Requirement = {
  form: 'occurs',
  record: 'inspection',
  tie: 'enterprise',
  atLeast: 1,
  in: 'period',
};
const closed: Requirement = {
  form: 'follows',
  trigger: { record: 'hazard', self: true, at: 'foundOn' },
  followUp: {
    record: 'hazard',
    same: true,
    where: { all: [{ attr: 'closedOn', exists: true }] },
    at: 'closedOn',
  },
  within: 'P10D',
};

interface Case {
  readonly name: string;
  readonly requirement: Requirement;
  readonly due: Due;
  readonly facts: readonly Fact[];
  readonly asOf: string;
  readonly more?: Partial<ClauseInput>;
  readonly parameters?: readonly ParameterEntry[];
  /** Every duty: subject, period or trigger, due, status, since. Last the clause's status. */
  readonly expected: readonly string[];
}

const city = f('2020-01-01', 'jurisdiction/C', { level: 'city' });
const county = f('2020-01-01', 'jurisdiction/K', { level: 'county', parent: 'C' });
const town = f('2020-01-01', 'jurisdiction/W', { level: 'township', parent: 'K' });
const E = f('2023-01-01', 'enterprise/E', { industry: ['trade'], jurisdiction: 'W' });
const inspection = (id: string, date: string, more: Set = {}) =>
  f(date, `inspection/${id}`, { enterprise: 'E', date, ...more });
const hazard = (more: Set = {}) =>
  f('2024-03-01', 'hazard/H', { enterprise: 'E', foundOn: '2024-03-01', ...more });
const H = { selector: { entity: 'hazard' } };
const cityOnly = { selector: { entity: 'jurisdiction', all: [{ attr: 'level', eq: 'city' }] } };
const paidFor: Requirement = {
  form: 'occurs',
  record: 'penalty',
  tie: 'jurisdiction',
  reach: 'below',
  atLeast: 1,
  in: 'window',
};
const scores = (in_: 'asOf' | 'window'): Requirement => ({
  form: 'occurs',
  record: 'gradeAssessment',
  tie: 'enterprise',
  where: { all: [{ attr: 'colour', eq: 'blue' }] },
  in: in_,
});
const documentHeld: Requirement = {
  form: 'occurs',
  record: 'document',
  tie: 'enterprise',
  in: 'asOf',
};
const noIncident: Requirement = {
  form: 'none',
  record: 'incident',
  tie: 'enterprise',
  in: 'asOf',
};
const redDone: Requirement = {
  form: 'follows',
  trigger: { entry: true },
  followUp: { record: 'penalty', tie: 'enterprise', at: 'date' },
  orInForce: true,
  within: 'P5D',
};
const running = {
  selector: { entity: 'enterprise', all: [{ attr: 'productionState', eq: 'running' }] },
} as const;
const count = (value: number): Requirement => ({
  form: 'trend',
  of: { record: 'incident', tie: 'enterprise', fn: 'count' },
  in: 'period',
  against: 'previousPeriod',
  change: 'ratio',
  op: 'lt',
  value,
});
const incident = (id: string, day: string) =>
  f(day, `incident/${id}`, { enterprise: 'E', date: `${day}T10:00:00+08:00` });

const cases: readonly Case[] = [
  {
    name: 'by: held before the due date',
    requirement: level2,
    due: by,
    asOf: '2024-12-31',
    facts: [E, f('2024-05-01', 'enterprise/E', { standardisationLevel: 2 })],
    expected: ['E - 2024-06-30 met 2024-05-01', 'met'],
  },
  {
    name: 'by: held on the last day',
    requirement: level2,
    due: by,
    asOf: '2024-12-31',
    facts: [E, f('2024-06-30T23:59:00+08:00', 'enterprise/E', { standardisationLevel: 2 })],
    expected: ['E - 2024-06-30 met 2024-06-30', 'met'],
  },
  {
    name: 'by: the day after is late',
    requirement: level2,
    due: by,
    asOf: '2024-12-31',
    facts: [E, f('2024-07-01', 'enterprise/E', { standardisationLevel: 2 })],
    expected: ['E - 2024-06-30 late 2024-07-01', 'met'],
  },
  {
    name: 'by: lost and regained counts from the second time',
    requirement: level2,
    due: by,
    asOf: '2024-12-31',
    facts: [
      E,
      f('2024-05-01', 'enterprise/E', { standardisationLevel: 2 }),
      f('2024-06-01', 'enterprise/E', { standardisationLevel: 3 }),
      f('2024-08-01', 'enterprise/E', { standardisationLevel: 1 }),
    ],
    expected: ['E - 2024-06-30 late 2024-08-01', 'met'],
  },
  {
    name: 'by: cleared is unknown',
    requirement: level2,
    due: by,
    asOf: '2024-12-31',
    facts: [
      E,
      f('2024-05-01', 'enterprise/E', { standardisationLevel: 2 }),
      f('2024-06-01', 'enterprise/E', { standardisationLevel: null }),
    ],
    expected: ['E - 2024-06-30 unknown -', 'missed'],
  },
  {
    name: 'by: an unknown before the date is not missed',
    requirement: level2,
    due: by,
    asOf: '2024-06-30',
    facts: [E],
    expected: ['E - 2024-06-30 unknown -', 'atRisk'],
  },
  {
    name: 'by: pending on the due date',
    requirement: level2,
    due: by,
    asOf: '2024-06-30',
    facts: [E, f('2024-01-01', 'enterprise/E', { standardisationLevel: 3 })],
    expected: ['E - 2024-06-30 pending -', 'atRisk'],
  },
  {
    name: 'by: overdue the day after',
    requirement: level2,
    due: by,
    asOf: '2024-07-01',
    facts: [E, f('2024-01-01', 'enterprise/E', { standardisationLevel: 3 })],
    expected: ['E - 2024-06-30 overdue -', 'missed'],
  },
  {
    name: 'by: entry after the date is due on the day of entry',
    requirement: level2,
    due: by,
    asOf: '2024-12-31',
    facts: [
      f('2024-09-01', 'enterprise/E', { industry: ['trade'], standardisationLevel: 3 }),
      f('2024-09-03', 'enterprise/E', { standardisationLevel: 2 }),
    ],
    expected: ['E - 2024-09-01 late 2024-09-03', 'met'],
  },
  {
    name: 'a late fact changes history',
    requirement: level2,
    due: by,
    asOf: '2024-12-31',
    facts: [
      f('2024-08-01', 'enterprise/E', { note: 'x' }),
      f('2024-05-01', 'enterprise/E', { standardisationLevel: 2 }),
      E,
    ],
    expected: ['E - 2024-06-30 met 2024-05-01', 'met'],
  },
  {
    name: 'facts of one moment stand in the order of the ledger',
    requirement: level2,
    due: by,
    asOf: '2024-12-31',
    facts: [
      E,
      f('2024-05-01', 'enterprise/E', { standardisationLevel: 3 }),
      f('2024-05-01', 'enterprise/E', { standardisationLevel: 2 }),
    ],
    expected: ['E - 2024-06-30 met 2024-05-01', 'met'],
  },
  {
    name: 'retired leaves the population',
    requirement: level2,
    due: by,
    asOf: '2024-12-31',
    facts: [E, f('2024-05-01', 'enterprise/E', {}, true)],
    expected: ['noSubject'],
  },
  {
    name: 'facts after the evaluation date do not exist',
    requirement: level2,
    due: by,
    asOf: '2022-12-31',
    facts: [E],
    expected: ['noSubject'],
  },
  {
    name: 'derived level stands over the stated one',
    requirement: level2,
    due: by,
    asOf: '2024-12-31',
    facts: [
      E,
      f('2024-02-01', 'enterprise/E', { standardisationLevel: 3 }),
      f('2024-03-01', 'standardisationGrade/G', {
        enterprise: 'E',
        status: 'awarded',
        level: 1,
        decidedOn: '2024-03-01',
      }),
    ],
    expected: ['E - 2024-06-30 met 2024-03-01', 'met'],
  },
  {
    name: 'an expired grade makes the level unknown',
    requirement: level2,
    due: by,
    asOf: '2024-12-31',
    facts: [
      E,
      f('2024-03-01', 'standardisationGrade/G', {
        enterprise: 'E',
        status: 'awarded',
        level: 1,
        decidedOn: '2024-03-01',
        validUntil: '2024-08-31',
      }),
    ],
    expected: ['E - 2024-06-30 unknown -', 'missed'],
  },
  {
    name: 'every: two months, the second short',
    requirement: inspected,
    due: monthly,
    asOf: '2024-03-10',
    facts: [E, inspection('1', '2024-01-31')],
    expected: [
      'E 2024-01 2024-01-31 met 2024-01-31',
      'E 2024-02 2024-02-29 overdue -',
      'E 2024-03 2024-03-31 pending -',
      'missed',
    ],
  },
  {
    name: 'every: a late fact shows that it was done',
    requirement: inspected,
    due: monthly,
    asOf: '2024-02-10',
    facts: [E, f('2024-02-05', 'inspection/1', { enterprise: 'E', date: '2024-01-20' })],
    expected: ['E 2024-01 2024-01-31 met 2024-02-05', 'E 2024-02 2024-02-29 pending -', 'met'],
  },
  {
    name: 'every: owes only periods it ends in',
    requirement: inspected,
    due: monthly,
    asOf: '2024-02-10',
    facts: [f('2024-02-01', 'enterprise/E', { industry: ['trade'] })],
    expected: ['E 2024-02 2024-02-29 pending -', 'atRisk'],
  },
  {
    name: 'every: other parts are frozen at the end of the period',
    requirement: level2,
    due: monthly,
    asOf: '2024-02-10',
    facts: [
      E,
      f('2024-01-10', 'enterprise/E', { standardisationLevel: 2 }),
      f('2024-02-02', 'enterprise/E', { standardisationLevel: 3 }),
    ],
    expected: ['E 2024-01 2024-01-31 met 2024-01-10', 'E 2024-02 2024-02-29 pending -', 'met'],
  },
  {
    name: 'every: from the requirement of a continuous clause',
    requirement: inspected,
    due: standing,
    asOf: '2024-04-01',
    more: { every: 'P3M' },
    facts: [E, inspection('1', '2024-02-01')],
    expected: ['E 2024-Q1 2024-03-31 met 2024-02-01', 'E 2024-Q2 2024-06-30 pending -', 'met'],
  },
  {
    name: 'annual: each year by its date',
    requirement: inspected,
    due: annual,
    asOf: '2025-03-01',
    facts: [E, inspection('1', '2024-01-31'), inspection('2', '2025-02-01')],
    expected: ['E 2024 2024-01-31 met 2024-01-31', 'E 2025 2025-01-31 late 2025-02-01', 'met'],
  },
  {
    name: 'standing entity: not yet',
    requirement: level2,
    due: standing,
    asOf: '2024-03-01',
    facts: [E, f('2024-01-01', 'enterprise/E', { standardisationLevel: 3 })],
    expected: ['E - 2026-12-31 pending -', 'unmet'],
  },
  {
    name: 'standing entity: held and lost',
    requirement: level2,
    due: standing,
    asOf: '2024-03-01',
    facts: [
      E,
      f('2023-01-01', 'enterprise/E', { standardisationLevel: 2 }),
      f('2024-01-01', 'enterprise/E', { standardisationLevel: 3 }),
    ],
    expected: ['E - 2026-12-31 overdue -', 'unmet'],
  },
  {
    name: 'standing entity: after the window',
    requirement: level2,
    due: standing,
    asOf: '2027-01-01',
    facts: [E, f('2024-01-01', 'enterprise/E', { standardisationLevel: 3 })],
    expected: ['E - 2026-12-31 overdue -', 'unmet'],
  },
  {
    name: 'standing case: overdue on its own date',
    requirement: { form: 'state', predicate: { all: [{ attr: 'registered', eq: true }] } },
    due: standing,
    asOf: '2024-03-01',
    more: H,
    facts: [hazard()],
    expected: ['H - 2024-03-01 overdue -', 'unmet'],
  },
  {
    name: 'event subjects outside the window do not count',
    requirement: { form: 'state', predicate: { all: [{ attr: 'findings', gte: 0 }] } },
    due: standing,
    asOf: '2024-03-01',
    more: { selector: { entity: 'inspection' } },
    facts: [
      E,
      inspection('old', '2023-12-31', { findings: 1 }),
      inspection('new', '2024-01-01', { findings: 1 }),
    ],
    expected: ['new - 2024-01-01 met 2024-01-01', 'met'],
  },
  {
    name: 'none: a breach is overdue at once',
    requirement: noIncident,
    due: standing,
    asOf: '2024-03-01',
    more: { measure: 'unmet', target: { op: 'eq', value: 0 } },
    facts: [E, incident('I', '2024-02-01')],
    expected: ['E - 2026-12-31 overdue -', 'unmet'],
  },
  {
    name: 'none: met while nothing matches',
    requirement: noIncident,
    due: standing,
    asOf: '2024-01-31',
    more: { measure: 'unmet', target: { op: 'eq', value: 0 } },
    facts: [E, incident('I', '2024-02-01')],
    expected: ['E - 2026-12-31 met 2023-01-01', 'met'],
  },
  {
    name: 'none: ends with retirement of the record',
    requirement: noIncident,
    due: standing,
    asOf: '2024-03-01',
    facts: [E, incident('I', '2024-02-01'), f('2024-02-20', 'incident/I', {}, true)],
    expected: ['E - 2026-12-31 met 2024-02-20', 'met'],
  },
  {
    name: 'occurs: window takes its first day, not the day before',
    requirement: { ...inspected, in: 'window' },
    due: by,
    asOf: '2024-06-01',
    facts: [
      E,
      inspection('1', '2023-12-31'),
      f('2024-02-01', 'inspection/2', { enterprise: 'E', date: '2024-01-01' }),
    ],
    expected: ['E - 2024-06-30 met 2024-02-01', 'met'],
  },
  {
    name: 'occurs: due.from opens the window',
    requirement: { ...inspected, in: 'window' },
    due: { ...by, from: '2024-03-01' },
    asOf: '2024-06-01',
    facts: [E, inspection('1', '2024-02-29')],
    expected: ['E - 2024-06-30 pending -', 'atRisk'],
  },
  {
    name: 'occurs: counts different values',
    requirement: { ...inspected, in: 'window', count: 'kind', atLeast: 2 },
    due: by,
    asOf: '2024-06-01',
    facts: [
      E,
      inspection('1', '2024-02-01', { kind: 'a' }),
      inspection('2', '2024-02-02', { kind: 'a' }),
      inspection('3', '2024-02-03', { kind: 'b' }),
    ],
    expected: ['E - 2024-06-30 met 2024-02-03', 'met'],
  },
  {
    name: 'occurs: covers every value',
    requirement: {
      ...inspected,
      in: 'window',
      covers: { attr: 'mode', values: ['covert', 'joint'] },
    },
    due: by,
    asOf: '2024-06-01',
    facts: [E, inspection('1', '2024-02-01', { mode: ['covert'] })],
    expected: ['E - 2024-06-30 pending -', 'atRisk'],
  },
  {
    name: 'occurs: an empty list of values leaves atLeast',
    requirement: {
      ...inspected,
      in: 'window',
      covers: { attr: 'topics', values: { subject: 'rectifications' } },
    },
    due: by,
    asOf: '2024-06-01',
    facts: [E, inspection('1', '2024-02-01')],
    expected: ['E - 2024-06-30 met 2024-02-01', 'met'],
  },
  {
    name: 'occurs: atLeast of the subject without value is unknown',
    requirement: { ...inspected, in: 'window', atLeast: { subject: 'chemicalsToIdentify' } },
    due: by,
    asOf: '2024-06-01',
    facts: [E],
    expected: ['E - 2024-06-30 unknown -', 'atRisk'],
  },
  {
    name: 'reach below takes in the divisions under it',
    requirement: paidFor,
    due: by,
    asOf: '2024-06-01',
    more: cityOnly,
    facts: [
      city,
      county,
      town,
      E,
      f('2024-02-01', 'penalty/P', { enterprise: 'E', date: '2024-02-01' }),
    ],
    expected: ['C - 2024-06-30 met 2024-02-01', 'met'],
  },
  {
    name: 'without reach exactly the subject',
    requirement: { form: 'occurs', record: 'penalty', tie: 'jurisdiction', in: 'window' },
    due: by,
    asOf: '2024-06-01',
    more: cityOnly,
    facts: [
      city,
      county,
      town,
      E,
      f('2024-02-01', 'penalty/P', { enterprise: 'E', date: '2024-02-01' }),
    ],
    expected: ['C - 2024-06-30 pending -', 'atRisk'],
  },
  {
    name: 'currentBy: chosen before where is tested',
    requirement: scores('asOf'),
    due: by,
    asOf: '2024-06-01',
    facts: [
      E,
      f('2024-02-01', 'gradeAssessment/1', {
        enterprise: 'E',
        kind: 'self',
        date: '2024-02-01',
        colour: 'blue',
      }),
      f('2024-03-01', 'gradeAssessment/2', {
        enterprise: 'E',
        kind: 'self',
        date: '2024-03-01',
        colour: 'red',
      }),
    ],
    expected: ['E - 2024-06-30 pending -', 'atRisk'],
  },
  {
    name: 'currentBy does not bind a window',
    requirement: scores('window'),
    due: by,
    asOf: '2024-06-01',
    facts: [
      E,
      f('2024-02-01', 'gradeAssessment/1', {
        enterprise: 'E',
        kind: 'self',
        date: '2024-02-01',
        colour: 'blue',
      }),
      f('2024-03-01', 'gradeAssessment/2', {
        enterprise: 'E',
        kind: 'self',
        date: '2024-03-01',
        colour: 'red',
      }),
    ],
    expected: ['E - 2024-06-30 met 2024-02-01', 'met'],
  },
  {
    name: 'validity: starts with validFrom',
    requirement: documentHeld,
    due: by,
    asOf: '2024-06-30',
    facts: [
      E,
      f('2024-02-01', 'document/D', {
        enterprise: 'E',
        issuedOn: '2024-02-01',
        validFrom: '2024-04-01',
      }),
    ],
    expected: ['E - 2024-06-30 met 2024-04-01', 'met'],
  },
  {
    name: 'validity: its last day counts, the next does not',
    requirement: documentHeld,
    due: by,
    asOf: '2024-07-01',
    facts: [
      E,
      f('2024-02-01', 'document/D', {
        enterprise: 'E',
        issuedOn: '2024-02-01',
        validUntil: '2024-06-30',
      }),
    ],
    expected: ['E - 2024-06-30 overdue -', 'missed'],
  },
  {
    name: 'follows: closed on the last day',
    requirement: closed,
    due: event,
    asOf: '2024-06-01',
    more: H,
    facts: [hazard(), f('2024-03-11', 'hazard/H', { closedOn: '2024-03-11' })],
    expected: ['H 2024-03-01 2024-03-11 met 2024-03-11', 'met'],
  },
  {
    name: 'follows: closed a day late',
    requirement: closed,
    due: event,
    asOf: '2024-06-01',
    more: H,
    facts: [hazard(), f('2024-03-12', 'hazard/H', { closedOn: '2024-03-12' })],
    expected: ['H 2024-03-01 2024-03-11 late 2024-03-12', 'met'],
  },
  {
    name: 'follows: pending to the deadline',
    requirement: closed,
    due: event,
    asOf: '2024-03-11',
    more: H,
    facts: [hazard()],
    expected: ['H 2024-03-01 2024-03-11 pending -', 'onTrack'],
  },
  {
    name: 'follows: overdue after it',
    requirement: closed,
    due: event,
    asOf: '2024-03-12',
    more: H,
    facts: [hazard()],
    expected: ['H 2024-03-01 2024-03-11 overdue -', 'missed'],
  },
  {
    name: 'follows: the due attribute stands first',
    requirement: { ...closed, due: { attr: 'dueOn' } },
    due: event,
    asOf: '2024-03-12',
    more: H,
    facts: [hazard({ dueOn: '2024-04-01' })],
    expected: ['H 2024-03-01 2024-04-01 pending -', 'onTrack'],
  },
  {
    name: 'follows: a follow-up before the trigger does not count',
    requirement: closed,
    due: event,
    asOf: '2024-03-12',
    more: H,
    facts: [hazard({ closedOn: '2024-02-28' })],
    expected: ['H 2024-03-01 2024-03-11 overdue -', 'missed'],
  },
  {
    name: 'follows: hours on a datetime make an instant',
    due: event,
    asOf: '2024-02-01',
    more: { selector: { entity: 'alarm' } },
    requirement: {
      form: 'follows',
      trigger: { record: 'alarm', self: true, at: 'raisedAt' },
      followUp: { record: 'alarm', same: true, at: 'handledAt' },
      within: 'PT2H',
    },
    facts: [
      f('2024-02-01T08:00:00+08:00', 'alarm/A', { raisedAt: '2024-02-01T08:00:00+08:00' }),
      f('2024-02-01T10:00:01+08:00', 'alarm/A', { handledAt: '2024-02-01T10:00:01+08:00' }),
    ],
    expected: ['A 2024-02-01T08:00:00+08:00 2024-02-01T10:00:00+08:00 late 2024-02-01', 'met'],
  },
  {
    name: 'follows: entry',
    requirement: redDone,
    due: event,
    asOf: '2024-03-10',
    more: running,
    facts: [
      E,
      f('2024-03-01', 'enterprise/E', { productionState: 'running' }),
      f('2024-03-04', 'penalty/P', { enterprise: 'E', date: '2024-03-04' }),
    ],
    expected: ['E 2024-03-01T00:00:00+08:00 2024-03-06 met 2024-03-04', 'met'],
  },
  {
    name: 'follows: one in force at the trigger counts',
    requirement: redDone,
    due: event,
    asOf: '2024-03-10',
    more: running,
    facts: [
      E,
      f('2024-02-01', 'penalty/P', {
        enterprise: 'E',
        date: '2024-02-01',
        validUntil: '2024-03-01',
      }),
      f('2024-03-01', 'enterprise/E', { productionState: 'running' }),
    ],
    expected: ['E 2024-03-01T00:00:00+08:00 2024-03-06 met 2024-02-01', 'met'],
  },
  {
    name: 'follows: each time that it becomes true',
    due: event,
    asOf: '2024-03-20',
    requirement: {
      ...redDone,
      orInForce: false,
      trigger: { becomes: { all: [{ attr: 'productionState', eq: 'running' }] } },
    },
    facts: [
      E,
      f('2024-03-01', 'enterprise/E', { productionState: 'running' }),
      f('2024-03-05', 'enterprise/E', { productionState: 'closed' }),
      f('2024-03-10', 'enterprise/E', { productionState: 'running' }),
      f('2024-03-12', 'penalty/P', { enterprise: 'E', date: '2024-03-12' }),
    ],
    expected: [
      'E 2024-03-01T00:00:00+08:00 2024-03-06 late 2024-03-12',
      'E 2024-03-10T00:00:00+08:00 2024-03-15 met 2024-03-12',
      'met',
    ],
  },
  {
    name: 'follows: order before',
    due: event,
    asOf: '2024-05-01',
    more: { selector: { entity: 'project' } },
    requirement: {
      form: 'follows',
      trigger: { record: 'project', self: true, at: 'constructionStartedOn' },
      followUp: { record: 'designReview', tie: 'project', at: 'date' },
      order: 'before',
    },
    facts: [
      f('2024-01-01', 'project/A', { constructionStartedOn: '2024-03-01' }),
      f('2024-01-01', 'project/B', { constructionStartedOn: '2024-03-01' }),
      f('2024-01-01', 'project/N'),
      f('2024-02-01', 'designReview/1', { project: 'A', date: '2024-02-01' }),
      f('2024-03-02', 'designReview/2', { project: 'B', date: '2024-03-02' }),
    ],
    expected: [
      'A 2024-03-01 2024-03-01 met 2024-02-01',
      'B 2024-03-01 2024-03-01 overdue -',
      'missed',
    ],
  },
  {
    name: 'follows: all and any of follow-ups',
    due: event,
    asOf: '2024-06-01',
    more: H,
    requirement: {
      ...closed,
      followUp: {
        all: [
          closed.followUp,
          {
            any: [
              { record: 'penalty', tie: 'hazard', at: 'date' },
              { record: 'hazard', same: true, at: 'verifiedOn' },
            ],
          },
        ],
      },
    },
    facts: [
      hazard(),
      f('2024-03-05', 'hazard/H', { closedOn: '2024-03-05' }),
      f('2024-03-08', 'penalty/P', { hazard: 'H', date: '2024-03-08' }),
    ],
    expected: ['H 2024-03-01 2024-03-11 met 2024-03-08', 'met'],
  },
  {
    name: 'follows inside all holds until the deadline',
    due: standing,
    asOf: '2024-03-12',
    requirement: {
      form: 'all',
      of: [{ ...closed, trigger: { record: 'hazard', tie: 'enterprise', at: 'foundOn' } }],
    },
    facts: [E, hazard()],
    expected: ['E - 2026-12-31 overdue -', 'unmet'],
  },
  {
    name: 'ratio: empty denominator',
    due: standing,
    asOf: '2024-03-01',
    requirement: {
      form: 'ratio',
      numerator: { record: 'person', tie: 'enterprise', in: 'asOf' },
      denominator: { record: 'person', tie: 'enterprise', in: 'asOf' },
      op: 'eq',
      value: 1,
      whenEmpty: 'unknown',
    },
    facts: [E],
    expected: ['E - 2026-12-31 unknown -', 'unmet'],
  },
  {
    name: 'ratio: against an attribute of the subject',
    due: standing,
    asOf: '2024-03-01',
    requirement: {
      form: 'ratio',
      numerator: { record: 'person', tie: 'enterprise', in: 'asOf' },
      denominator: { subjectAttr: 'employees' },
      op: 'gte',
      value: 0.5,
      whenEmpty: 'unmet',
    },
    facts: [
      E,
      f('2024-01-01', 'enterprise/E', { employees: 2 }),
      f('2024-02-01', 'person/P', { enterprise: 'E' }),
    ],
    expected: ['E - 2026-12-31 met 2024-02-01', 'met'],
  },
  {
    name: 'trend: a flow is pending until the period ends, or lost',
    requirement: count(1),
    due: yearly,
    asOf: '2025-06-01',
    facts: [
      E,
      incident('a', '2023-05-01'),
      incident('b', '2023-06-01'),
      incident('c', '2024-05-01'),
      incident('d', '2025-05-01'),
    ],
    expected: ['E 2024 2024-12-31 met 2025-01-01', 'E 2025 2025-12-31 overdue -', 'met'],
  },
  {
    name: 'trend: then 0 holds exactly when now is 0',
    requirement: count(1),
    due: yearly,
    asOf: '2025-01-01',
    facts: [E],
    expected: ['E 2024 2024-12-31 met 2025-01-01', 'E 2025 2025-12-31 pending -', 'met'],
  },
  {
    name: 'trend: unknown before its date, then against the end of that day',
    due: by,
    asOf: '2024-06-01',
    requirement: {
      form: 'trend',
      of: { subjectAttr: 'highRiskPosts' },
      in: 'asOf',
      against: { date: '2024-03-31' },
      change: 'reduction',
      op: 'gte',
      value: 0.1,
    },
    facts: [
      E,
      f('2024-01-01', 'enterprise/E', { highRiskPosts: 10 }),
      f('2024-05-01', 'enterprise/E', { highRiskPosts: 9 }),
    ],
    expected: ['E - 2024-06-30 met 2024-05-01', 'met'],
  },
  {
    name: 'attest: of the named body with a document',
    requirement: { form: 'attest', by: ['city-eb'] },
    due: standing,
    asOf: '2024-06-01',
    facts: [
      E,
      f('2024-02-01', 'attestation/A', {
        clause: 'X',
        byRole: 'city-eb',
        document: 'sha',
        subject: 'enterprise/E',
        date: '2024-02-01',
      }),
    ],
    expected: ['E - 2026-12-31 met 2024-02-01', 'attested'],
  },
  {
    name: 'attest: of a division above, without subject',
    requirement: { form: 'attest', by: ['city-eb'] },
    due: standing,
    asOf: '2024-06-01',
    facts: [
      city,
      county,
      town,
      E,
      f('2024-02-01', 'attestation/A', {
        clause: 'X',
        byRole: 'city-eb',
        document: 'sha',
        jurisdiction: 'C',
        date: '2024-02-01',
      }),
    ],
    expected: ['E - 2026-12-31 met 2024-02-01', 'attested'],
  },
  {
    name: 'attest: another body does not count',
    requirement: { form: 'attest', by: ['city-eb'] },
    due: standing,
    asOf: '2024-06-01',
    facts: [
      E,
      f('2024-02-01', 'attestation/A', {
        clause: 'X',
        byRole: 'county-eb',
        document: 'sha',
        subject: 'E',
        date: '2024-02-01',
      }),
    ],
    expected: ['E - 2026-12-31 pending -', 'notAttested'],
  },
  {
    name: 'all: unknown unless another part is false',
    requirement: { form: 'all', of: [level2, { ...inspected, in: 'window' }] },
    due: by,
    asOf: '2024-07-01',
    facts: [E],
    expected: ['E - 2024-06-30 overdue -', 'missed'],
  },
  {
    name: 'any: one part is enough',
    requirement: { form: 'any', of: [level2, { ...inspected, in: 'window' }] },
    due: by,
    asOf: '2024-07-01',
    facts: [E, inspection('1', '2024-02-01')],
    expected: ['E - 2024-06-30 met 2024-02-01', 'met'],
  },
  {
    name: 'a parameter without value',
    requirement: level2,
    due: by,
    asOf: '2024-07-01',
    more: { reads: ['p'] },
    facts: [E],
    expected: ['needsParameter'],
  },
  {
    name: 'the nearest division sets the parameter',
    due: by,
    asOf: '2024-07-01',
    more: { reads: ['n'] },
    requirement: { ...inspected, in: 'window', atLeast: { param: 'n' } },
    parameters: [
      { name: 'n', value: 2 },
      { name: 'n', value: 1, jurisdiction: 'K' },
    ],
    facts: [city, county, town, E, inspection('1', '2024-02-01')],
    expected: ['E - 2024-06-30 met 2024-02-01', 'met'],
  },
];

describe('the slow evaluator', () => {
  test.each(cases)('$name', ({ requirement, due, facts, asOf, more, parameters, expected }) => {
    const clause: ClauseInput = {
      id: 'X',
      selector: trade,
      requirement,
      due,
      measure: 'share',
      target: { op: 'eq', value: 1 },
      reads: [],
      ...more,
    };
    const result = evaluate({
      dictionary,
      clauses: [clause],
      parameters: parameters ?? [],
      facts,
      asOf,
    });
    const [only] = result.clauses;
    const duties = (only?.duties ?? []).map((duty) =>
      [
        duty.subject.split('/')[1],
        duty.trigger ?? duty.period ?? '-',
        duty.due ?? '-',
        duty.status,
        duty.since ?? '-',
      ].join(' '),
    );
    expect([...duties, only?.status]).toEqual(expected);
  });
});
