import { formatDay } from '../../../kernel/calendar.ts';
import type { Clause, Vocabulary } from '../../../law/plans/model.ts';
import type { DutyFindings, EvaluatedClause } from '../model.ts';
import type { DutyCase } from '../rules/explain/duty.ts';
import { explainDuty } from '../rules/explain/duty.ts';
import type { Lexicon } from '../rules/explain/lexicon.ts';
import { entriesInForce } from '../rules/parameters.ts';
import type { EvaluationInput } from '../store/clause-query.ts';
import { dutyKey } from '../store/findings.ts';

/** What an explanation is made of. */
export interface Explained {
  readonly evaluated: EvaluatedClause;
  /** The same before its evidence became facts. */
  readonly bare: EvaluatedClause;
  readonly findings: ReadonlyMap<string, DutyFindings>;
}

/** The clause with an explanation of every duty. */
export function withExplanations(
  clause: Clause,
  explained: Explained,
  input: EvaluationInput,
  vocabulary: Vocabulary,
): EvaluatedClause {
  const duties = casesOf(clause, explained, input, vocabulary).map(({ lexicon, given }) => ({
    ...given.duty,
    explanation: explainDuty(lexicon, given),
  }));
  return { ...explained.evaluated, duties };
}

/** Every duty with what is known of it, and the words of its division. */
export function casesOf(
  clause: Clause,
  { evaluated, bare, findings }: Explained,
  input: EvaluationInput,
  vocabulary: Vocabulary,
): { readonly lexicon: Lexicon; readonly given: DutyCase }[] {
  const lexicons = new Map<string | null, Lexicon>();
  const lexiconOf = (division: string | null): Lexicon => {
    const known = lexicons.get(division);
    if (known) return known;
    const made = lexiconFor(input, vocabulary, division);
    lexicons.set(division, made);
    return made;
  };
  const asOf = formatDay(input.asOf);
  return evaluated.duties.map((duty, index) => {
    const records = bare.duties[index]?.evidence ?? [];
    const given = { clause, duty, records, findings: findings.get(dutyKey(duty)), asOf };
    return { lexicon: lexiconOf(duty.jurisdiction), given };
  });
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
