import { type Day, formatDay } from '../../../kernel/calendar.ts';
import type { Bilingual } from '../../../kernel/endpoint.ts';
import type { Handled, Value } from '../model.ts';
import { type Taken, table } from './table.ts';

export interface FormField {
  readonly name: string;
  readonly label: Bilingual;
  readonly kind: 'text' | 'area' | 'number' | 'date' | 'select';
  readonly required: boolean;
  readonly hint: Bilingual | null;
  readonly options: readonly { readonly value: string; readonly label: Bilingual }[] | null;
  readonly value: Value;
}

type Options = NonNullable<FormField['options']>;
const w = (zh: string, en: string): Bilingual => ({ zh, en });

const CONFIDENTIAL = w(
  '企业能看到隐患：只写现场查实的情况，不要写到举报和举报人',
  'The enterprise sees the hazard: write what was found on site, nothing of the report or who made it',
);

const TOLD: Readonly<Partial<Record<Taken, Bilingual>>> = {
  refuse: w('不予受理的理由（举报人可见）', 'Why it is not accepted (the reporter reads it)'),
  pass: w('转办说明（举报人可见）', 'Why it is passed on (the reporter reads it)'),
  extend: w('延长的理由（举报人可见）', 'Why the check takes longer (the reporter reads it)'),
  answer: w('答复内容（举报人可见）', 'Answer (the reporter reads it)'),
  noReward: w('不予奖励的理由（举报人可见）', 'Why there is no reward (the reporter reads it)'),
  reward: w(
    '说明（举报人可见；金额与计算结果不同时必填）',
    'Remark (the reporter reads it; required where the amount differs from the working)',
  ),
};

/** What the form of an act asks, in the order in which it is filled in. */
export function formOf(
  act: Taken,
  report: Handled,
  today: Day,
  optionsOf: (name: 'topic' | 'result' | 'division') => Options,
): readonly FormField[] {
  const { fields } = table[act];
  const field = (
    name: string,
    kind: FormField['kind'],
    label: Bilingual,
    more: Partial<FormField> = {},
  ): FormField[] =>
    Object.hasOwn(fields, name) || name === 'hazardText'
      ? [
          {
            ...{ name, kind, label, hint: null, options: null, value: null },
            required: fields[name] === 'must',
            ...more,
          },
        ]
      : [];
  const told = TOLD[act];
  return [
    ...field('topic', 'select', w('事项', 'About'), {
      ...{ options: Object.hasOwn(fields, 'topic') ? optionsOf('topic') : [] },
      value: report.topic,
    }),
    ...field('enterprise', 'text', w('被举报企业', 'Enterprise'), {
      value: report.enterprise,
    }),
    ...field('passedTo', 'text', w('转往的部门', 'To which department')),
    ...field('division', 'select', w('本系统内转往', 'To a bureau within this system'), {
      options: Object.hasOwn(fields, 'division') ? optionsOf('division') : [],
    }),
    ...field('result', 'select', w('核查结果', 'What the check found'), {
      options: Object.hasOwn(fields, 'result') ? optionsOf('result') : [],
    }),
    ...field('verifiedOn', 'date', w('核查日期', 'Checked on'), { value: formatDay(today) }),
    ...(act === 'check'
      ? field('hazardText', 'area', w('登记为隐患（查实的情况）', 'Make it a hazard'), {
          hint: CONFIDENTIAL,
        })
      : []),
    ...field('hazard', 'text', w('或已登记隐患的编号', 'Or the id of a hazard that is there')),
    ...field('amount', 'number', w('确认奖励金额（元）', 'Reward that you confirm (yuan)')),
    ...(told
      ? [
          {
            ...{ name: 'told', kind: 'area' as const, label: told, hint: null, options: null },
            ...{ required: table[act].told === true, value: null },
          },
        ]
      : []),
  ];
}
