import type { DictionaryData, RecordDefinition } from '../../../law/records/model.ts';
import type { CheckId, Words } from '../model.ts';

const w = (zh: string, en: string): Words => ({ zh, en });

/** Recorded later than so many days after it became true: a late entry (补录) to look at. */
export const LATE_DAYS = 7;
/** A file that nobody verified for so long is stale. */
export const STALE_DAYS = 365;
/** Facts are counted so many days back. */
export const DAYS_BACK = 90;

interface Check {
  readonly words: Words;
  readonly hint: Words;
}

export const checks: Readonly<Record<CheckId, Check>> = {
  missing: {
    words: w('缺少必填项的记录', 'Records that lack a required value'),
    hint: w('按数据字典的必填项逐类核对', 'by what the dictionary requires of each type'),
  },
  'no-township': {
    words: w('未落到乡镇的企业', 'Enterprises in no township'),
    hint: w('所属区划不是乡镇、街道', 'whose division is no township'),
  },
  'no-park': {
    words: w('未落园区的化工企业', 'Chemical enterprises in no park'),
    hint: w('行业含化工而未填所在园区，请核实', 'to be looked into: no park is stated'),
  },
  'same-name': {
    words: w('重名企业', 'Enterprises of the same name'),
    hint: w('名称相同而信用代码不同，可能重复登记', 'same name, other credit codes'),
  },
  stale: {
    words: w('底数超过一年未核实的企业', 'Enterprises not verified for a year'),
    hint: w('没有核实日期，或核实日期早于一年前', 'no day of verification, or an old one'),
  },
  differing: {
    words: w('不同来源数值不一致', 'Values that two sources state differently'),
    hint: w(
      '同一企业同一项目，各来源最近一次所报的值不同',
      'the newest value of each source for the same field of an enterprise differs',
    ),
  },
  late: {
    words: w('补录', 'Late entries'),
    hint: w(
      `近 ${DAYS_BACK} 天内记录、晚于发生 ${LATE_DAYS} 天以上的事实`,
      `recorded in the last ${DAYS_BACK} days, more than ${LATE_DAYS} days after the fact`,
    ),
  },
  refused: {
    words: w('导入时被退回的行', 'Rows refused at import'),
    hint: w('台账导入中有错误的行和原因，保留一周', 'with the reason; kept for a week'),
  },
  'not-imported': {
    words: w('事实文件导入时被拒的行', 'Lines of files of facts that were refused'),
    hint: w(
      '命令行批量导入；每次留最新 1,000 行，可见全市者方可查看',
      'bulk import; the newest 1,000 of each, for those who see the whole city',
    ),
  },
};

const BY_DIVISION: readonly CheckId[] = [
  'no-township',
  'no-park',
  'same-name',
  'stale',
  'differing',
];

/** Have the rows of a check, of missing values those of a type, a division to narrow them to? */
export const hasDivision = (check: CheckId, type: RecordDefinition | null): boolean =>
  check === 'missing'
    ? type === null || type.attributes.some(({ name }) => name === 'jurisdiction')
    : BY_DIVISION.includes(check);

/** What the dictionary requires of a type and people state. */
export function requiredOf({ attributes }: RecordDefinition): string[] {
  return attributes.filter((a) => a.required && !a.derived).map(({ name }) => name);
}

/** Types of which something is required. */
export function checkedTypes({ records }: DictionaryData): RecordDefinition[] {
  return records.filter((type) => requiredOf(type).length > 0);
}

const SOURCES: Readonly<Record<string, Words>> = {
  demo: w('演示数据', 'Demo data'),
  import: w('批量导入', 'Bulk import'),
  platform: w('平台', 'The platform'),
};

export const sourceWords = (source: string): Words =>
  SOURCES[source] ?? w(`账号 ${source}`, `Account ${source}`);
