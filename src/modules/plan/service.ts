import type { Day } from '../../kernel/calendar.ts';
import { formatDay } from '../../kernel/calendar.ts';
import type { Clause, ParameterEntry } from '../../law/plans/model.ts';
import type { DictionaryData } from '../../law/records/model.ts';
import type { Pool, Queryable } from '../../platform/db/transaction.ts';
import type { EvaluatedClause, Evaluation } from './model.ts';
import type { Definitions } from './rules/parameters.ts';
import { evaluating } from './service/transactions.ts';
import { divisionsAsOf, evaluateClause, factsOf } from './store/evaluate.ts';

const READING = { readOnly: true };

export interface EvaluateOptions {
  readonly db: Pool;
  readonly dictionary: DictionaryData;
  readonly clauses: readonly Clause[];
  readonly definitions: Definitions;
  readonly values: readonly ParameterEntry[];
  readonly asOf: Day;
  /** Every duty with its evidence (the default), or the figures alone. */
  readonly duties?: boolean;
  readonly onProgress?: (done: number, all: number) => void;
}

/** Evaluates clauses over the projection, two at a time; evidence as fact ids. */
export async function evaluatePlan(options: EvaluateOptions): Promise<Evaluation> {
  const { db, asOf } = options;
  const input = {
    types: new Map(options.dictionary.records.map((d) => [d.type, d])),
    definitions: options.definitions,
    entries: options.values,
    asOf,
    duties: options.duties ?? true,
    ...(await divisionsAsOf(db, asOf)),
  };
  const results: EvaluatedClause[] = [];
  let next = 0;
  const worker = async (client: Queryable): Promise<void> => {
    for (let index = next++; index < options.clauses.length; index = next++) {
      const clause = options.clauses[index];
      if (!clause) return;
      results[index] = await withFactIds(client, await evaluateClause(client, clause, input), asOf);
      options.onProgress?.(results.filter(Boolean).length, options.clauses.length);
    }
  };
  await Promise.all([evaluating(db, READING, worker), evaluating(db, READING, worker)]);
  return { asOf: formatDay(asOf), clauses: results };
}

async function withFactIds(
  db: Queryable,
  clause: EvaluatedClause,
  asOf: Day,
): Promise<EvaluatedClause> {
  const records = [...new Set(clause.duties.flatMap((duty) => duty.evidence))];
  if (records.length === 0) return clause;
  const facts = await factsOf(db, records, asOf);
  const duties = clause.duties.map((duty) => ({
    ...duty,
    evidence: [...new Set(duty.evidence.flatMap((record) => facts.get(record) ?? []))],
  }));
  return { ...clause, duties };
}
