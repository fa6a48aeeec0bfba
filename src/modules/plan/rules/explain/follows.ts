import type { Follows, FollowUp, Predicate, Trigger } from '../../../../law/plans/model.ts';
import type { Words } from '../../model.ts';
import type { Speaker } from './conditions.ts';
import { lengthWords, predicateWords } from './conditions.ts';
import { attributeWords, joined, quoted, typeWords, words } from './lexicon.ts';
import { tiedWords } from './records.ts';

/** Triggers, what must follow, and within which time. */

export function followsWords(speaker: Speaker, follows: Follows): Words {
  const trigger = triggerWords(speaker, follows.trigger);
  const done = followUpWords(speaker, follows.followUp);
  const time = timeWords(speaker, follows);
  const held = follows.orInForce
    ? words('（触发时已有有效的也可）', ' (one already in force at the trigger counts)')
    : words('', '');
  return words(
    `${trigger.zh}，${time.zh}${done.zh}${held.zh}`,
    `${trigger.en}, ${done.en} ${time.en}${held.en}`,
  );
}

function timeWords(speaker: Speaker, follows: Follows): Words {
  const { order, dueAttr, within, trigger, calendar } = follows;
  const { lexicon, subject } = speaker;
  if (order === 'before') return words('须在此之前', 'before it');
  if (dueAttr !== null) {
    const type = trigger.kind === 'self' || trigger.kind === 'records' ? trigger.record : subject;
    const name = attributeWords(lexicon, type, dueAttr);
    return words(`须不晚于${name.zh}`, `no later than ${name.en}`);
  }
  if (within === null) return words('此后须', 'afterwards, without a time limit');
  const length = lengthWords(lexicon, within.length);
  const working = calendar === 'working' ? words('（按工作日）', ' (working days)') : words('', '');
  return words(`须在${length.zh}${working.zh}内`, `within ${length.en}${working.en}`);
}

function triggerWords(speaker: Speaker, trigger: Trigger): Words {
  switch (trigger.kind) {
    case 'entry':
      return words('自进入适用范围之日起', 'from the day on which the clause begins to apply');
    case 'becomes': {
      const { zh, en } = whereWords(speaker, speaker.subject, trigger.predicate);
      return words(`一旦${zh}`, `once ${en}`);
    }
    case 'self': {
      const { zh, en } = ownWords(speaker, trigger);
      return words(`对每一${zh}`, `for each ${en}`);
    }
    case 'records': {
      const { zh, en } = tiedWords(speaker, trigger);
      return words(`对每一${zh}`, `for each of the ${en}`);
    }
    case 'any':
      return joined(
        trigger.of.map((part) => triggerWords(speaker, part)),
        '，或者',
        ', or ',
      );
  }
}

function followUpWords(speaker: Speaker, followUp: FollowUp): Words {
  switch (followUp.kind) {
    case 'same': {
      const { zh, en } = ownWords(speaker, followUp);
      return words(`使同一${zh}`, `the same ${en} must be reached`);
    }
    case 'records': {
      const { zh, en } = tiedWords(speaker, followUp);
      return words(`有${zh}`, `there must be ${en}`);
    }
    default: {
      const all = followUp.kind === 'all';
      const parts = followUp.of.map((part) => followUpWords(speaker, part));
      return joined(parts, all ? '，并且' : '，或者', all ? ', and ' : ', or ');
    }
  }
}

function ownWords(
  { lexicon, subject }: Speaker,
  own: { readonly record: string; readonly where: Predicate; readonly at: string },
): Words {
  const type = quoted(typeWords(lexicon, own.record));
  const where = predicateWords({ lexicon, subject, type: own.record }, own.where);
  const date = attributeWords(lexicon, own.record, own.at);
  return words(
    `${type.zh}记录（${where ? `${where.zh}，` : ''}以${date.zh}为准）`,
    `record of ${type.en} (${where ? `${where.en}, ` : ''}dated by ${date.en})`,
  );
}

export function whereWords(speaker: Speaker, type: string, where: Predicate): Words {
  return predicateWords({ ...speaker, type }, where) ?? words('无条件', 'without a condition');
}
