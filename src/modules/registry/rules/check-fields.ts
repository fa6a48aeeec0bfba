import { dayOf, parseDay, parseMoment } from '../../../kernel/calendar.ts';
import type { Bilingual } from '../../../kernel/endpoint.ts';
import { isValidCreditCode } from '../../../law/records/credit-code.ts';
import type { AttributeDefinition, RecordDefinition } from '../../../law/records/model.ts';

/** What a field's value lacks, and how to mend it; null: nothing. */
type Fault = Bilingual | null;

const words = (zh: string, en: string): Bilingual => ({ zh, en });

const MOST = { string: 200, text: 4000, list: 100 } as const;

/** The city with a margin (菏泽市, CGCS2000): a place outside is a slip of the pen. */
const BOUNDS = {
  longitude: { from: 114.7, to: 116.5 },
  latitude: { from: 34.3, to: 36 },
} as const;

const EARLIEST = dayOf(1900, 1, 1);

/** Numbers that cannot be less than nothing, and levels. */
const RANGES: Readonly<Record<string, readonly [number, number]>> = {
  employees: [0, 1_000_000],
  dustExposedWorkers: [0, 100_000],
  highRiskPosts: [0, 100_000],
  chemicalsToIdentify: [0, 100_000],
  majorHazardLevel: [1, 4],
  hazardLevel: [1, 5],
  majorHazardR: [0, 1_000_000_000],
  headcountLimit: [0, 10_000],
  defectSeverity: [0, 10],
  longitude: [BOUNDS.longitude.from, BOUNDS.longitude.to],
  latitude: [BOUNDS.latitude.from, BOUNDS.latitude.to],
};
const LARGEST = 1_000_000_000_000;

function checkText(value: unknown, most: number): Fault {
  if (typeof value !== 'string') return words('请填写文字', 'write a text');
  if (value.trim() === '') return words('不能只有空格', 'not spaces alone');
  if ([...value].length > most) return words(`最多 ${most} 个字`, `${most} characters at most`);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused.
  return /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(value)
    ? words('含有不能使用的字符', 'has characters that cannot be used')
    : null;
}

function checkCode({ codes, open }: AttributeDefinition, value: unknown): Fault {
  if (codes?.some(({ code }) => code === value)) return null;
  if (open && typeof value === 'string') return checkText(value, 60);
  return words('请从列表中选择', 'choose from the list');
}

function checkNumber({ name, type }: AttributeDefinition, value: unknown): Fault {
  if (typeof value !== 'number' || !Number.isFinite(value))
    return words('请填写数字', 'write a number');
  if (type === 'int' && !Number.isInteger(value))
    return words('请填写整数', 'write a whole number');
  const [from, to] = RANGES[name] ?? [-LARGEST, LARGEST];
  if (value >= from && value <= to) return null;
  if (name in BOUNDS)
    return words(`坐标应在本市范围内（${from}–${to}）`, `within the city: ${from} to ${to}`);
  return words(`应在 ${from} 与 ${to} 之间`, `between ${from} and ${to}`);
}

function checkDate(value: unknown): Fault {
  const day = typeof value === 'string' ? parseDay(value) : null;
  return day?.ok && day.value >= EARLIEST
    ? null
    : words('请填写日期，如 2026-06-30', 'write a date such as 2026-06-30');
}

function checkMoment(value: unknown): Fault {
  return typeof value === 'string' && parseMoment(value).ok
    ? null
    : words('请填写日期和时间', 'write a date and a time');
}

function checkList(value: unknown, each: (item: unknown) => Fault): Fault {
  if (!Array.isArray(value)) return words('请选择一项或多项', 'choose one or more');
  if (value.length > MOST.list) return words(`最多 ${MOST.list} 项`, `${MOST.list} at most`);
  if (new Set(value).size < value.length) return words('有重复的项', 'something is there twice');
  return value.map(each).find((fault) => fault !== null) ?? null;
}

/** A value that is there, by the type of its attribute and what is known of it. */
export function checkValue(attribute: AttributeDefinition, value: unknown): Fault {
  const { type } = attribute;
  switch (type) {
    case 'string':
      return checkText(value, MOST.string);
    case 'text':
      return checkText(value, MOST.text);
    case 'code':
      return checkCode(attribute, value);
    case 'codes':
      return checkList(value, (item) => checkCode(attribute, item));
    case 'int':
    case 'number':
      return checkNumber(attribute, value);
    case 'bool':
      return typeof value === 'boolean' ? null : words('请选择是或否', 'choose yes or no');
    case 'date':
      return checkDate(value);
    case 'datetime':
      return checkMoment(value);
    default:
      return type.startsWith('refs:') || type === 'files'
        ? checkList(value, (item) => checkText(item, MOST.string))
        : checkText(value, MOST.string);
  }
}

/** Dates of a record that follow each other. */
const ORDERS: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  project: [
    ['appliedOn', 'constructionStartedOn'],
    ['designStartedOn', 'constructionStartedOn'],
    ['constructionStartedOn', 'completedOn'],
    ['completedOn', 'productionStartedOn'],
  ],
  facility: [['builtOn', 'startUpOn']],
  equipment: [['integrityCheckedOn', 'integrityValidUntil']],
  licence: [
    ['appliedOn', 'decidedOn'],
    ['validFrom', 'validUntil'],
  ],
};

const EMPTY = new Set<unknown>([null, undefined, '']);

/** `set` over what stands: faults by attribute. Required values may not be missing or cleared. */
export function checkFields(
  definition: RecordDefinition,
  set: Readonly<Record<string, unknown>>,
  standing: Readonly<Record<string, unknown>> | null,
): ReadonlyMap<string, Bilingual> {
  const faults = new Map<string, Bilingual>();
  for (const attribute of definition.attributes) {
    const { name } = attribute;
    const value = set[name];
    const empty = EMPTY.has(value) || (Array.isArray(value) && value.length === 0);
    const asked = Object.hasOwn(set, name) || standing === null;
    if (empty && asked && attribute.required && !attribute.derived) {
      faults.set(name, words('必填', 'required'));
    }
    const fault = empty ? null : checkValue(attribute, value);
    if (fault) faults.set(name, fault);
  }
  const after = { ...standing, ...set };
  for (const [first, then] of ORDERS[definition.type] ?? []) {
    const [a, b] = [after[first], after[then]];
    const stated = Object.hasOwn(set, first) || Object.hasOwn(set, then);
    if (stated && typeof a === 'string' && typeof b === 'string' && b < a && !faults.has(then)) {
      const label = definition.attributes.find(({ name }) => name === first);
      faults.set(
        then,
        words(`不得早于${label?.zh ?? first}（${a}）`, `not before ${label?.en ?? first} (${a})`),
      );
    }
  }
  return faults;
}

/** The id that somebody gives a new record: a code with its check characters for an enterprise. */
export function checkId(type: string, id: string): Fault {
  if (type !== 'enterprise' || isValidCreditCode(id)) return null;
  return words(
    '统一社会信用代码不正确（18 位，校验位按 GB 32100）',
    'not a unified social credit code (18 characters, check character by GB 32100)',
  );
}
