import type { Clause } from '../../../../law/plans/model.ts';
import { parametersOf } from '../../../../law/plans/uses.ts';
import type { Duty, DutyFindings, Words } from '../../model.ts';
import { populationWords, standingWords } from './clause.ts';
import type { Speaker } from './conditions.ts';
import { dueWords } from './due.ts';
import type { Lexicon } from './lexicon.ts';
import { joined, quoted, typeWords, words } from './lexicon.ts';
import { SHOWN, shortList } from './reasons.ts';
import { requirementWords } from './requirements.ts';
import { reasonsFor } from './verdict.ts';

export interface DutyCase {
  readonly clause: Clause;
  readonly duty: Duty;
  /** The records behind the duty's facts, as type/id. */
  readonly records: readonly string[];
  readonly findings: DutyFindings | undefined;
  readonly asOf: string;
}

/** One duty in sentences: who, by which rule and values, on which facts, how it stands and why. */
export function dutySentences(lexicon: Lexicon, given: DutyCase): readonly Words[] {
  const { clause, duty } = given;
  const { entity } = clause.subject.selector;
  const speaker = { lexicon, type: entity, subject: entity };
  const population = populationWords(lexicon, clause);
  const requirement = requirementWords(speaker, clause.requirement);
  const due = dueWords(lexicon, clause);
  const parameters = parametersOf(clause).map((name) => standingWords(lexicon, name));
  return [
    words(`条款 ${clause.id}：${quoteOf(clause)}`, `Clause ${clause.id}: ${clause.en}`),
    subjectSentence(speaker, given),
    words(`适用范围：${population.zh}`, `Applies to ${population.en}`),
    words(`要求：${requirement.zh}`, `Requirement: ${requirement.en}`),
    words(`期限：${due.zh}${ownDue(duty).zh}`, `Due: ${due.en}${ownDue(duty).en}`),
    ...(parameters.length > 0 ? [parameterSentence(parameters)] : []),
    evidenceSentence(lexicon, given),
    statusSentence(speaker, given),
  ];
}

/** The sentences as one text. */
export function explainDuty(lexicon: Lexicon, given: DutyCase): Words {
  const sentences = dutySentences(lexicon, given);
  return words(
    sentences.map(({ zh }) => `${zh.replace(/。$/, '')}。`).join(''),
    sentences.map(({ en }) => `${en.replace(/\.$/, '')}.`).join(' '),
  );
}

function quoteOf({ quote, quoteDisplay }: Clause): string {
  const text = (quoteDisplay ?? quote).replace(/。$/, '');
  return quoted(words(text, '')).zh;
}

function subjectSentence({ lexicon }: Speaker, { duty, findings }: DutyCase): Words {
  const who = recordWords(lexicon, duty.subject, findings?.name ?? null);
  const period =
    duty.period === null ? null : words(`，周期 ${duty.period}`, `, period ${duty.period}`);
  const trigger = duty.trigger === undefined ? null : recordWords(lexicon, duty.trigger, null);
  const more = [
    ...(period ? [period] : []),
    ...(trigger ? [words(`，由${trigger.zh}触发`, `, triggered by ${trigger.en}`)] : []),
  ];
  return words(
    `责任主体：${who.zh}${more.map(({ zh }) => zh).join('')}`,
    `Subject: ${who.en}${more.map(({ en }) => en).join('')}`,
  );
}

/** 企业“某某公司”（91…）. */
function recordWords(lexicon: Lexicon, reference: string, name: string | null): Words {
  const slash = reference.indexOf('/');
  const type = typeWords(lexicon, reference.slice(0, slash));
  const id = reference.slice(slash + 1);
  const called = name === null ? words('', '') : quoted(words(name, name));
  return words(
    `${type.zh}${called.zh}（${id}）`,
    `${type.en} ${called.en ? `${called.en} ` : ''}(${id})`,
  );
}

function ownDue({ due, provisional }: Duty): Words {
  if (due === null) return words('', '');
  const open = provisional
    ? words('（暂定：当年放假安排未公布）', ' (provisional: no holiday notice for the year yet)')
    : words('', '');
  return words(`；本项期限 ${due}${open.zh}`, `; this duty: ${due}${open.en}`);
}

function parameterSentence(parameters: readonly Words[]): Words {
  const { zh, en } = joined(parameters, '；', '; ');
  return words(`参数：${zh}`, `Parameters: ${en}`);
}

/** 依据：标准化定级（S1）；事实 f1、f2. */
function evidenceSentence(lexicon: Lexicon, { duty, records }: DutyCase): Words {
  if (duty.evidence.length === 0) return words('依据事实：无', 'Facts: none');
  const facts = shortList(duty.evidence);
  const named = records.slice(0, SHOWN).map((record) => recordWords(lexicon, record, null));
  const of = joined(named, '、', ', ');
  const more = records.length > SHOWN ? words('等', ' and others') : words('', '');
  return words(
    `依据${of.zh}${more.zh}的事实：${facts.zh}`,
    `Facts about ${of.en}${more.en}: ${facts.en}`,
  );
}

function statusSentence(speaker: Speaker, given: DutyCase): Words {
  const { clause, duty, asOf } = given;
  const { requirement } = clause;
  const leaves = given.findings?.leaves ?? [];
  const reasons = leaves.length > 0 ? reasonsFor(speaker, requirement, leaves) : [];
  const because =
    reasons.length > 0
      ? joined(reasons, '；', '; ')
      : requirement.form === 'follows'
        ? words('没有符合条件的后续记录', 'there is no matching follow-up')
        : words('要求未满足', 'the requirement does not hold');
  const { zh, en } = standing(duty, asOf, because);
  return words(`状态：${zh}`, `Status: ${en}`);
}

function standing({ status, since, due }: Duty, asOf: string, because: Words): Words {
  const from =
    since === null ? words('', '') : words(`，自${since}起满足`, `, holding since ${since}`);
  switch (status) {
    case 'met':
      return words(`已完成${from.zh}`, `met${from.en}`);
    case 'late':
      return words(`逾期完成${from.zh}，晚于期限`, `late${from.en}, after the due date`);
    case 'pending':
      return words(
        `未到期${due ? `（${due}）` : ''}，截至${asOf}尚未完成，因为${because.zh}`,
        `pending${due ? ` until ${due}` : ''}, not met on ${asOf} because ${because.en}`,
      );
    case 'overdue':
      return words(
        `${due && due < asOf ? `逾期，期限${due}已过` : '未满足'}，截至${asOf}仍未完成，因为${because.zh}`,
        `${due && due < asOf ? `overdue, ${due} has passed` : 'not met'}, still so on ${asOf} because ${because.en}`,
      );
    case 'unknown':
      return words(
        `不明（不算完成），因为${because.zh}`,
        `unknown (which does not count as met) because ${because.en}`,
      );
  }
}
