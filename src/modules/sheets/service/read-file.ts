import { createHash, randomBytes } from 'node:crypto';
import type { Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { must, ok, refuse } from '../../../kernel/result.ts';
import type { ReadSheet } from '../../../platform/excel/index.ts';
import { readWorkbook, refusalText } from '../../../platform/excel/index.ts';
import type { Ledger } from '../rules/columns.ts';
import type { Heading } from '../rules/headings.ts';
import { findHeading } from '../rules/headings.ts';
import { templateType } from '../rules/template-mark.ts';
import type { NewRow } from '../store/rows.ts';

export interface UploadedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A file as far as it is understood without asking anybody. */
export interface Understood {
  readonly id: string;
  readonly hash: string;
  readonly sheet: ReadSheet;
  readonly heading: Heading;
  readonly rows: readonly NewRow[];
  readonly fromTemplate: boolean;
}

const MOST_ROWS = 50_000;

export async function understand(
  ledger: Ledger,
  { bytes }: UploadedFile,
  wanted: string | null,
): Promise<Result<Understood, Refusal>> {
  const read = await readWorkbook(bytes, { sheet: wanted });
  if (!read.ok) return refuse({ code: 'unreadable-file', detail: refusalText(read.error) });
  const sheet = read.value;
  const type = templateType(sheet.marks);
  if (type !== null && type !== ledger.type) return refuse(otherTemplate(ledger));
  const cells = sheet.rows.map((row) => row.cells);
  const heading = findHeading(ledger, cells);
  if (!heading) return refuse(noHeading(ledger));
  const rows = sheet.rows
    .slice(heading.index + 1)
    .map(({ number, cells: each }) => ({ row: number, cells: each }));
  if (rows.length === 0) return refuse({ code: 'unreadable-file', detail: NO_ROWS });
  if (rows.length > MOST_ROWS) return refuse({ code: 'unreadable-file', detail: TOO_MANY });
  return ok({
    id: randomBytes(6).toString('hex'),
    hash: createHash('sha256').update(bytes).digest('hex'),
    sheet,
    heading: widened(heading, rows),
    rows,
    fromTemplate: type !== null,
  });
}

/** Columns without a heading are columns all the same. */
function widened(heading: Heading, rows: readonly NewRow[]): Heading {
  const width = rows.reduce((most, { cells }) => Math.max(most, cells.length), 0);
  const texts = [...heading.texts];
  const mapping = [...heading.mapping];
  while (texts.length < width) {
    texts.push('');
    mapping.push(null);
  }
  return { ...heading, texts, mapping };
}

function otherTemplate({ title }: Ledger): Refusal {
  return {
    code: 'unreadable-file',
    detail: {
      zh: `这是其他台账的导入模板，请下载“${title.zh}”模板`,
      en: `This is the template of another ledger; download that of '${title.en}'`,
    },
  };
}

function noHeading({ columns }: Ledger): Refusal {
  const some = columns.filter(({ required }) => required).map(({ title }) => title);
  const zh = some.map((title) => title.zh).join('、');
  return {
    code: 'unreadable-file',
    detail: {
      zh: `前 30 行没有找到表头；表头应有：${zh}`,
      en: `No headings in the first 30 rows; there should be: ${must(some[0], 'a title').en} …`,
    },
  };
}

const NO_ROWS = {
  zh: '表头下面没有数据行',
  en: 'There are no rows below the headings',
};
const TOO_MANY = {
  zh: '数据超过 50000 行，请分成几个文件',
  en: 'There are more than 50,000 rows; split them into several files',
};
