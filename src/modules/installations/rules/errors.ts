import type { InventoryError } from '../model.ts';

const quote = (value: unknown): string => {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
};

function error(
  code: InventoryError['code'],
  path: string,
  [en, zh]: readonly [string, string],
  [mendEn, mendZh]: readonly [string, string],
): InventoryError {
  return { code, path, message: { en, zh }, mend: { en: mendEn, zh: mendZh } };
}

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

export const malformedCas = (path: string, value: unknown): InventoryError =>
  error(
    'malformedCas',
    path,
    [`'${quote(value)}' is not a CAS number`, `“${quote(value)}”不是CAS号`],
    ['write it as 7664-41-7', '请写成 7664-41-7 的形式'],
  );

export const casCheckDigit = (path: string, cas: string, digit: number): InventoryError =>
  error(
    'casCheckDigit',
    path,
    [
      `the check digit of '${cas}' should be ${digit}: a digit is wrong`,
      `“${cas}”的校验位应为 ${digit}，有数字写错`,
    ],
    ['copy the CAS number again from the safety data sheet', '请对照安全技术说明书重新填写CAS号'],
  );

export const unknownCas = (path: string, cas: string): InventoryError =>
  error(
    'unknownCas',
    path,
    [
      `CAS ${cas} is not in Table 1, and no class is given`,
      `CAS ${cas} 不在表1中，又未给出危险类别`,
    ],
    [
      'give its classes by the safety data sheet as Table 2 names them, such as "class":"W5.3" or ["W2","J3"], or "class":"none" when none of them stands in Table 2',
      '请按安全技术说明书给出表2的类别符号，如 "class":"W5.3" 或 ["W2","J3"]；其类别均不在表2时写 "class":"none"',
    ],
  );

export const unknownName = (path: string, name: string): InventoryError =>
  error(
    'unknownName',
    path,
    [
      `'${quote(name)}' is not in Table 1, and neither CAS nor class is given`,
      `“${quote(name)}”不在表1中，又未给出CAS号或危险类别`,
    ],
    [
      'give its CAS number, or its class as Table 2 names it, such as "class":"W5.3"',
      '请给出CAS号，或表2的类别符号，如 "class":"W5.3"',
    ],
  );

export const unknownRow = (path: string, value: unknown, rows: number): InventoryError =>
  error(
    'unknownRow',
    path,
    [`Table 1 has no row '${quote(value)}'`, `表1没有第“${quote(value)}”行`],
    [`write a whole number from 1 to ${rows}`, `请写 1 至 ${rows} 的整数`],
  );

export const unknownClass = (
  path: string,
  value: unknown,
  symbols: readonly string[],
): InventoryError =>
  error(
    'unknownClass',
    path,
    [`'${quote(value)}' is not a class of Table 2`, `“${quote(value)}”不是表2的类别符号`],
    [
      `write one or a list of ${symbols.join(', ')}, or "none" alone`,
      `请写以下之一或其列表：${symbols.join('、')}；或单独写 "none"`,
    ],
  );

export const noIdentity = (path: string): InventoryError =>
  error(
    'noIdentity',
    path,
    ['neither cas nor name nor class says what this is', '未给出CAS号、名称或类别，无法判定'],
    ['add "cas", "name" or "class"', '请补上 "cas"、"name" 或 "class"'],
  );

export const ambiguousSubstance = (
  path: string,
  what: string,
  choices: readonly string[],
  mend: readonly [string, string],
): InventoryError =>
  error(
    'ambiguousSubstance',
    path,
    [
      `${quote(what)} stands in several rows: ${choices.join('; ')}`,
      `${quote(what)} 对应多行：${choices.join('；')}`,
    ],
    mend,
  );

export const identityDisagrees = (path: string, given: string, meant: string): InventoryError =>
  error(
    'identityDisagrees',
    path,
    [
      `the given ${quote(given)} does not belong to ${quote(meant)}`,
      `所填 ${quote(given)} 与 ${quote(meant)} 不一致`,
    ],
    ['correct the one that is wrong', '请更正其中写错的一项'],
  );

export const mixtureNeedsClass = (path: string): InventoryError =>
  error(
    'mixtureNeedsClass',
    path,
    [
      "a mixture that is not of its pure substance's class needs its own class",
      '混合物与其纯物质不属于相同危险类别时，须给出混合物自身的类别',
    ],
    [
      'add "class" by the mixture\'s safety data sheet, or "none"',
      '请按混合物的安全技术说明书补上 "class"，不在表2时写 "none"',
    ],
  );

export const duplicateSubstance = (path: string, first: string): InventoryError =>
  error(
    'duplicateSubstance',
    path,
    [`the same substance as ${first}`, `与 ${first} 是同一物质`],
    ['add the quantities up in one line', '请把数量合并到一行'],
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
