import type { Day } from '../../../kernel/calendar.ts';
import { formatDay, partsOf } from '../../../kernel/calendar.ts';
import type { FileAnswer } from '../../../kernel/endpoint.ts';
import type { Block, OfficialDocument } from '../../../platform/word/index.ts';
import { dateInWords, officialDocument, WORD_TYPE } from '../../../platform/word/index.ts';
import type { DocumentKind, Parts } from '../model.ts';
import { documentNumber, paperParts } from '../rules/parts.ts';

const TITLES: Readonly<Record<DocumentKind, string>> = {
  reminder: '关于限期办结逾期未完成事项的工作提醒函（示例）',
  circular: '关于逾期未完成事项情况的通报（示例）',
  report: '安全生产治本攻坚工作情况报告（示例）',
};

const text = (words: string): Block => ({ kind: 'paragraph', text: words });
const heading = (level: 1 | 3, words: string): Block => ({ kind: 'heading', level, text: words });

function exampleBody(day: string): Block[] {
  return [
    text(`经汇总核对，截至${day}，共有2个对象、3项责任事项逾期未完成（示例内容）。`),
    heading(1, '基本情况'),
    heading(3, '“示例条款原文”（条款CHEM-1.1），逾期3项。'),
    heading(1, '工作要求'),
    text('请对照附件逐项核实，立即组织办结，并书面答复办理情况。'),
  ];
}

const list: Block = {
  kind: 'table',
  columns: [
    { title: '序号', width: 3 },
    { title: '单位', width: 12 },
    { title: '条款', width: 6 },
  ],
  rows: [['1', '示例企业有限公司', 'CHEM-1.1']],
};

/** A paper with example content in the layout that is looked at. */
export async function previewFile(
  kind: DocumentKind,
  parts: Parts,
  today: Day,
): Promise<FileAnswer> {
  const { mark, signer, salutation, closing, contact, copyTo } = paperParts(kind, parts);
  const date = formatDay(today);
  const code = { reminder: parts.reminderCode, circular: parts.circularCode, report: '' }[kind];
  const document: OfficialDocument = {
    mark,
    number: code === '' ? null : documentNumber(code, partsOf(today).year, 1),
    title: TITLES[kind],
    to: kind === 'report' ? null : (salutation ?? '示例企业有限公司'),
    body: [...exampleBody(dateInWords(date)), ...(closing === null ? [] : [text(closing)])],
    attachments: kind === 'report' ? [] : [{ title: '逾期事项清单', blocks: [list] }],
    ...{ signer, date, copyTo, note: contact },
  };
  return {
    name: `${TITLES[kind]}.docx`,
    type: WORD_TYPE,
    bytes: await officialDocument(document),
  };
}
