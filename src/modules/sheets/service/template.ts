import type { FileAnswer } from '../../../kernel/endpoint.ts';
import type { CellType, FormColumn } from '../../../platform/excel/index.ts';
import { formBytes, XLSX } from '../../../platform/excel/index.ts';
import type { Ledger, LedgerColumn } from '../rules/columns.ts';
import { EXAMPLE_MARK, MARK_SHEET, TEMPLATE_SCHEMA } from '../rules/template-mark.ts';

type Language = 'zh' | 'en';

const cellTypes: Readonly<Record<string, CellType>> = {
  int: 'int',
  number: 'number',
  date: 'date',
  datetime: 'datetime',
};

const words = {
  zh: {
    title: (name: string) => `${name}导入模板`,
    guide:
      '填写说明：带红色 * 的列必填；第 4 行是示例，导入时自动跳过；日期写成 2024-03-01；多个选项用“、”隔开；空白单元格不改动原值，要清除原值请填“【清空】”。',
    pick: '请从下拉列表中选择',
    exampleNote: '示例行，导入时自动跳过',
    several: '可填多项，用“、”隔开',
    choices: '可选：',
    yes: ['是', '否'],
  },
  en: {
    title: (name: string) => `${name}: import template`,
    guide:
      "How to fill it in: columns with a red * are required; row 4 is an example and is skipped; write dates as 2024-03-01; separate several choices by '、'; empty cells change nothing; write [clear] to take a value away.",
    pick: 'Choose from the list',
    exampleNote: 'Example row: skipped when the file is imported',
    several: "Several may be given, separated by '、'",
    choices: 'Choose of: ',
    yes: ['yes', 'no'],
  },
} as const;

/** The template of a ledger, in a language. */
export async function templateOf(ledger: Ledger, language: Language): Promise<FileAnswer> {
  const say = words[language];
  const title = say.title(ledger.title[language]);
  const bytes = await formBytes({
    title,
    guide: say.guide,
    columns: ledger.columns.map((column) => formColumn(column, language)),
    mark: { sheet: MARK_SHEET, texts: [TEMPLATE_SCHEMA, ledger.type, EXAMPLE_MARK] },
    words: say,
  });
  return { name: `${title.replaceAll(/[\s:]+/g, '_')}.xlsx`, type: XLSX, bytes };
}

function formColumn(column: LedgerColumn, language: Language): FormColumn {
  const { definition, title, required, example } = column;
  return {
    title: title[language],
    type: cellTypes[definition?.type ?? ''] ?? 'text',
    required,
    note: noteOf(column, language),
    example,
    choices: choicesOf(column, language),
    several: definition?.type === 'codes',
  };
}

function choicesOf({ definition }: LedgerColumn, language: Language): readonly string[] {
  if (definition?.type === 'bool') return words[language].yes;
  return definition?.codes?.map((code) => code[language]) ?? [];
}

function noteOf({ definition, note }: LedgerColumn, language: Language): string | null {
  const say = words[language];
  const parts = [
    ...(note ? [note[language]] : []),
    ...(definition?.type === 'codes' ? [say.several] : []),
    ...(definition?.codes
      ? [`${say.choices}${definition.codes.map((code) => code[language]).join('、')}`]
      : []),
  ];
  return parts.length === 0 ? null : parts.join('\n');
}
