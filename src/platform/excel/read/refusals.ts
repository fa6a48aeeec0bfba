import type { Bilingual } from '../../../kernel/endpoint.ts';

/** Why a file is not read, in words that say what to do instead. */
export const refusalTexts = {
  empty: {
    zh: '文件是空的，请重新选择文件',
    en: 'The file is empty; choose another one',
  },
  oldFormat: {
    zh: '这是旧版 .xls 文件，请在 Excel 或 WPS 中另存为 .xlsx 后再上传',
    en: 'This is an old .xls file; save it as .xlsx in Excel or WPS and send that',
  },
  encrypted: {
    zh: '文件设有打开密码，请去掉密码后再上传',
    en: 'The file has a password; remove it and send the file again',
  },
  notWorkbook: {
    zh: '这不是 .xlsx 工作簿（CSV、网页、Word、ODS 等改名也不行），请另存为 .xlsx 后再上传',
    en: 'This is no .xlsx workbook (nor does a renamed CSV, web page, Word or ODS file do); save it as .xlsx',
  },
  malformed: {
    zh: '文件已损坏，无法读取；请在 Excel、WPS 或 LibreOffice 中打开后重新保存',
    en: 'The file is damaged; open it in Excel, WPS or LibreOffice and save it again',
  },
  macros: {
    zh: '文件含有宏，请另存为不含宏的 .xlsx 后再上传',
    en: 'The file has macros; save it as .xlsx without macros',
  },
  externalLinks: {
    zh: '文件链接了其他工作簿或外部数据，请断开链接、粘贴为数值后再上传',
    en: 'The file is linked to other workbooks or outside data; break the links, paste values and send it again',
  },
  dde: {
    zh: '文件含有动态数据交换（DDE）链接，请删除后再上传',
    en: 'The file has DDE links; remove them and send it again',
  },
  embedded: {
    zh: '文件嵌入了其他对象或控件，请删除后再上传',
    en: 'The file has embedded objects or controls; remove them and send it again',
  },
  tooLargeInside: {
    zh: '文件解压后过大，请分成几个文件后再上传',
    en: 'Unpacked, the file is too large; split it into several files',
  },
  suspiciousRatio: {
    zh: '文件压缩比异常，已拒绝读取',
    en: 'The file is compressed beyond anything a ledger is; it was not opened',
  },
  tooManyParts: {
    zh: '文件内部部件过多，已拒绝读取',
    en: 'The file has too many parts inside; it was not opened',
  },
  tooManyRows: {
    zh: '行数超过上限，请分成几个文件后再上传',
    en: 'There are too many rows; split them into several files',
  },
  tooManyColumns: {
    zh: '列数超过上限，请删除多余的列后再上传',
    en: 'There are too many columns; remove those that are not needed',
  },
  hugeCell: {
    zh: '单元格内容超过 32767 个字符，请缩短后再上传',
    en: 'A cell has more than 32,767 characters; shorten it',
  },
  dangerousFormula: {
    zh: '单元格公式会调用外部程序、网络或其他文件，请粘贴为数值后再上传',
    en: 'A formula calls programs, the network or other files; paste its value instead',
  },
  noSheet: {
    zh: '文件中没有可见的工作表，或工作表是空的',
    en: 'There is no visible sheet in the file, or it is empty',
  },
  tooSlow: {
    zh: '读取超时，请减少内容后再上传',
    en: 'Reading took too long; send less at once',
  },
  tooMuchMemory: {
    zh: '文件内容过多，内存不足，请分成几个文件后再上传',
    en: 'The file holds more than the memory set aside; split it into several files',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;

export type SheetReason = keyof typeof refusalTexts;

export interface SheetRefusal {
  readonly reason: SheetReason;
  /** A cell, a part of the file, a number: where or how much. */
  readonly where: string | null;
}

/** Thrown inside the reader; its caller gets a value. */
export class Unreadable extends Error {
  readonly reason: SheetReason;
  readonly where: string | null;
  constructor(reason: SheetReason, where: string | null = null) {
    super(`${reason}${where === null ? '' : ` at ${where}`}`);
    this.reason = reason;
    this.where = where;
  }
}

/** The reason in both languages, with the place. */
export function refusalText({ reason, where }: SheetRefusal): Bilingual {
  const { zh, en } = refusalTexts[reason];
  return where === null ? { zh, en } : { zh: `${zh}（${where}）`, en: `${en} (${where})` };
}
