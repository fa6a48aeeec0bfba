import { formatDay } from '../../../kernel/calendar.ts';
import type { Clause, Vocabulary } from '../../../law/plans/model.ts';
import type { Queryable } from '../../../platform/db/transaction.ts';
import type { Duty, EvaluatedClause } from '../model.ts';
import { explainDuty } from '../rules/explain/duty.ts';
import type { Lexicon } from '../rules/explain/lexicon.ts';
import { entriesInForce } from '../rules/parameters.ts';
import type { EvaluationInput } from '../store/clause-query.ts';
import { dutyKey, findingsOf } from '../store/findings.ts';

/**
 * The clause with an explanation of every duty. `bare` is the same before its evidence became facts;
 * `subject`: all the duties are this one's.
 */
export async function withExplanations(
  db: Queryable,
  clause: Clause,
  { evaluated, bare }: { readonly evaluated: EvaluatedClause; readonly bare: EvaluatedClause },
  input: EvaluationInput,
  vocabulary: Vocabulary,
  subject: string | null = null,
): Promise<EvaluatedClause> {
  if (evaluated.duties.length === 0) return evaluated;
  const findings = await findingsOf(db, clause, input, subject);
  const lexicons = new Map<string | null, Lexicon>();
  const lexiconOf = (division: string | null): Lexicon => {
    const known = lexicons.get(division);
    if (known) return known;
    const made = lexiconFor(input, vocabulary, division);
    lexicons.set(division, made);
    return made;
  };
  const asOf = formatDay(input.asOf);
  const duties = evaluated.duties.map((duty, index): Duty => {
    const explanation = explainDuty(lexiconOf(duty.jurisdiction), {
      clause,
      duty,
      records: bare.duties[index]?.evidence ?? [],
      findings: findings.get(dutyKey(duty)),
      asOf,
    });
    return { ...duty, explanation };
  });
  return { ...evaluated, duties };
}

/** Words with the values that hold in a division on the day. */
function lexiconFor(
  { types, definitions, entries, asOf, chains }: EvaluationInput,
  vocabulary: Vocabulary,
  division: string | null,
): Lexicon {
  const chain = division === null ? [] : (chains.get(division) ?? [division]);
  const values = entriesInForce(entries, asOf, chain);
  return { dictionary: { types }, vocabulary, definitions, values };
}
