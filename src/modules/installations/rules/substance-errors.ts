import type { InventoryError } from '../model.ts';
import { error, quote } from './error.ts';

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
