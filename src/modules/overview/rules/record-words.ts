import type { Bilingual } from '../../../kernel/endpoint.ts';
import type { AttributeDefinition, RecordDefinition } from '../../../law/records/model.ts';

const same = (text: string): Bilingual => ({ zh: text, en: text });

/** A stored value in words: codes by their names, days as days. */
export function valueWords(attribute: AttributeDefinition, value: unknown): Bilingual {
  if (Array.isArray(value)) {
    const parts = value.map((each) => valueWords(attribute, each));
    return {
      zh: parts.map(({ zh }) => zh).join('、'),
      en: parts.map(({ en }) => en).join(', '),
    };
  }
  if (typeof value === 'boolean') return value ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' };
  if (value instanceof Date) {
    const shanghai = new Date(value.getTime() + 8 * 3_600_000).toISOString();
    return same(`${shanghai.slice(0, 10)} ${shanghai.slice(11, 16)}`);
  }
  const code = attribute.codes?.find((each) => each.code === value);
  return code ? { zh: code.zh, en: code.en } : same(String(value));
}

/** What is on record, in the order of the dictionary. */
export function recordWords(
  definition: RecordDefinition,
  row: Readonly<Record<string, unknown>>,
  /** A reference in words; null: the value names no record. */
  referred: (attribute: AttributeDefinition, value: unknown) => Bilingual | null,
): { name: Bilingual; value: Bilingual }[] {
  return definition.attributes.flatMap((attribute) => {
    const value = row[attribute.name];
    if (value === null || value === undefined) return [];
    const name = { zh: attribute.zh, en: attribute.en };
    return [{ name, value: referred(attribute, value) ?? valueWords(attribute, value) }];
  });
}
