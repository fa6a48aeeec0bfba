import { hash } from 'node:crypto';
import { dayOf } from '../../../kernel/calendar.ts';
import type { Clause, ParameterEntry } from '../../../law/plans/model.ts';
import type { DictionaryData } from '../../../law/records/model.ts';
import type { Pool } from '../../../platform/db/transaction.ts';
import type { Types } from '../../records/index.ts';
import type { Definitions } from '../rules/parameters.ts';
import type { EvaluationInput } from '../store/clause-query.ts';
import * as store from '../store/duty-store.ts';
import type { Divisions } from '../store/evaluate.ts';
import type { Narrowing } from '../store/narrowing.ts';
import { narrowingOf } from '../store/narrowing.ts';
import { withoutAliases } from '../store/stretches.ts';
import type { Leads } from '../store/touched.ts';
import { byType } from '../store/touched.ts';

/** Divisions as they stand last. */
export const LATEST = dayOf(2200, 1, 1);

export interface DutyStoreOptions {
  readonly db: Pool;
  /** One connection that keeps its plans, for what facts touch; any of `db` where there is none. */
  readonly renewing?: Pool;
  readonly dictionary: DictionaryData;
  readonly clauses: readonly Clause[];
  readonly definitions: Definitions;
  readonly values: readonly ParameterEntry[];
  readonly onProgress?: (done: number, all: number) => void;
  /** All is worked out anew from here on: until it is done nobody may read. */
  readonly onBuilding?: () => void;
}

export const typesOf = ({ records }: DictionaryData): Types =>
  new Map(records.map((d) => [d.type, d]));

/** The clauses' queries under the divisions and parameters known. */
export interface Compiled {
  readonly input: EvaluationInput;
  readonly renewals: ReadonlyMap<string, store.Renewal>;
  readonly leads: Leads<store.Renewal>;
  /** By type of subjects. */
  readonly narrowings: ReadonlyMap<string, Narrowing>;
}

/** `sign` -1: under numbers that nobody reads. */
export function compiled(
  options: DutyStoreOptions,
  divisions: Divisions,
  sign: 1 | -1 = 1,
): Compiled {
  const { dictionary, definitions, values: entries, clauses } = options;
  const known = { types: typesOf(dictionary), definitions, entries, asOf: LATEST };
  const input = { ...known, duties: false, within: null, ...divisions };
  const renewals = new Map(
    clauses.map((clause, index) => [clause.id, store.renewalOf(sign * (index + 1), clause, input)]),
  );
  return {
    input,
    renewals,
    leads: byType(renewals.values()),
    narrowings: narrowingsOf(renewals, input.types),
  };
}

/** Clauses that are renewed with the fact: not of whole divisions. */
export const narrowOf = (renewals: Compiled['renewals']): store.Renewal[] =>
  [...renewals.values()].filter((renewal) => !isWide(renewal, []));

function narrowingsOf(renewals: Compiled['renewals'], types: Types): Compiled['narrowings'] {
  const entities = Map.groupBy(narrowOf(renewals), ({ entity }) => entity);
  return new Map([...entities].map(([name, own]) => [name, narrowingOf(name, own, types)]));
}

/** Everything that the duties follow from, beside facts: rules, clauses, parameters. */
export function fingerprintOf({ renewals }: Compiled, statements: readonly string[]): string {
  const queries = [...renewals.values()].flatMap(({ id, all }) => [id, ...all]);
  const rules = [store.layout, ...statements, ...queries].map(withoutAliases);
  return hash('sha256', JSON.stringify(rules));
}

/** The clause's number at the head of an insert: the same query may write under another one. */
const NUMBER = /(insert into duty\.span select )-?\d+/g;

/** Clauses whose duties follow from another query than before. */
export function changedRenewals(before: Compiled, after: Compiled): store.Renewal[] {
  const text = (each: store.Renewal | undefined): string =>
    (each?.all ?? []).map(withoutAliases).join(';').replaceAll(NUMBER, '$1');
  return [...after.renewals.values()].filter(
    (each) => text(each) !== text(before.renewals.get(each.id)),
  );
}

const MANY_SUBJECTS = 500;

/** A division stands for all that lies in it: few subjects, yet whole populations. */
export function isWide({ entity }: store.Renewal, subjects: readonly string[] | null): boolean {
  return entity === 'jurisdiction' || subjects === null || subjects.length > MANY_SUBJECTS;
}
