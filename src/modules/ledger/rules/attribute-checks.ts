import type { Moment } from '../../../kernel/calendar.ts';
import { parseDay, parseMoment } from '../../../kernel/calendar.ts';
import type { Result } from '../../../kernel/result.ts';
import { refuse } from '../../../kernel/result.ts';
import type { AttributeDefinition } from '../../../law/records/model.ts';
import type { Refusal } from '../model.ts';
import * as no from './refusals.ts';

export const limits = {
  id: 200,
  string: 2000,
  text: 50_000,
  /** Items of one list. */
  list: 10_000,
} as const;

/** Null when the value may stand. */
export type Check = (value: unknown, path: string) => Refusal | null;

/** A string without what PostgreSQL cannot keep. */
export function checkText(value: unknown, path: string, limit: number): Refusal | null {
  if (typeof value !== 'string') return no.wrongType(path, value, 'a string', '字符串');
  if (value.length > limit) return no.tooLong(path, limit);
  return value.includes('\0') || !value.isWellFormed() ? no.badText(path) : null;
}

export function checkId(value: unknown, path: string): Refusal | null {
  const refusal = checkText(value, path, limits.id);
  if (refusal) return refusal;
  return typeof value === 'string' && value.trim() === '' ? no.emptyId(path) : null;
}

export function listOf(check: Check): Check {
  return (value, path) => {
    if (!Array.isArray(value)) return no.wrongType(path, value, 'a list of strings', '字符串列表');
    if (value.length > limits.list) return no.tooLong(path, limits.list);
    for (let index = 0; index < value.length; index++) {
      const refusal = check(value[index], path);
      if (refusal) return { ...refusal, path: `${path}[${index}]` };
    }
    return null;
  };
}

const EARLIEST = -2_208_988_800_000;
const LATEST = 253_370_736_000_000;
const WITHOUT_OFFSET = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/;
const LIKE_DATE = /^\d{4}-\d{2}-\d{2}/;

export function momentOf(value: unknown, path: string): Result<Moment, Refusal> {
  const form = [
    '2024-03-01T09:00:00+08:00 (with its offset) or 2024-03-01',
    '带时区的时间',
  ] as const;
  if (typeof value !== 'string') return refuse(no.wrongType(path, value, ...form));
  const moment = parseMoment(value);
  if (moment.ok) {
    const known = moment.value >= EARLIEST && moment.value < LATEST;
    return known ? moment : refuse(no.noSuchDate(path, value));
  }
  if (WITHOUT_OFFSET.test(value)) return refuse(no.noOffset(path, value));
  if (LIKE_DATE.test(value)) return refuse(no.noSuchDate(path, value));
  return refuse(no.wrongType(path, value, ...form));
}

const checkDatetime: Check = (value, path) => {
  const moment = momentOf(value, path);
  if (!moment.ok) return moment.error;
  if (typeof value === 'string' && value.length > 10) return null;
  return no.noOffset(path, `${value}T00:00:00`);
};

const checkDate: Check = (value, path) => {
  if (typeof value !== 'string') return no.wrongType(path, value, 'a date YYYY-MM-DD', '日期');
  if (parseDay(value).ok) return null;
  return /^\d{4}-\d{2}-\d{2}$/.test(value)
    ? no.noSuchDate(path, value)
    : no.wrongType(path, value, 'a date YYYY-MM-DD', '日期（YYYY-MM-DD）');
};

const checkInt: Check = (value, path) =>
  Number.isSafeInteger(value) ? null : no.wrongType(path, value, 'a whole number', '整数');

const checkNumber: Check = (value, path) =>
  typeof value === 'number' && Number.isFinite(value)
    ? null
    : no.wrongType(path, value, 'a number', '数字');

const checkBool: Check = (value, path) =>
  typeof value === 'boolean'
    ? null
    : no.wrongType(path, value, 'true or false', '布尔值 true 或 false');

/** A closed list refuses any other code; an open list or one from a parameter takes it. */
function codeCheck(definition: AttributeDefinition): Check {
  const codes = definition.codes?.map(({ code }) => code) ?? [];
  if (codes.length === 0 || definition.open === true) return checkId;
  const known = new Set<unknown>(codes);
  return (value, path) =>
    known.has(value) ? null : (checkId(value, path) ?? no.unknownCode(path, String(value), codes));
}

/** The check of one attribute, chosen once when the dictionary is compiled. */
export function checkOf(definition: AttributeDefinition): Check {
  const kind = definition.type.replace(/:.*/, '');
  switch (kind) {
    case 'string':
      return (value, path) => checkText(value, path, limits.string);
    case 'text':
      return (value, path) => checkText(value, path, limits.text);
    case 'code':
      return codeCheck(definition);
    case 'codes':
      return listOf(codeCheck(definition));
    case 'int':
      return checkInt;
    case 'number':
      return checkNumber;
    case 'bool':
      return checkBool;
    case 'date':
      return checkDate;
    case 'datetime':
      return checkDatetime;
    case 'ref':
    case 'file':
      return checkId;
    case 'refs':
    case 'files':
      return listOf(checkId);
    default:
      throw new Error(`the dictionary has an attribute type without a check: ${definition.type}`);
  }
}
