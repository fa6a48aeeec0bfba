import type { Bilingual } from '../../../kernel/endpoint.ts';
import type { AttributeDefinition } from '../../../law/records/model.ts';
import type { AttributeSet, Mapping, RowError, RowState } from '../model.ts';
import type { Ledger, LedgerColumn } from './columns.ts';
import { itemsOf, nameKey, plainSigns } from './texts.ts';
import type { Cell, Value } from './values.ts';
import { attributeValue, isBlank, isClearMark, shownText } from './values.ts';

/** A record that a reference may mean, and the enterprise that it belongs to. */
export interface Named {
  readonly id: string;
  readonly name: string | null;
  readonly enterprise: string | null;
}

/** What the caller can see: records of a type by id or name. */
export type Lookup = (type: string, text: string) => readonly Named[];

/** A record as it stands. */
export interface Existing {
  readonly id: string;
  readonly values: Readonly<Record<string, unknown>>;
  /** False: it began after the day that the file speaks of. */
  readonly there?: boolean;
}

/** A row read: values of attributes, references still as they were written. */
export interface Draft {
  /** As the sheet counts it. */
  readonly row: number;
  readonly id: string | null;
  /** Null: what stands is to be taken away. */
  readonly values: Readonly<Record<string, Value | null>>;
  readonly errors: readonly RowError[];
  /** Of each attribute, the column of the file. */
  readonly places: Readonly<Record<string, number>>;
}

/** A row judged. */
export interface Checked {
  readonly row: number;
  readonly state: RowState;
  readonly record: string | null;
  /** What would be stated: all of a new record, of others what differs. */
  readonly set: AttributeSet;
  readonly errors: readonly RowError[];
}

export function draftOf(
  ledger: Ledger,
  mapping: Mapping,
  row: number,
  cells: readonly Cell[],
): Draft {
  const values: Record<string, Value | null> = {};
  const places: Record<string, number> = {};
  const errors: RowError[] = [];
  let id: string | null = null;
  for (const [index, attribute] of mapping.entries()) {
    const column = ledger.columns.find((each) => each.attribute === attribute);
    const cell = cells[index] ?? null;
    if (!column) continue;
    places[column.attribute] = index;
    if (column.definition === null) {
      if (!isBlank(cell)) id = plainSigns(shownText(cell)).replaceAll(/\s/g, '');
      continue;
    }
    if (isClearMark(cell)) {
      values[column.attribute] = null;
      continue;
    }
    const value = attributeValue(cell, column.definition);
    if (!value.ok) errors.push({ column: index, attribute, message: value.error });
    else if (value.value !== null) values[column.attribute] = value.value;
  }
  return { row, id, values, errors, places };
}

/** References to the records that they mean; those of other enterprises are no match. */
export function resolved(ledger: Ledger, draft: Draft, lookup: Lookup): Draft {
  const values: Record<string, Value | null> = { ...draft.values };
  const errors = [...draft.errors];
  // The enterprise first: it tells which of several facilities of one name is meant.
  const columns = ledger.columns.toSorted((a, b) => order(a) - order(b));
  for (const column of columns) {
    const written = draft.values[column.attribute];
    if (written === undefined || written === null || column.targets.length === 0) continue;
    const enterprise = column.attribute === 'enterprise' ? null : (values.enterprise ?? null);
    const ids: string[] = [];
    for (const text of typeof written === 'string' ? [written] : itemsOf(String(written))) {
      const found = theOne(column, text, enterprise, lookup);
      if (typeof found === 'string') ids.push(found);
      else errors.push(errorAt(draft, column.attribute, found));
    }
    if (ids.length === 0) delete values[column.attribute];
    else values[column.attribute] = typeof written === 'string' ? (ids[0] ?? '') : ids;
  }
  return { ...draft, values, errors };
}

const order = ({ attribute }: LedgerColumn): number => (attribute === 'enterprise' ? 0 : 1);

