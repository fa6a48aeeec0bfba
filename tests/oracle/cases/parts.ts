import type { ClauseInput, Due, Fact, ParameterEntry, Requirement, Value } from '../types.ts';

/** Requirements, due rules and facts that the worked cases share. */

export type Set = Record<string, Value | null>;
export const f = (at: string, key: string, set: Set = {}, retired?: boolean): Fact => {
  const [type = '', record = ''] = key.split('/');
  return { type, record, at, set, ...(retired !== undefined && { retired }) };
};

export const window = { from: '2024-01-01', until: '2026-12-31' };
export const by: Due = { type: 'by', date: '2024-06-30' };
export const standing: Due = { type: 'continuous', window };
export const monthly: Due = { type: 'every', every: 'P1M', window };
export const yearly: Due = { type: 'every', every: 'P1Y', window };
export const annual: Due = { type: 'annual', onOrBefore: '--01-31', window };
export const event: Due = { type: 'event' };

export const trade = { entity: 'enterprise', all: [{ attr: 'industry', in: ['trade'] }] } as const;
export const level2 = {
  form: 'state',
  predicate: { all: [{ attr: 'standardisationLevel', lte: 2 }] },
} satisfies Requirement;
export const inspected = {
  form: 'occurs',
  record: 'inspection',
  tie: 'enterprise',
  atLeast: 1,
  in: 'period',
} satisfies Requirement;
export const closed = {
  form: 'follows',
  trigger: { record: 'hazard', self: true, at: 'foundOn' },
  followUp: {
    record: 'hazard',
    same: true,
    where: { all: [{ attr: 'closedOn', exists: true }] },
    at: 'closedOn',
  },
  within: 'P10D',
} satisfies Requirement;

export interface Case {
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

export const city = f('2020-01-01', 'jurisdiction/C', { level: 'city' });
export const county = f('2020-01-01', 'jurisdiction/K', { level: 'county', parent: 'C' });
export const town = f('2020-01-01', 'jurisdiction/W', { level: 'township', parent: 'K' });
export const E = f('2023-01-01', 'enterprise/E', { industry: ['trade'], jurisdiction: 'W' });
export const inspection = (id: string, date: string, more: Set = {}) =>
  f(date, `inspection/${id}`, { enterprise: 'E', date, ...more });
export const hazard = (more: Set = {}) =>
  f('2024-03-01', 'hazard/H', { enterprise: 'E', foundOn: '2024-03-01', ...more });
export const H = { selector: { entity: 'hazard' } };
export const cityOnly = { selector: { entity: 'jurisdiction', all: [{ attr: 'level', eq: 'city' }] } };
export const paidFor = {
  form: 'occurs',
  record: 'penalty',
  tie: 'jurisdiction',
  reach: 'below',
  atLeast: 1,
  in: 'window',
} satisfies Requirement;
export const scores = (in_: 'asOf' | 'window'): Requirement => ({
  form: 'occurs',
  record: 'gradeAssessment',
  tie: 'enterprise',
  where: { all: [{ attr: 'colour', eq: 'blue' }] },
  in: in_,
});
export const documentHeld = {
  form: 'occurs',
  record: 'document',
  tie: 'enterprise',
  in: 'asOf',
} satisfies Requirement;
export const noIncident = {
  form: 'none',
  record: 'incident',
  tie: 'enterprise',
  in: 'asOf',
} satisfies Requirement;
export const redDone = {
  form: 'follows',
  trigger: { entry: true },
  followUp: { record: 'penalty', tie: 'enterprise', at: 'date' },
  orInForce: true,
  within: 'P5D',
} satisfies Requirement;
export const running = {
  selector: { entity: 'enterprise', all: [{ attr: 'productionState', eq: 'running' }] },
} as const;
export const count = (value: number): Requirement => ({
  form: 'trend',
  of: { record: 'incident', tie: 'enterprise', fn: 'count' },
  in: 'period',
  against: 'previousPeriod',
  change: 'ratio',
  op: 'lt',
  value,
});
export const incident = (id: string, day: string) =>
  f(day, `incident/${id}`, { enterprise: 'E', date: `${day}T10:00:00+08:00` });
