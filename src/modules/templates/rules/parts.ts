import type { DocumentKind, PartName, Parts } from '../model.ts';
import { partNames } from '../model.ts';

/** 菏泽市 → 菏泽市应急管理局 */
export const bureauName = (divisionName: string): string => `${divisionName}应急管理局`;

/** The first character of the place stands for it in 文号: 菏应急函; a place known by its code has none. */
function shortName(divisionName: string): string {
  const [first = ''] = [...divisionName.replace(/^示例|^[\w-]+/, '')];
  return first;
}

/** What papers carry where the bureau has set nothing. */
export function builtIn(divisionName: string): Parts {
  const short = shortName(divisionName);
  return {
    letterhead: bureauName(divisionName),
    reminderCode: `${short}应急函`,
    circularCode: `${short}应急通报`,
    signer: bureauName(divisionName),
    salutation: '',
    closingReminder: '',
    closingCircular: '',
    contact: '',
    copyTo: '',
  };
}

export const nothingSet = Object.fromEntries(partNames.map((name) => [name, ''])) as Parts;

/** Kept parts as they are read back: of a version made before a part was known it is not set. */
export function readParts(kept: Readonly<Record<string, unknown>>): Parts {
  const known = partNames.map((name: PartName) => [name, textOf(kept[name])]);
  return Object.fromEntries(known) as Parts;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The set parts over those that follow from the name. */
export function layered(divisionName: string, set: Parts): Parts {
  const base = builtIn(divisionName);
  const all = partNames.map((name) => [name, set[name] === '' ? base[name] : set[name]]);
  return Object.fromEntries(all) as Parts;
}

/** 发文字号: 菏应急函〔2026〕1号. */
export function documentNumber(code: string, year: number, number: number): string {
  return `${code}〔${year}〕${number}号`;
}

/** What one paper takes of the layout. */
export interface PaperParts {
  readonly mark: string;
  readonly signer: string;
  /** Instead of many names. */
  readonly salutation: string | null;
  readonly closing: string | null;
  readonly contact: string | null;
  readonly copyTo: string | null;
}

const orNull = (text: string): string | null => (text === '' ? null : text);

export function paperParts(kind: DocumentKind, parts: Parts): PaperParts {
  const { letterhead, signer, salutation, contact, copyTo } = parts;
  const closing = { reminder: parts.closingReminder, circular: parts.closingCircular, report: '' };
  return {
    mark: kind === 'circular' ? `${letterhead}文件` : letterhead,
    signer,
    salutation: kind === 'report' ? null : orNull(salutation),
    closing: orNull(closing[kind]),
    contact: kind === 'report' ? null : orNull(contact),
    copyTo: kind === 'report' ? null : orNull(copyTo),
  };
}
