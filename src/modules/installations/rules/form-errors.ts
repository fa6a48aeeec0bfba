import type { InventoryError } from '../model.ts';
import { error, quote } from './error.ts';

export const notObject = (path: string): InventoryError =>
  error(
    'notObject',
    path,
    ['not a JSON object', '不是 JSON 对象'],
    path === ''
      ? [
          'write {"substances":[{"cas":"7664-41-7","name":"氨","quantity":30}],"exposedPopulation":60}',
          '请写成 {"substances":[{"cas":"7664-41-7","name":"氨","quantity":30}],"exposedPopulation":60}',
        ]
      : ['write an object in braces', '请写成花括号中的对象'],
  );

export const missingField = (path: string, what: readonly [string, string]): InventoryError =>
  error(
    'missingField',
    path,
    [`${what[0]} is missing`, `缺少${what[1]}`],
    [`add "${path.replace(/^.*\./, '')}"`, `请补上 "${path.replace(/^.*\./, '')}"`],
  );

export const unknownField = (
  path: string,
  key: string,
  allowed: readonly string[],
): InventoryError =>
  error(
    'unknownField',
    path,
    [`there is no field '${quote(key)}' here`, `此处没有“${quote(key)}”字段`],
    [
      `remove it; fields here: ${allowed.join(', ')}`,
      `请删除；此处可用字段：${allowed.join('、')}`,
    ],
  );

export const wrongType = (
  path: string,
  value: unknown,
  [en, zh]: readonly [string, string],
): InventoryError =>
  error(
    'wrongType',
    path,
    [`'${quote(value)}' is not ${en}`, `“${quote(value)}”不是${zh}`],
    [`write ${en}`, `请写${zh}`],
  );

export const emptyList = (path: string): InventoryError =>
  error(
    'emptyList',
    path,
    ['the list is empty: there is nothing to judge', '清单为空，没有可判定的内容'],
    ['list at least one', '请至少列出一项'],
  );

export const tooMany = (path: string, limit: number): InventoryError =>
  error(
    'tooMany',
    path,
    [`more than ${limit} entries`, `超过 ${limit} 项`],
    ['split the inventory by unit', '请按单元拆分清单'],
  );

export const twoForms = (): InventoryError =>
  error(
    'twoForms',
    'units',
    ['both substances and units are given', '同时给出了 substances 和 units'],
    [
      'keep one: substances for one unit, units for several',
      '只留一个：单个单元用 substances，多个单元用 units',
    ],
  );

export const notANumber = (path: string, value: unknown): InventoryError =>
  error(
    'notANumber',
    path,
    [`'${quote(value)}' is not a quantity`, `“${quote(value)}”不是数量`],
    [
      'write tonnes as a number or in plain digits, such as 30 or "0.35", at most 60 digits, without unit or separators',
      '以吨为单位写数字，如 30 或 "0.35"，最多60位，不带单位和千分位',
    ],
  );

export const negativeQuantity = (path: string, value: unknown): InventoryError =>
  error(
    'negativeQuantity',
    path,
    [`the quantity ${quote(value)} is negative`, `数量 ${quote(value)} 为负`],
    ['write the design maximum in tonnes, more than 0', '请写设计最大量（吨），须大于0'],
  );

export const zeroQuantity = (path: string): InventoryError =>
  error(
    'zeroQuantity',
    path,
    ['the design maximum cannot be 0', '设计最大量不能为0'],
    [
      "write what the vessel or store can hold (4.2.2), not today's stock; leave the substance out if the unit cannot hold it",
      '请按容器或库区的设计最大量填写（4.2.2），不是当前库存；单元内不可能存在的物质请删除',
    ],
  );

export const hugeQuantity = (path: string, value: unknown, limit: number): InventoryError =>
  error(
    'hugeQuantity',
    path,
    [
      `${quote(value)} t is more than any unit holds (limit ${limit} t)`,
      `${quote(value)} 吨超过任何单元的可能（上限 ${limit} 吨）`,
    ],
    ['write tonnes, not kilograms or grams', '请以吨为单位，不是千克或克'],
  );

export const badPopulation = (path: string, value: unknown): InventoryError =>
  error(
    'badPopulation',
    path,
    [`'${quote(value)}' is not a number of people`, `“${quote(value)}”不是人数`],
    [
      'write a whole number, 0 or more, without quotes: the people living within 500 m of the plant boundary',
      '请写非负整数，不加引号：厂区边界向外500 m范围内的常住人口',
    ],
  );

export const duplicateUnit = (path: string, name: string): InventoryError =>
  error(
    'duplicateUnit',
    path,
    [`two units are called '${quote(name)}'`, `有两个单元都叫“${quote(name)}”`],
    ['give each unit its own name', '请为每个单元取不同的名称'],
  );

export const noEdition = (asOf: string, first: string): InventoryError =>
  error(
    'noEdition',
    '',
    [
      `no edition of GB 18218 on file was in force on ${asOf}: the first begins on ${first}`,
      `${asOf} 没有可用的 GB 18218 版本，最早的自 ${first} 起施行`,
    ],
    ['judge as of a later day', '请选择更晚的日期'],
  );

export const notUtf8 = (): InventoryError =>
  error(
    'notUtf8',
    '',
    ['the input is not UTF-8', '输入不是 UTF-8 编码'],
    ['save the file as UTF-8', '请将文件另存为 UTF-8 编码'],
  );

export const emptyInput = (): InventoryError =>
  error(
    'emptyInput',
    '',
    ['the input is empty', '输入为空'],
    [
      'give an inventory on standard input: zhiben hazard-level --json < inventory.json',
      '请从标准输入给出清单：zhiben hazard-level --json < inventory.json',
    ],
  );

export const notJson = (why: string): InventoryError =>
  error(
    'notJson',
    '',
    [`the input is not JSON: ${quote(why)}`, `输入不是有效的 JSON：${quote(why)}`],
    [
      'write one JSON object; see zhiben hazard-level --help',
      '请写一个 JSON 对象，格式见 zhiben hazard-level --help',
    ],
  );

export const tooLarge = (limit: number): InventoryError =>
  error(
    'tooLarge',
    '',
    [`the input is longer than ${limit} bytes`, `输入超过 ${limit} 字节`],
    ['judge fewer units at a time', '请分批判定单元'],
  );
