import type { Refusal } from '../model.ts';

const quote = (value: unknown): string => {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
};

/** A list in a message stays readable: its first 40 items. */
const listed = (names: readonly string[]): string =>
  names.length > 40 ? `${names.slice(0, 40).join(', ')} …` : names.join(', ');

function refusal(
  code: Refusal['code'],
  path: string,
  [en, zh]: readonly [string, string],
  [mendEn, mendZh]: readonly [string, string],
): Refusal {
  return { code, path, message: { en, zh }, mend: { en: mendEn, zh: mendZh } };
}

export const notUtf8 = (): Refusal =>
  refusal(
    'notUtf8',
    '',
    ['the line is not UTF-8', '该行不是 UTF-8 编码'],
    ['save the file as UTF-8', '请将文件另存为 UTF-8 编码'],
  );

export const notJson = (why: string): Refusal =>
  refusal(
    'notJson',
    '',
    [`the line is not JSON: ${quote(why)}`, '该行不是有效的 JSON'],
    ['write one JSON object a line', '每行写一个 JSON 对象'],
  );

export const notObject = (): Refusal =>
  refusal(
    'notObject',
    '',
    ['the line is not a JSON object', '该行不是 JSON 对象'],
    [
      'write {"type":…,"record":…,"at":…,"set":{…}}',
      '请写成 {"type":…,"record":…,"at":…,"set":{…}}',
    ],
  );

export const lineTooLong = (limit: number): Refusal =>
  refusal(
    'lineTooLong',
    '',
    [`the line is longer than ${limit} bytes`, `该行超过 ${limit} 字节`],
    ['split the fact or keep long text in a document', '请拆分该事实，或将长文本存为附件'],
  );

export const unknownKey = (key: string, allowed: readonly string[], near: string | null): Refusal =>
  refusal(
    'unknownKey',
    key.slice(0, 60),
    [`'${quote(key)}' is not a key of a fact`, `事实没有“${quote(key)}”这个键`],
    near === null
      ? [
          `use ${listed(allowed)}; attributes go into set`,
          `可用的键：${listed(allowed)}；属性写在 set 里`,
        ]
      : [`did you mean '${near}'?`, `是否应为“${near}”？`],
  );

export const missingKey = (key: string): Refusal =>
  refusal(
    'missingKey',
    key,
    [`'${key}' is missing`, `缺少“${key}”`],
    [`add "${key}"`, `请补上 "${key}"`],
  );

export const unknownType = (type: unknown, near: string | null): Refusal =>
  refusal(
    'unknownType',
    'type',
    [`'${quote(type)}' is not a record type`, `没有“${quote(type)}”这种记录类型`],
    near === null
      ? ['use a type of the dictionary', '请使用记录字典中的类型']
      : [`did you mean '${near}'?`, `是否应为“${near}”？`],
  );

export const unknownAttribute = (type: string, name: string, near: string | null): Refusal =>
  refusal(
    'unknownAttribute',
    `set.${name.slice(0, 60)}`,
    [`${type} has no attribute '${quote(name)}'`, `${type} 没有“${quote(name)}”属性`],
    near === null
      ? [`use an attribute of ${type} in the dictionary`, `请使用记录字典中 ${type} 的属性`]
      : [`did you mean '${near}'?`, `是否应为“${near}”？`],
  );

export const wrongType = (path: string, value: unknown, en: string, zh: string): Refusal =>
  refusal(
    'wrongType',
    path,
    [`'${quote(value)}' is not ${en}`, `“${quote(value)}”不是${zh}`],
    [`write ${en}`, `请写${zh}`],
  );

export const unknownCode = (path: string, value: string, codes: readonly string[]): Refusal =>
  refusal(
    'unknownCode',
    path,
    [`'${quote(value)}' is not a code of the list`, `“${quote(value)}”不在代码表中`],
    [`use one of ${listed(codes)}`, `请用其中之一：${listed(codes)}`],
  );

export const noSuchDate = (path: string, value: string): Refusal =>
  refusal(
    'noSuchDate',
    path,
    [
      `'${quote(value)}' is no day or time of the calendar`,
      `“${quote(value)}”不是存在的日期或时间`,
    ],
    ['write a day that exists, years 1900 to 9998', '请写存在的日期，年份为 1900 至 9998'],
  );

export const noOffset = (path: string, value: string): Refusal =>
  refusal(
    'noOffset',
    path,
    [`'${quote(value)}' has no offset`, `“${quote(value)}”没有时区`],
    [`write ${quote(value)}+08:00`, `请写成 ${quote(value)}+08:00`],
  );

export const emptyId = (path: string): Refusal =>
  refusal(
    'emptyId',
    path,
    ['the id is empty', '标识为空'],
    ['write the id; leave out an attribute that has no value', '请写明标识；没有值的属性请省略'],
  );

export const tooLong = (path: string, limit: number): Refusal =>
  refusal(
    'tooLong',
    path,
    [`longer than ${limit}`, `长度超过 ${limit}`],
    [`shorten it to at most ${limit}`, `请缩短到 ${limit} 以内`],
  );

export const badText = (path: string): Refusal =>
  refusal(
    'badText',
    path,
    ['the text holds a NUL or half a surrogate pair', '文本含有空字符或不完整的字符'],
    ['remove the character', '请删除该字符'],
  );

export const idUsed = (id: string): Refusal =>
  refusal(
    'idUsed',
    'id',
    [`id already used: '${quote(id)}' is another fact`, `标识“${quote(id)}”已被另一条事实使用`],
    ['give the fact an id of its own; facts are never changed', '请为该事实另取标识；事实不可更改'],
  );

export const unknownReference = (name: string, types: readonly string[], id: string): Refusal =>
  refusal(
    'unknownReference',
    `set.${name}`,
    [
      `there is no ${types.join(' or ')} '${quote(id)}'`,
      `不存在 ${types.join('、')}“${quote(id)}”`,
    ],
    [`add a fact of that record, or mend set.${name}`, `请补充该记录的事实，或更正 set.${name}`],
  );
