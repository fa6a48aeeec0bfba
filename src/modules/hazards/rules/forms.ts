import { type Day, formatDay } from '../../../kernel/calendar.ts';
import type { Bilingual } from '../../../kernel/endpoint.ts';
import type { AttributeDefinition } from '../../../law/records/model.ts';
import type { Act, Hazard, Value } from '../model.ts';
import { levels } from '../model.ts';
import { isMajor } from './conditions.ts';
import { isNeeded } from './machine.ts';
import { seals } from './seals.ts';
import { type Need, table } from './table.ts';

export type FieldKind =
  | 'text'
  | 'area'
  | 'number'
  | 'date'
  | 'select'
  | 'boolean'
  | 'files'
  | 'picker';

/** A field of a step's form before its options of records are known. */
export interface FormField {
  readonly name: string;
  readonly label: Bilingual;
  readonly kind: FieldKind;
  readonly required: boolean;
  readonly hint: Bilingual | null;
  readonly unit: string | null;
  readonly options: readonly { readonly value: string; readonly label: Bilingual }[] | null;
  /** The type of record that it names. */
  readonly names: string | null;
  readonly value: Value;
}

const KINDS: Readonly<Record<string, FieldKind>> = {
  ...{ text: 'area', code: 'select', bool: 'boolean', int: 'number', number: 'number' },
  ...{ date: 'date', files: 'files' },
};

/** Words of the loop where the dictionary's are of a ledger. */
const LABELS: Readonly<Record<string, Bilingual>> = {
  note: { zh: '隐患描述（部位、现象）', en: 'What was found, and where' },
  handling: { zh: '整改情况（整改前后对比）', en: 'What was done (before and after)' },
  photos: { zh: '现场照片（整改前）', en: 'Photographs (before)' },
  documents: { zh: '整改后照片和佐证材料', en: 'Photographs and papers (after)' },
  interimMeasures: { zh: '临时管控措施', en: 'Interim control' },
};

/** What a field of the loop is called. */
export const labelOf = ({ name, zh, en }: AttributeDefinition): Bilingual =>
  LABELS[name] ?? { zh, en };

const HINTS: Readonly<Partial<Record<Need, Bilingual>>> = {
  major: { zh: '重大隐患及参照重大整治的必填', en: 'required of what is, or is treated as, major' },
  statutory: {
    zh: '重大事故隐患必填：引用判定标准条款',
    en: 'required of major hazards: the criterion',
  },
};

/** Days that are today's unless somebody says otherwise. */
const TODAY = new Set(['foundOn', 'rectifiedOn', 'verifiedOn', 'closedOn', 'stoppedOn']);
const LEVELED = new Set(['escalatedTo', 'supervisedBy']);

function first(name: string, hazard: Hazard, today: Day): Value {
  const value = hazard.values[name] ?? null;
  if (value !== null) return value;
  if (name === 'rectificationLeadRole' && isMajor(hazard)) return 'principal';
  return TODAY.has(name) && name !== 'stoppedOn' ? formatDay(today) : null;
}

export function fieldOf(
  attribute: AttributeDefinition,
  need: Need,
  hazard: Hazard,
  today: Day,
): FormField {
  const { name, type, codes, unit } = attribute;
  const coded = codes?.filter(
    ({ code }) =>
      (!LEVELED.has(name) || levels.some((level) => level === code)) &&
      // No hazard says that it was reported (checks.ts).
      !(name === 'source' && code === 'report'),
  );
  return {
    name,
    label: labelOf(attribute),
    kind: type.startsWith('ref:') ? 'select' : (KINDS[type] ?? 'text'),
    required: isNeeded(need, hazard.values),
    hint: need === 'must' || isNeeded(need, hazard.values) ? null : (HINTS[need] ?? null),
    unit: unit ?? null,
    options: coded
      ? coded.map((each) => ({ value: each.code, label: { zh: each.zh, en: each.en } }))
      : null,
    names: type.startsWith('ref:') ? type.slice(4) : null,
    value: first(name, hazard, today),
  };
}

/** The fields of an act's form; of a revision, those that its reviser may correct. */
export function formOf(
  act: Act,
  hazard: Hazard,
  attributes: ReadonlyMap<string, AttributeDefinition>,
  today: Day,
  revisable: (field: string) => boolean,
): readonly FormField[] {
  const entries: readonly (readonly [string, Need])[] =
    act === 'revise'
      ? Object.keys(seals)
          .filter(revisable)
          .map((name) => [name, 'may'] as const)
      : Object.entries(table[act].fields);
  return entries.flatMap(([name, need]) => {
    const attribute = attributes.get(name);
    return attribute ? [fieldOf(attribute, need, hazard, today)] : [];
  });
}
