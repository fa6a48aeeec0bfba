import type {
  AtLeast,
  CountedIn,
  ListValue,
  NumberValue,
  Order,
  Tied,
} from '../../../../law/plans/model.ts';
import type { Words } from '../../model.ts';
import type { Speaker } from './conditions.ts';
import { predicateWords } from './conditions.ts';
import {
  attributeAt,
  attributeWords,
  parameterWords,
  quoted,
  typeWords,
  valueWords,
  words,
} from './lexicon.ts';

/** Records tied to the subject, and figures over them. */

/** “标准化定级”记录（“企业”为该责任主体，且…）. */
export function tiedWords(speaker: Speaker, tied: Tied, at = tied.at): Words {
  const { lexicon, subject } = speaker;
  const type = quoted(typeWords(lexicon, tied.record));
  const tie = attributeWords(lexicon, tied.record, tied.tie);
  const below =
    tied.reach === 'below' ? words('或其下级', ' or a division below it') : words('', '');
  const parts = [
    words(`${tie.zh}为该责任主体${below.zh}`, `whose ${tie.en} is the subject${below.en}`),
  ];
  const where = predicateWords({ lexicon, subject, type: tied.record }, tied.where);
  if (where) parts.push(where);
  if (at !== null) {
    const date = attributeWords(lexicon, tied.record, at);
    parts.push(words(`以${date.zh}为准`, `dated by ${date.en}`));
  }
  const inner = words(parts.map((p) => p.zh).join('，且'), parts.map((p) => p.en).join(' and '));
  return words(`${type.zh}记录（${inner.zh}）`, `records of ${type.en} ${inner.en}`);
}

const counted: Readonly<Record<CountedIn, Words>> = {
  asOf: words('评价时有效的', 'in force at the moment of evaluation'),
  window: words('规划期内的', 'within the plan window'),
  period: words('每个周期内的', 'within each period'),
};

export function countedWords(speaker: Speaker, tied: Tied & { readonly in: CountedIn }): Words {
  const moment = counted[tied.in];
  const { zh, en } = tiedWords(speaker, tied);
  return words(`${moment.zh}${zh}`, `${en}, ${moment.en}`);
}

export function numberWords(speaker: Speaker, value: NumberValue): Words {
  if (value.kind === 'param') return parameterWords(speaker.lexicon, value.name);
  const text = String(value.value);
  return words(text, text);
}

export function atLeastWords(speaker: Speaker, value: AtLeast): Words {
  if (value.kind !== 'subject') return numberWords(speaker, value);
  const name = attributeWords(speaker.lexicon, speaker.subject, value.attr);
  return words(`责任主体的${name.zh}`, `the subject's ${name.en}`);
}

export function listWords(speaker: Speaker, record: string, attr: string, list: ListValue): Words {
  const { lexicon, subject } = speaker;
  if (list.kind === 'param') return parameterWords(lexicon, list.name);
  if (list.kind === 'literal') {
    return valueWords(lexicon, attributeAt(lexicon, record, attr), list.value);
  }
  const name = attributeWords(lexicon, subject, list.attr);
  return words(`责任主体的${name.zh}`, `the subject's ${name.en}`);
}

export const orders: Readonly<Record<Order, Words>> = {
  eq: words('等于', 'equals'),
  gte: words('不小于', 'is at least'),
  gt: words('大于', 'is more than'),
  lte: words('不大于', 'is at most'),
  lt: words('小于', 'is less than'),
};