function theOne(
  { targets, title }: LedgerColumn,
  text: string,
  enterprise: Value | null,
  lookup: Lookup,
): string | Bilingual {
  const found = targets.flatMap((type) => lookup(type, text));
  const near = found.filter(
    (each) => enterprise === null || each.enterprise === null || each.enterprise === enterprise,
  );
  const exact = near.find(({ id }) => id === plainSigns(text));
  const [first, ...others] = exact ? [exact] : near;
  if (!first) {
    return {
      zh: `没有找到${title.zh}“${text.slice(0, 40)}”，或不在您的数据范围内`,
      en: `No ${title.en.toLowerCase()} '${text.slice(0, 40)}', or it is outside your scope`,
    };
  }
  if (others.length === 0) return first.id;
  return {
    zh: `有 ${near.length} 条名称都是“${text.slice(0, 40)}”，请改填编号或代码`,
    en: `${near.length} records are named '${text.slice(0, 40)}'; write the id or the code`,
  };
}

const errorAt = (draft: Draft, attribute: string, message: Bilingual): RowError => ({
  column: draft.places[attribute] ?? null,
  attribute,
  message,
});

/** What names the record where its id is left empty; null: nothing does, or a part is missing. */
export function naturalKeyOf(
  ledger: Ledger,
  values: Readonly<Record<string, unknown>>,
): string | null {
  if (ledger.naturalKey.length === 0 || typeof values.name !== 'string') return null;
  return JSON.stringify(
    ledger.naturalKey.map((attribute) => {
      const value = values[attribute];
      return attribute === 'name' && typeof value === 'string' ? nameKey(value) : (value ?? null);
    }),
  );
}

/** What a row that repeats another has in common with it. */
export function sameRowKey(ledger: Ledger, { id, values }: Draft): string {
  if (id !== null) return `id ${id}`;
  return naturalKeyOf(ledger, values) ?? `row ${JSON.stringify(Object.entries(values).sort())}`;
}

export interface Standing {
  /** Records that the row may mean. */
  readonly existing: readonly Existing[];
  /** The row of the file that says the same, or of the same record. */
  readonly repeats: number | null;
  /** For a record that is new. */
  readonly newId: string;
  readonly rights: Rights;
}

/** What the roles of whoever imports may state (一数一源: every value has one owner). */
export interface Rights {
  /** May he begin a record of the type? */
  readonly begin: boolean;
  readonly edit: (attribute: string) => boolean;
}

/** New, changed, the same, or in error. */
export function judged(ledger: Ledger, draft: Draft, standing: Standing): Checked {
  const errors = [...draft.errors, ...identityErrors(ledger, draft, standing)];
  const current = standing.existing[0] ?? null;
  const record = current?.id ?? (ledger.ownId ? draft.id : standing.newId);
  for (const column of ledger.columns) {
    if (current?.there === false) break;
    const missing = missingValue(ledger, column, draft, current);
    if (missing && !errors.some(({ attribute }) => attribute === column.attribute)) {
      errors.push(errorAt(draft, column.attribute, missing));
    }
  }
  const set = difference(ledger, draft, current);
  errors.push(...rightErrors(ledger, draft, set, current, standing.rights));
  const state = current === null ? 'new' : Object.keys(set).length === 0 ? 'same' : 'change';
  return { row: draft.row, state: errors.length > 0 ? 'error' : state, record, set, errors };
}

function identityErrors(ledger: Ledger, draft: Draft, standing: Standing): RowError[] {
  const errors: RowError[] = [];
  const { existing, repeats } = standing;
  if (repeats !== null) {
    errors.push({
      column: null,
      attribute: null,
      message: { zh: `与第 ${repeats} 行重复`, en: `Repeats row ${repeats}` },
    });
  }
  if (draft.id !== null && existing.length === 0 && !ledger.ownId) {
    errors.push(errorAt(draft, 'id', UNKNOWN_ID));
  }
  if (ledger.ownId && draft.id !== null && !CODE.test(draft.id)) {
    errors.push(errorAt(draft, 'id', ODD_CODE));
  }
  if (existing.length > 1) errors.push(errorAt(draft, 'id', AMBIGUOUS));
  if (existing[0]?.there === false) errors.push(errorAt(draft, 'id', NOT_YET));
  return errors;
}

