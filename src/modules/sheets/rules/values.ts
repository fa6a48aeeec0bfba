import type { Bilingual } from '../../../kernel/endpoint.ts';
import { nearestName } from '../../../kernel/nearest-name.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import type { AttributeDefinition } from '../../../law/records/model.ts';
import { dateText, momentText } from './dates.ts';
import { cleanText, itemsOf, nameKey, plainSigns } from './texts.ts';

/** A cell as the file holds it (platform/excel reads it so). */
export type Cell =
  | string
  | number
  | boolean
  | null
  | { readonly date: string }
  | { readonly bad: 'formulaWithoutValue' | 'error'; readonly shown: string };

export type Value = string | number | boolean | readonly string[];
type Converted = Result<Value, Bilingual>;

const LONGEST = { string: 2000, text: 20_000 } as const;

/** The text that a cell shows. */
export function shownText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'boolean') return cell ? '是' : '否';
  if (typeof cell !== 'object') return cleanText(String(cell));
  return 'date' in cell ? cell.date.replace('T', ' ') : cell.shown;
}

export const isBlank = (cell: Cell | undefined): boolean =>
  cell === undefined || (typeof cell !== 'object' ? shownText(cell) === '' : cell === null);

/** What a cell says to take away the value that stands (清空); an empty one says nothing. */
export const CLEAR_MARK: Bilingual = { zh: '【清空】', en: '[clear]' };
const CLEAR = /^[[【](清空|clear)[\]】]$/;

export const isClearMark = (cell: Cell): boolean =>
  typeof cell === 'string' && CLEAR.test(nameKey(cell));

/** A cell as the attribute wants it; null: it is blank. References stay what was written. */
export function attributeValue(
  cell: Cell,
  definition: AttributeDefinition,
): Result<Value | null, Bilingual> {
  if (isBlank(cell)) return ok(null);
  if (cell !== null && typeof cell === 'object' && 'bad' in cell) return refuse(badCell(cell));
  switch (definition.type.replace(/:.*/, '')) {
    case 'int':
      return numberOf(cell, true);
    case 'number':
      return numberOf(cell, false);
    case 'bool':
      return boolOf(cell);
    case 'date':
      return dateOf(cell);
    case 'datetime':
      return datetimeOf(cell);
    case 'code':
      return codeOf(shownText(cell), definition);
    case 'codes':
      return listOf(shownText(cell), (item) => codeOf(item, definition));
    case 'refs':
      return ok(itemsOf(shownText(cell)));
    case 'ref':
      return ok(shownText(cell));
    default:
      return textOf(shownText(cell), definition.type === 'text' ? LONGEST.text : LONGEST.string);
  }
}

function badCell({ bad, shown }: { bad: string; shown: string }): Bilingual {
  if (bad === 'error') {
    return {
      zh: `单元格是错误值 ${shown}，请改为实际内容`,
      en: `The cell shows ${shown}; write what it should say`,
    };
  }
  return {
    zh: '公式没有保存计算结果，请在 Excel 或 WPS 中打开保存，或粘贴为数值',
    en: 'The formula has no saved value; open and save the file, or paste the value',
  };
}

function textOf(text: string, limit: number): Converted {
  if (text.length <= limit) return ok(text);
  return refuse({ zh: `不得超过 ${limit} 个字`, en: `At most ${limit} characters` });
}

const NUMBER = /^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i;
const GROUPED = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/;

function numberOf(cell: Cell, whole: boolean): Converted {
  const text = plainSigns(shownText(cell));
  const bare = GROUPED.test(text) ? text.replaceAll(',', '') : text;
  const percent = /^(.+)%$/.exec(bare);
  const number = NUMBER.test(percent?.[1] ?? bare) ? Number(percent?.[1] ?? bare) : Number.NaN;
  const value = percent ? number / 100 : number;
  if (!Number.isFinite(value)) {
    return refuse({ zh: `“${short(text)}”不是数字`, en: `'${short(text)}' is not a number` });
  }
  if (whole && !Number.isSafeInteger(value)) {
    return refuse({ zh: `“${short(text)}”不是整数`, en: `'${short(text)}' is not a whole number` });
  }
  return ok(value);
}

const YES = new Set(['是', '有', '真', '√', '✓', 'y', 'yes', 'true', '1']);
const NO = new Set(['否', '无', '没有', '假', '×', '✗', 'x', 'n', 'no', 'false', '0']);

function boolOf(cell: Cell): Converted {
  const text = nameKey(shownText(cell));
  if (YES.has(text)) return ok(true);
  if (NO.has(text)) return ok(false);
  return refuse({ zh: '请填“是”或“否”', en: "Write 'yes' (是) or 'no' (否)" });
}

const DATE_FORM = {
  zh: '请写成 2024-03-01（或 2024/3/1、2024年3月1日）',
  en: 'write it as 2024-03-01 (2024/3/1 and 2024年3月1日 will do)',
};

/** Serial numbers of 2000-01-01 to 2099-12-31: dates in cells that lost their format. */
const SERIALS = { from: 36_526, to: 73_050 };

function dateOf(cell: Cell): Converted {
  const shown = shownText(cell);
  const serial = typeof cell === 'number' && cell >= SERIALS.from && cell <= SERIALS.to;
  const date = serial ? serialDate(cell) : dateText(shown);
  if (date !== null) return ok(date);
  return refuse({
    zh: `“${short(shown)}”不是日期，${DATE_FORM.zh}`,
    en: `'${short(shown)}' is not a date; ${DATE_FORM.en}`,
  });
}

const serialDate = (serial: number): string =>
  new Date(Date.UTC(1899, 11, 30 + Math.floor(serial))).toISOString().slice(0, 10);

function datetimeOf(cell: Cell): Converted {
  const shown = shownText(cell);
  const moment = momentText(shown);
  if (moment !== null) return ok(moment);
  return refuse({
    zh: `“${short(shown)}”不是时间，请写成 2024-03-01 08:30`,
    en: `'${short(shown)}' is not a time; write it as 2024-03-01 08:30`,
  });
}

/** By name in either language, or by code. */
function codeOf(text: string, { codes = [] }: AttributeDefinition): Result<string, Bilingual> {
  const key = nameKey(text);
  const found = codes.find((code) =>
    [code.code, code.zh, code.en].some((name) => nameKey(name) === key),
  );
  if (found) return ok(found.code);
  const names = codes.map(({ zh }) => zh);
  const near = nearestName(text, names);
  const some = names.slice(0, 8).join('、') + (names.length > 8 ? '…' : '');
  return refuse({
    zh: `“${short(text)}”不在可选项中${near ? `，是否为“${near}”` : ''}；可选：${some}`,
    en: `'${short(text)}' is not in the list${near ? `; did you mean '${near}'` : ''}; choose of: ${some}`,
  });
}

function listOf(text: string, each: (item: string) => Result<string, Bilingual>): Converted {
  // A name may hold a separator itself: 在建、在研.
  const whole = each(text);
  if (whole.ok) return ok([whole.value]);
  const values: string[] = [];
  for (const item of itemsOf(text)) {
    const value = each(item);
    if (!value.ok) return value;
    if (!values.includes(value.value)) values.push(value.value);
  }
  return ok(values);
}

const short = (text: string): string => (text.length > 30 ? `${text.slice(0, 30)}…` : text);
