import type { FileAnswer, Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import { writeSheet, XLSX } from '../../../platform/excel/index.ts';
import { dateInWords, officialDocument, WORD_TYPE } from '../../../platform/word/index.ts';
import type { Caller, LiveCity } from '../../identity/index.ts';
import { reading } from '../../identity/index.ts';
import { blocksOfText } from '../rules/text.ts';
import type { DeliveryRow, ItemRow } from '../store/deliveries.ts';
import { deliveriesOf, itemsOf } from '../store/deliveries.ts';
import type { LetterRow } from '../store/letters.ts';
import { letterById } from '../store/letters.ts';
import { paperOf } from './paper.ts';

interface Loaded {
  readonly paper: Awaited<ReturnType<typeof paperOf>>;
  readonly letter: LetterRow;
  readonly items: readonly ItemRow[];
  readonly deliveries: readonly DeliveryRow[];
}

async function loaded(
  city: LiveCity,
  caller: Caller,
  id: string,
  addressee: string | null,
): Promise<Loaded | null> {
  return reading(city.web, caller, async (client) => {
    const letter = await letterById(client, id);
    if (!letter) return null;
    const items = await itemsOf(client, id, addressee);
    const all = await deliveriesOf(client, id);
    const deliveries = all.filter((each) => addressee === null || each.addressee === addressee);
    if (deliveries.length === 0) return null;
    return { paper: await paperOf(client, city, letter), letter, items, deliveries };
  });
}

/** More addressees than this are named together. */
const NAMED = 12;

function namesOf(deliveries: readonly DeliveryRow[]): string {
  if (deliveries.length <= NAMED) return deliveries.map(({ name }) => name).join('、');
  const firms = deliveries.every(({ addressee }) => addressee.startsWith('e:'));
  return firms ? '各有关企业' : '各有关单位';
}

/** The letter as Word: to all addressees, or to one with his part of the list. */
export async function wordOf(
  city: LiveCity,
  caller: Caller,
  id: string,
  addressee: string | null,
): Promise<Result<FileAnswer, Refusal>> {
  const found = await loaded(city, caller, id, addressee);
  if (!found) return refuse({ code: 'not-visible' });
  const { letter, items, deliveries, paper } = found;
  const { mark, signer, copyTo, closing, contact } = paper;
  // A salutation stands for several; a letter to one names it.
  const salutation = deliveries.length > 1 ? paper.salutation : null;
  const ending = closing === null ? [] : [{ kind: 'paragraph' as const, text: closing }];
  const bytes = await officialDocument({
    ...{ mark, signer, copyTo, note: contact },
    number: letter.doc_number,
    title: letter.title,
    to: salutation ?? namesOf(deliveries),
    body: [...blocksOfText(letter.text), ...ending],
    attachments: [{ title: '逾期事项清单', blocks: [listOf(letter, items)] }],
    date: letter.delivered_on,
  });
  const name = `${letter.doc_number ?? '草稿'} ${letter.title}.docx`;
  return ok({ name, type: WORD_TYPE, bytes });
}

function listOf(letter: LetterRow, items: readonly ItemRow[]) {
  return {
    kind: 'table' as const,
    caption: `（截至${dateInWords(letter.as_of)}，共${items.length}项）`,
    columns: [
      { title: '序号', width: 3 },
      { title: '区划', width: 5 },
      { title: '单位', width: 12 },
      { title: '条款', width: 6 },
      { title: '期限', width: 6 },
      { title: '逾期天数', width: 4 },
    ],
    rows: items.map((item, index) => [
      String(index + 1),
      item.division_name,
      item.name,
      item.clause,
      item.due ?? '—',
      item.overdue_days === null ? '—' : String(item.overdue_days),
    ]),
  };
}

/** The list as Excel, with the day that it is of. */
export async function ledgerOf(
  city: LiveCity,
  caller: Caller,
  id: string,
): Promise<Result<FileAnswer, Refusal>> {
  const found = await loaded(city, caller, id, null);
  if (!found) return refuse({ code: 'not-visible' });
  const { letter, items } = found;
  const bytes = writeSheet({
    title: `${letter.title}附件：逾期事项清单`,
    asOf: letter.as_of,
    unit: '项',
    columns: [
      { key: 'division_name', title: '区划', type: 'text', width: 14 },
      { key: 'name', title: '单位', type: 'text', width: 36 },
      { key: 'clause', title: '条款', type: 'text', width: 14 },
      { key: 'subject', title: '对象', type: 'text', width: 36 },
      { key: 'due', title: '期限', type: 'date', width: 12 },
      { key: 'overdue_days', title: '逾期天数', type: 'int', width: 10 },
    ],
    rows: items.map((item) => ({ ...item })),
  });
  return ok({ name: `${letter.title}-清单.xlsx`, type: XLSX, bytes });
}