const CODE = /^[0-9A-Z]{15,18}$/;
const ODD_CODE: Bilingual = {
  zh: '统一社会信用代码应为 18 位数字和大写字母',
  en: 'A unified social credit code has 18 digits and capital letters',
};
const UNKNOWN_ID: Bilingual = {
  zh: '没有这个编号，或不在您的数据范围内；新增时请留空',
  en: 'No such id, or it is outside your scope; leave it empty for a new record',
};
const NOT_YET: Bilingual = {
  zh: '这条记录在所填的生效日期还不存在',
  en: 'The record was not there yet on the day that the file speaks of',
};
const AMBIGUOUS: Bilingual = {
  zh: '系统中有多条同名记录，请填写编号',
  en: 'Several records have this name; write the id',
};

/** Whoever begins a record says whose it is, and all that it must have; the rest is each owner's. */
function rightErrors(
  ledger: Ledger,
  draft: Draft,
  set: AttributeSet,
  current: Existing | null,
  { begin, edit }: Rights,
): RowError[] {
  if (current === null && !begin) return [{ column: null, attribute: null, message: NO_BEGINNING }];
  return ledger.columns.flatMap(({ attribute, required, title }) => {
    if (!(attribute in set) || edit(attribute) || (current === null && required)) return [];
    const message = {
      zh: `“${title.zh}”不由您的岗位填报，请清空该单元格`,
      en: `'${title.en}' is not yours to state; leave the cell empty`,
    };
    return [errorAt(draft, attribute, message)];
  });
}

const NO_BEGINNING: Bilingual = {
  zh: '您的岗位不能新增这类记录，只能修改已有记录',
  en: 'Your role cannot add records of this kind, only change those that are there',
};

function missingValue(
  ledger: Ledger,
  { attribute, required, title }: LedgerColumn,
  draft: Draft,
  current: Existing | null,
): Bilingual | null {
  if (!required) return null;
  if (attribute === 'id') {
    return ledger.ownId && draft.id === null
      ? { zh: `缺少${title.zh}`, en: `${title.en} is missing` }
      : null;
  }
  const stated = draft.values[attribute];
  if (stated === null) {
    return { zh: `${title.zh}必填，不能清空`, en: `${title.en} is required: it cannot be cleared` };
  }
  const stands = stated ?? current?.values[attribute] ?? null;
  return stands === null ? { zh: `缺少${title.zh}`, en: `${title.en} is missing` } : null;
}

/** An empty cell says nothing: what stands stays. What is cleared falls back to its default. */
function difference(ledger: Ledger, draft: Draft, current: Existing | null): AttributeSet {
  const set: Record<string, Value | null> = {};
  for (const { attribute, definition } of ledger.columns) {
    const value = draft.values[attribute];
    if (value === undefined || definition === null) continue;
    const stands = current?.values[attribute] ?? null;
    // Of a new record there is nothing to take away.
    if (value === null && stands === null) continue;
    if (!sameValue(definition.type, stands, becoming(definition, value))) set[attribute] = value;
  }
  return set;
}

/** What stands after it was stated. */
export const becoming = ({ default: given }: AttributeDefinition, value: unknown): unknown =>
  value ?? given ?? null;

/** Does the projection's value (as JSON) say what the sheet's does? */
export function sameValue(type: string, stands: unknown, value: unknown): boolean {
  if (stands === null || stands === undefined) return value === null || value === undefined;
  if (type === 'datetime') return Date.parse(String(stands)) === Date.parse(String(value));
  if (Array.isArray(stands) && Array.isArray(value)) {
    return JSON.stringify(stands.toSorted()) === JSON.stringify(value.toSorted());
  }
  return stands === value;
}
