import type { Occurs, Ratio, RatioSide, Requirement, Trend } from '../../../../law/plans/model.ts';
import type { Words } from '../../model.ts';
import type { Speaker } from './conditions.ts';
import { followsWords, whereWords } from './follows.ts';
import { numberOf } from './leaves.ts';
import { attributeWords, joined, parameterWords, quoted, roleWords, words } from './lexicon.ts';
import {
  atLeastWords,
  countedWords,
  listWords,
  numberWords,
  orders,
  tiedWords,
} from './records.ts';

/** A requirement of any form in words. The speaker's type is that of the subject. */
export function requirementWords(speaker: Speaker, requirement: Requirement, number = ''): Words {
  switch (requirement.form) {
    case 'state':
      return whereWords(speaker, speaker.subject, requirement.predicate);
    case 'occurs':
      return occursWords(speaker, requirement);
    case 'none': {
      const { zh, en } = countedWords(speaker, requirement);
      return words(`不得有${zh}`, `there must be no ${en}`);
    }
    case 'follows':
      return followsWords(speaker, requirement);
    case 'ratio':
      return ratioWords(speaker, requirement);
    case 'trend':
      return trendWords(speaker, requirement);
    case 'attest': {
      const roles = requirement.by.map((role) => quoted(roleWords(speaker.lexicon, role)));
      const by = joined(roles, '或', ' or ');
      return words(
        `由${by.zh}出具附有文件的落实证明`,
        `${by.en} must attest, with a document, that it is done`,
      );
    }
    case 'all':
    case 'any':
      return combinedWords(speaker, requirement.form, requirement.of, number);
  }
}

function combinedWords(
  speaker: Speaker,
  form: 'all' | 'any',
  of: readonly Requirement[],
  above: string,
): Words {
  const parts = of.map((part, index) => {
    const number = numberOf(above, index);
    const { zh, en } = requirementWords(speaker, part, number);
    return words(`（${number}）${zh}`, `(${number}) ${en}`);
  });
  const list = joined(parts, '；', '; ');
  return form === 'all'
    ? words(`同时满足：${list.zh}`, `all of: ${list.en}`)
    : words(`满足其一：${list.zh}`, `one of: ${list.en}`);
}

function occursWords(speaker: Speaker, occurs: Occurs): Words {
  const records = countedWords(speaker, occurs);
  const n = atLeastWords(speaker, occurs.atLeast);
  const { covers, count, record } = occurs;
  if (covers !== null) {
    const attr = attributeWords(speaker.lexicon, record, covers.attr);
    const list = listWords(speaker, record, covers.attr, covers.values);
    return words(
      `${records.zh}的${attr.zh}须覆盖${list.zh}，每项不少于${n.zh}条`,
      `${records.en}: their ${attr.en} must cover ${list.en}, at least ${n.en} for each`,
    );
  }
  if (count !== null) {
    const attr = attributeWords(speaker.lexicon, record, count);
    return words(
      `${records.zh}，不同的${attr.zh}不少于${n.zh}个`,
      `${records.en}: at least ${n.en} different values of ${attr.en}`,
    );
  }
  return words(`有${records.zh}不少于${n.zh}条`, `at least ${n.en} of the ${records.en}`);
}

const empty: Readonly<Record<Ratio['whenEmpty'], Words>> = {
  met: words('没有可计的视为符合', 'nothing to count is met'),
  unmet: words('没有可计的视为不符合', 'nothing to count is not met'),
  unknown: words('没有可计的视为不明', 'nothing to count is unknown'),
};

function ratioWords(speaker: Speaker, ratio: Ratio): Words {
  const above = sideWords(speaker, ratio.numerator);
  const below = sideWords(speaker, ratio.denominator);
  const value = numberWords(speaker, ratio.value);
  const order = orders[ratio.op];
  const none = empty[ratio.whenEmpty];
  return words(
    `${above.zh}与${below.zh}之比${order.zh}${value.zh}（${none.zh}）`,
    `the ratio of ${above.en} to ${below.en} ${order.en} ${value.en} (${none.en})`,
  );
}

function sideWords(speaker: Speaker, side: RatioSide): Words {
  if (side.kind === 'records') {
    const { zh, en } = countedWords(speaker, side);
    return words(`${zh}数`, `the number of ${en}`);
  }
  const name = attributeWords(speaker.lexicon, speaker.subject, side.attr);
  return words(`责任主体的${name.zh}`, `the subject's ${name.en}`);
}

const against: Readonly<Record<string, Words>> = {
  previousPeriod: words('上一周期', 'the period before'),
  periodStart: words('期初', 'the start of the period'),
  previousYear: words('上年同期', 'the same moment a year earlier'),
};

const changes: Readonly<Record<Trend['change'], Words>> = {
  ratio: words('比值', 'ratio'),
  difference: words('增加额', 'increase'),
  reduction: words('降幅', 'reduction'),
};

function trendWords(speaker: Speaker, trend: Trend): Words {
  const figure = trendFigure(speaker, trend);
  const then =
    trend.against.kind === 'date'
      ? dateWords(speaker, trend.against.date)
      : (against[trend.against.kind] ?? words('', ''));
  const change = changes[trend.change];
  const order = orders[trend.op];
  const value = numberWords(speaker, trend.value);
  const by =
    trend.by === null || trend.of.kind !== 'records'
      ? words('', '')
      : byWords(speaker, trend.of.record, trend.by);
  return words(
    `${by.zh}${figure.zh}与${then.zh}相比，${change.zh}${order.zh}${value.zh}`,
    `${by.en}the ${change.en} of ${figure.en} against ${then.en} ${order.en} ${value.en}`,
  );
}

function byWords({ lexicon }: Speaker, record: string, attr: string): Words {
  const { zh, en } = attributeWords(lexicon, record, attr);
  return words(`按${zh}分别计，`, `for each ${en}, `);
}

function dateWords(
  { lexicon }: Speaker,
  date: { readonly kind: 'literal'; readonly value: string } | { kind: 'param'; name: string },
): Words {
  if (date.kind === 'param') return parameterWords(lexicon, date.name);
  return words(date.value, date.value);
}

function trendFigure(speaker: Speaker, { of, in: when }: Trend): Words {
  const { lexicon, subject } = speaker;
  if (of.kind === 'subjectAttr') {
    const name = attributeWords(lexicon, subject, of.attr);
    return words(`责任主体的${name.zh}`, `the subject's ${name.en}`);
  }
  const { zh, en } = tiedWords(speaker, of);
  const moment =
    when === 'period' ? words('周期内的', ' within the period') : words('现有的', ' at the moment');
  const attrs = joined(
    of.attrs.map((attr) => attributeWords(lexicon, of.record, attr)),
    '、',
    ' and ',
  );
  if (of.fn === 'count') return words(`${moment.zh}${zh}数`, `the number of ${en}${moment.en}`);
  return of.fn === 'sum'
    ? words(`${moment.zh}${zh}的${attrs.zh}之和`, `the sum of ${attrs.en} of ${en}${moment.en}`)
    : words(`最近一条${zh}的${attrs.zh}`, `${attrs.en} of the latest of the ${en}`);
}
