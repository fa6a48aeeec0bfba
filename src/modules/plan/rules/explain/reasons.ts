import { conditionsOf } from '../../../../law/plans/condition.ts';
import type { Condition, ListValue, Occurs, Predicate } from '../../../../law/plans/model.ts';
import type { ConditionFinding, LeafFinding, Words } from '../../model.ts';
import type { Speaker } from './conditions.ts';
import { conditionWords } from './conditions.ts';
import type { LeafRequirement } from './leaves.ts';
import {
  attributeAt,
  attributeWords,
  joined,
  quoted,
  typeWords,
  valueWords,
  words,
} from './lexicon.ts';
import { atLeastWords } from './records.ts';

/** Why a leaf of a requirement does not hold: which condition fails, which value is missing. */
export function reasonWords(speaker: Speaker, leaf: LeafRequirement, found: LeafFinding): Words {
  const unknown = found.holds === null;
  const records = found.records ?? [];
  switch (leaf.form) {
    case 'state':
      return stateReason(speaker, leaf.predicate, found.conditions ?? null);
    case 'occurs':
      return occursReason(speaker, leaf, found);
    case 'none': {
      const type = quoted(typeWords(speaker.lexicon, leaf.record));
      const ids = shortList(records.map((record) => record.slice(record.indexOf('/') + 1)));
      return words(
        `有${records.length}条不应有的${type.zh}记录：${ids.zh}`,
        `there must be no such record of ${type.en}, but there is: ${ids.en}`,
      );
    }
    case 'attest':
      return words('没有有效的落实证明', 'there is no valid attestation');
    case 'follows':
      return words('有触发之后逾期未办的情形', 'a trigger is past its time without follow-up');
    case 'ratio':
    case 'trend':
      return unknown
        ? words('缺少数值，无法计算', 'values are missing, it cannot be computed')
        : words('计算结果达不到要求', 'the computed figure does not reach what is asked for');
  }
}

function occursReason(speaker: Speaker, leaf: Occurs, found: LeafFinding): Words {
  const records = found.records ?? [];
  const type = quoted(typeWords(speaker.lexicon, leaf.record));
  const n = atLeastWords(speaker, leaf.atLeast);
  if (found.holds === null) {
    return words(`${n.zh}没有值，无从比较`, `${n.en} has no value to compare with`);
  }
  if (records.length === 0) {
    return words(`没有符合条件的${type.zh}记录`, `there is no matching record of ${type.en}`);
  }
  const count = words(
    `符合条件的${type.zh}记录有${records.length}条`,
    `there ${records.length === 1 ? 'is 1 matching record' : `are ${records.length} matching records`} of ${type.en}`,
  );
  const missing = leaf.covers === null ? [] : uncovered(speaker, leaf.covers.values, found);
  if (leaf.covers !== null && missing.length > 0) {
    const attribute = attributeAt(speaker.lexicon, leaf.record, leaf.covers.attr);
    const items = valueWords(speaker.lexicon, attribute, missing);
    return words(`${count.zh}，尚缺：${items.zh}`, `${count.en}, what is missing: ${items.en}`);
  }
  const of = leaf.count === null ? words('条', '') : words('个不同的值', ' different values');
  return words(
    `${count.zh}，要求不少于${n.zh}${of.zh}`,
    `${count.en}, but at least ${n.en}${of.en} are needed`,
  );
}

/** What is asked for and no matching record has. */
function uncovered(
  { lexicon }: Speaker,
  values: ListValue,
  { covered, wanted }: LeafFinding,
): readonly string[] {
  const set = values.kind === 'param' ? lexicon.values?.get(values.name)?.value : null;
  const list = values.kind === 'literal' ? values.value : (wanted ?? set);
  if (!Array.isArray(list)) return [];
  return list.map(String).filter((item) => !covered?.includes(item));
}

/** Longer lists are cut. */
export const SHOWN = 8;

export function shortList(ids: readonly string[]): Words {
  const shown = ids.slice(0, SHOWN);
  const more = ids.length - shown.length;
  return words(
    `${shown.join('、')}${more > 0 ? `等${ids.length}条` : ''}`,
    `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
  );
}

function stateReason(
  speaker: Speaker,
  predicate: Predicate,
  found: readonly ConditionFinding[] | null,
): Words {
  if (found === null) return words('当时没有该记录', 'there was no such record then');
  const conditions = conditionsOf(predicate);
  const standing = conditions.map((condition, i) => ({ condition, found: found[i] }));
  const { all, any } = predicate;
  const alls = standing.slice(0, all.length).filter((each) => each.found?.holds !== true);
  const anys = standing.slice(all.length, all.length + any.length);
  const nones = standing.slice(all.length + any.length).filter((s) => s.found?.holds !== false);
  const parts = alls.map((each) => conditionReason(speaker, each.condition, each.found));
  if (any.length > 0 && !anys.some((each) => each.found?.holds === true)) {
    const each = anys.map((one) => conditionReason(speaker, one.condition, one.found));
    const { zh, en } = joined(each, '，', ' and ');
    parts.push(words(`几项条件一项也不满足（${zh}）`, `none of the alternatives holds (${en})`));
  }
  for (const each of nones) parts.push(breachReason(speaker, each.condition, each.found));
  return joined(parts, '；', '; ');
}

/** “等级”为3，而要求“等级”不大于2. */
function conditionReason(
  speaker: Speaker,
  condition: Condition,
  found: ConditionFinding | undefined,
): Words {
  const { lexicon, type } = speaker;
  const name = attributeWords(lexicon, type, condition.attr);
  const wanted = conditionWords(speaker, condition);
  if (found === undefined || found.value === null) {
    return words(`${name.zh}没有值（要求${wanted.zh}）`, `${name.en} has no value (${wanted.en})`);
  }
  const value = valueWords(lexicon, attributeAt(lexicon, type, condition.attr), found.value);
  if (found.holds === null) {
    return words(
      `${name.zh}为${value.zh}，但所比较的另一方没有值（要求${wanted.zh}）`,
      `${name.en} is ${value.en}, but what it is compared with has no value (${wanted.en})`,
    );
  }
  return words(
    `${name.zh}为${value.zh}，而要求${wanted.zh}`,
    `${name.en} is ${value.en} while ${wanted.en} is asked for`,
  );
}

function breachReason(
  speaker: Speaker,
  condition: Condition,
  found: ConditionFinding | undefined,
): Words {
  const unwanted = conditionWords(speaker, condition);
  if (found?.holds === true) {
    return words(`出现了不应有的情形：${unwanted.zh}`, `what must not be is so: ${unwanted.en}`);
  }
  const name = attributeWords(speaker.lexicon, speaker.type, condition.attr);
  return words(
    `${name.zh}没有值，无法排除（${unwanted.zh}）`,
    `${name.en} has no value, so that it cannot be ruled out that ${unwanted.en}`,
  );
}
