import type { Clause, ParameterEntry } from '../../../../law/plans/model.ts';
import { ALWAYS } from '../../../../law/plans/parameter.ts';
import { parametersOf } from '../../../../law/plans/uses.ts';
import type { Words } from '../../model.ts';
import { predicateWords } from './conditions.ts';
import { dueWords, targetWords } from './due.ts';
import type { Lexicon } from './lexicon.ts';
import { parameterValueWords, quoted, roleWords, typeWords, words } from './lexicon.ts';
import { requirementWords } from './requirements.ts';

/** How a clause is computed (口径), for people. */
export interface ClauseExplanation {
  readonly id: string;
  readonly quote: string;
  readonly en: string;
  /** Who answers for it. */
  readonly actors: Words;
  readonly population: Words;
  readonly requirement: Words;
  readonly due: Words;
  readonly target: Words;
  readonly parameters: readonly ParameterExplanation[];
  /** The text admits of more than one reading; ours. */
  readonly ambiguity: string | null;
}

export interface ParameterExplanation {
  readonly name: string;
  readonly words: Words;
  readonly value: ParameterEntry['value'];
  /** Without a value the clause waits for one. */
  readonly needed: boolean;
}

export function explainClause(lexicon: Lexicon, clause: Clause): ClauseExplanation {
  const { id, quote, quoteDisplay, en, subject, requirement, reads, ambiguity } = clause;
  const speaker = {
    lexicon,
    type: subject.selector.entity,
    subject: subject.selector.entity,
  };
  const actors = clause.actor.map((role) => roleWords(lexicon, role));
  return {
    id,
    quote: quoteDisplay ?? quote,
    en,
    actors: words(actors.map((a) => a.zh).join('、'), actors.map((a) => a.en).join(', ')),
    population: populationWords(lexicon, clause),
    requirement: requirementWords(speaker, requirement),
    due: dueWords(lexicon, clause),
    target: targetWords(lexicon, clause),
    parameters: parametersOf(clause).map((name) => ({
      name,
      words: standingWords(lexicon, name),
      value: lexicon.values?.get(name)?.value ?? null,
      needed: reads.includes(name),
    })),
    ambiguity,
  };
}

/** Whoever the selector takes in. */
export function populationWords(lexicon: Lexicon, { subject }: Clause): Words {
  const { entity } = subject.selector;
  const type = quoted(typeWords(lexicon, entity));
  const which = predicateWords({ lexicon, type: entity, subject: entity }, subject.selector);
  return which
    ? words(`符合下列条件的${type.zh}：${which.zh}`, `every ${type.en} where ${which.en}`)
    : words(`每一${type.zh}`, `every ${type.en}`);
}

/** “整改时限”：30天，自2024-01-01起，全市统一，由…设定，理由：… */
export function standingWords(lexicon: Lexicon, name: string): Words {
  const definition = lexicon.definitions.get(name);
  if (!definition) throw new Error(`no parameter '${name}'`);
  const called = quoted(definition);
  const entry = lexicon.values?.get(name);
  if (!entry) {
    const owner = lexicon.vocabulary.roles.find(({ id }) => id === definition.owner);
    return words(
      `${called.zh}：未设定${owner ? `，由${owner.zh}确定` : ''}`,
      `${called.en}: not set${owner ? `, for ${owner.en} to decide` : ''}`,
    );
  }
  const value = parameterValueWords(lexicon, entry);
  const place = entry.jurisdiction;
  const reason = reasonWords(entry.reason);
  return words(
    [
      `${called.zh}：${value.zh}`,
      entry.from === ALWAYS ? '一直有效' : `自${entry.from}起`,
      place === null ? '各区划通用' : `区划${place}自定`,
      ...(entry.by ? [`由${entry.by}设定`] : []),
      ...(reason ? [`理由：${reason.zh}`] : []),
    ].join('，'),
    [
      `${called.en}: ${value.en}`,
      entry.from === ALWAYS ? 'at all times' : `from ${entry.from} on`,
      place === null ? 'for all divisions' : `set for division ${place}`,
      ...(entry.by ? [`by ${entry.by}`] : []),
      ...(reason ? [`because: ${reason.en}`] : []),
    ].join(', '),
  );
}

function reasonWords(reason: ParameterEntry['reason']): Words | null {
  return typeof reason === 'string' ? words(reason, reason) : reason;
}
