import type { Day } from '../../kernel/calendar.ts';
import { formatDay } from '../../kernel/calendar.ts';
import type { Clause, ParameterEntry, Vocabulary } from '../../law/plans/model.ts';
import type { DictionaryData } from '../../law/records/model.ts';
import type { Pool, Queryable } from '../../platform/db/transaction.ts';
import type { Duty, EvaluatedClause, Evaluation, Words } from './model.ts';
import { dutySentences, explainDuty } from './rules/explain/duty.ts';
import type { Definitions } from './rules/parameters.ts';
import { casesOf, withExplanations } from './service/explain.ts';
import { evaluating } from './service/transactions.ts';
import type { EvaluationInput } from './store/clause-query.ts';
import { divisionsAsOf, evaluateClause, factsOf } from './store/evaluate.ts';
import { findingsOf } from './store/findings.ts';

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
  /** Only duties of subjects in this division or below, the figures with them. */
  readonly jurisdiction?: string | undefined;
  /** Adds to every duty which facts, which rule and which values, in these words. */
  readonly explain?: Vocabulary | undefined;
  readonly onProgress?: (done: number, all: number) => void;
}

/** Evaluates clauses over the projection, two at a time; evidence as fact ids. */
export async function evaluatePlan(options: EvaluateOptions): Promise<Evaluation> {
  const { db, asOf, explain } = options;
  const input = await inputOf(options);
  const results: EvaluatedClause[] = [];
  let next = 0;
  const worker = async (client: Queryable): Promise<void> => {
    for (let index = next++; index < options.clauses.length; index = next++) {
      const clause = options.clauses[index];
      if (!clause) return;
      const bare = await evaluateClause(client, clause, input);
      const evaluated = await withFactIds(client, bare, asOf);
      if (!explain || evaluated.duties.length === 0) results[index] = evaluated;
      else {
        const findings = await findingsOf(client, clause, input, null);
        results[index] = withExplanations(clause, { evaluated, bare, findings }, input, explain);
      }
      options.onProgress?.(results.filter(Boolean).length, options.clauses.length);
    }
  };
  await Promise.all([evaluating(db, READING, worker), evaluating(db, READING, worker)]);
  return { asOf: formatDay(asOf), clauses: results };
}

async function inputOf(options: EvaluateOptions): Promise<EvaluationInput> {
  const { db, dictionary, definitions, values, asOf } = options;
  return {
    types: new Map(dictionary.records.map((d) => [d.type, d])),
    definitions,
    entries: values,
    asOf,
    duties: options.duties ?? true,
    within: options.jurisdiction ?? null,
    ...(await divisionsAsOf(db, asOf)),
  };
}

export interface DutyName {
  readonly subject: string;
  readonly period?: string | null;
  readonly trigger?: string | null;
}

/** A duty with its explanation, as one text and sentence by sentence. */
export interface ExplainedDuty extends Duty {
  readonly sentences: readonly Words[];
}

/** Of records, as type/id, those that whoever reads may see. */
export type Seen = (records: readonly string[]) => Promise<ReadonlySet<string>>;

/** One duty of a clause with its explanation; null when the subject owes no such duty. */
export async function explainedDuty(
  options: Omit<EvaluateOptions, 'clauses' | 'explain'> & {
    readonly clause: Clause;
    readonly vocabulary: Vocabulary;
    /** Names only what the reader sees; without it all. */
    readonly seen?: Seen;
  },
  { subject, period = null, trigger = null }: DutyName,
): Promise<ExplainedDuty | null> {
  const { db, clause, vocabulary, asOf, seen } = options;
  const input = await inputOf({ ...options, clauses: [clause] });
  return evaluating(db, { readOnly: true }, async (client) => {
    const all = await evaluateClause(client, clause, input, subject);
    const own = all.duties.filter(
      (duty) =>
        duty.subject === subject && duty.period === period && (duty.trigger ?? null) === trigger,
    );
    if (own.length === 0) return null;
    const found = await findingsOf(client, clause, input, subject);
    const { duties, findings } = seen
      ? await seenOnly(own, found, seen)
      : { duties: own, findings: found };
    const bare = { ...all, duties };
    const evaluated = await withFactIds(client, bare, asOf);
    const [first] = casesOf(clause, { evaluated, bare, findings }, input, vocabulary);
    if (!first) return null;
    const { lexicon, given } = first;
    const explanation = explainDuty(lexicon, given);
    return { ...given.duty, explanation, sentences: dutySentences(lexicon, given) };
  });
}

type Findings = Awaited<ReturnType<typeof findingsOf>>;

/** Without the records that the reader does not see. */
async function seenOnly(
  duties: readonly Duty[],
  findings: Findings,
  seen: Seen,
): Promise<{ readonly duties: readonly Duty[]; readonly findings: Findings }> {
  const named = [
    ...duties.flatMap(({ evidence, trigger }) => [...evidence, ...(trigger ? [trigger] : [])]),
    ...[...findings.values()].flatMap(({ leaves }) => leaves.flatMap((leaf) => leaf.records ?? [])),
  ];
  const visible = await seen([...new Set(named)]);
  const only = (records: readonly string[]): string[] => records.filter((r) => visible.has(r));
  return {
    duties: duties.map(({ trigger, ...duty }) => ({
      ...duty,
      ...(trigger && visible.has(trigger) ? { trigger } : {}),
      evidence: only(duty.evidence),
    })),
    findings: new Map(
      [...findings].map(([key, each]) => [
        key,
        {
          ...each,
          leaves: each.leaves.map((leaf) => ({
            ...leaf,
            ...(leaf.records ? { records: only(leaf.records) } : {}),
          })),
        },
      ]),
    ),
  };
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
