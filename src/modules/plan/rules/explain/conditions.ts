import type {
  Comparison,
  Condition,
  Length,
  Operand,
  Predicate,
  Shift,
} from '../../../../law/plans/model.ts';
import type { AttributeDefinition } from '../../../../law/records/model.ts';
import type { Words } from '../../model.ts';
import { durationWords } from './lengths.ts';
import type { Lexicon } from './lexicon.ts';
import {
  attributeAt,
  attributeWords,
  joined,
  parameterWords,
  valueWords,
  words,
} from './lexicon.ts';

/** Conditions on records as sentences' parts. */

export interface Speaker {
  readonly lexicon: Lexicon;
  /** Type of the record that the condition speaks of, and of the subject of the duty. */
  readonly type: string;
  readonly subject: string;
}

const numeric: Readonly<Record<Comparison, Words>> = {
  eq: words('为', 'is'),
  ne: words('不为', 'is not'),
  in: words('为下列之一：', 'is one of'),
  gte: words('不小于', 'is at least'),
  gt: words('大于', 'is more than'),
  lte: words('不大于', 'is at most'),
  lt: words('小于', 'is less than'),
  onOrAfter: words('不早于', 'is on or after'),
  before: words('早于', 'is before'),
};

const dated: Readonly<Record<Comparison, Words>> = {
  ...numeric,
  gte: words('不早于', 'is on or after'),
  gt: words('晚于', 'is after'),
  lte: words('不晚于', 'is on or before'),
  lt: words('早于', 'is before'),
};

const listed: Readonly<Record<Comparison, Words>> = {
  ...numeric,
  eq: words('包含', 'includes'),
  ne: words('不包含', 'does not include'),
  in: words('包含下列之一：', 'includes one of'),
};

export function isList({ type }: AttributeDefinition): boolean {
  return /^(codes|files|refs:)/.test(type);
}

function operatorWords(attribute: AttributeDefinition, op: Comparison, value: Operand): Words {
  if (op === 'in' && value.kind === 'literal' && isSingle(value.value)) {
    return (isList(attribute) ? listed : numeric).eq;
  }
  if (isList(attribute)) return listed[op];
  return /^date/.test(attribute.type) ? dated[op] : numeric[op];
}

function isSingle(value: unknown): boolean {
  return !Array.isArray(value) || value.length === 1;
}

export function conditionWords(speaker: Speaker, condition: Condition): Words {
  const { lexicon, type } = speaker;
  const name = attributeWords(lexicon, type, condition.attr);
  const attribute = attributeAt(lexicon, type, condition.attr);
  if (condition.op === 'exists') {
    return condition.value
      ? words(`有${name.zh}`, `${name.en} is given`)
      : words(`没有${name.zh}`, `${name.en} is not given`);
  }
  const operator = operatorWords(attribute, condition.op, condition.value);
  const value = operandWords(speaker, condition.value, attribute);
  return words(`${name.zh}${operator.zh}${value.zh}`, `${name.en} ${operator.en} ${value.en}`);
}

export function operandWords(
  speaker: Speaker,
  operand: Operand,
  compared: AttributeDefinition,
): Words {
  const { lexicon, type, subject } = speaker;
  switch (operand.kind) {
    case 'literal':
      return valueWords(lexicon, compared, operand.value);
    case 'param':
      return parameterWords(lexicon, operand.name);
    case 'subject': {
      const name = attributeWords(lexicon, subject, operand.attr);
      return words(`责任主体的${name.zh}`, `the subject's ${name.en}`);
    }
    case 'attr':
      return shiftWords(lexicon, attributeWords(lexicon, type, operand.attr), operand.shift);
    case 'asOf':
      return shiftWords(lexicon, words('评价日', 'the day of evaluation'), operand.shift);
    case 'period':
      return periodParts[operand.part];
  }
}

const periodParts: Readonly<Record<'year' | 'previousYear' | 'start' | 'end', Words>> = {
  year: words('所评价周期的年度', 'the year of the period'),
  previousYear: words('所评价周期的上一年度', 'the year before the period'),
  start: words('周期首日', 'the first day of the period'),
  end: words('周期末日', 'the last day of the period'),
};

function shiftWords(lexicon: Lexicon, base: Words, shift: Shift | null): Words {
  if (shift === null) return base;
  const length = lengthWords(lexicon, shift.by);
  return shift.sign === 1
    ? words(`${base.zh}之后${length.zh}`, `${base.en} plus ${length.en}`)
    : words(`${base.zh}之前${length.zh}`, `${base.en} minus ${length.en}`);
}

export function lengthWords(lexicon: Lexicon, length: Length): Words {
  return length.kind === 'literal'
    ? durationWords(length.iso)
    : parameterWords(lexicon, length.name);
}

/** Null when the predicate asks nothing. */
export function predicateWords(speaker: Speaker, { all, any, none }: Predicate): Words | null {
  const each = (list: readonly Condition[]): Words[] =>
    list.map((condition) => conditionWords(speaker, condition));
  const parts = each(all);
  const [only] = any;
  if (only && any.length === 1) parts.push(conditionWords(speaker, only));
  else if (any.length > 1) {
    const { zh, en } = joined(each(any), '，或', ' or ');
    parts.push(words(`（${zh}）`, `(${en})`));
  }
  for (const { zh, en } of each(none)) parts.push(words(`不是（${zh}）`, `not (${en})`));
  return parts.length > 0 ? joined(parts, '，且', ' and ') : null;
}
