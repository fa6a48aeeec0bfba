import type { Bilingual } from '../../../kernel/endpoint.ts';
import type { RecordDefinition } from '../../../law/records/model.ts';
import type { LiveCity } from '../../identity/index.ts';
import type { RecordRow } from '../rules/condition.ts';

const same = (text: string): Bilingual => ({ zh: text, en: text });

/** A value of an attribute in words: codes by their names, moments to the minute. */
export function valueIn(
  { dictionary }: LiveCity,
  type: string,
  attr: string,
  value: unknown,
): Bilingual {
  const definition = dictionary.records.find((each) => each.type === type);
  const attribute = definition?.attributes.find(({ name }) => name === attr);
  const one = (each: unknown): Bilingual => {
    if (typeof each === 'boolean') return each ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' };
    const code = attribute?.codes?.find(({ code: known }) => known === each);
    if (code) return { zh: code.zh, en: code.en };
    const text = String(each);
    return same(attribute?.type === 'datetime' ? text.slice(0, 16).replace('T', ' ') : text);
  };
  if (!Array.isArray(value)) return one(value);
  const parts = value.map(one);
  return { zh: parts.map(({ zh }) => zh).join('、'), en: parts.map(({ en }) => en).join(', ') };
}

/** Personal names and numbers of certificates stay in the record itself, where they are revealed. */
const PERSONAL: readonly string[] = ['person.name', 'person.certificateNo'];

export function evidenceIn(
  city: LiveCity,
  definition: RecordDefinition,
  row: RecordRow,
  attrs: Iterable<string>,
): { name: Bilingual; value: Bilingual }[] {
  const { type } = definition;
  return [...attrs].flatMap((attr) => {
    const attribute = definition.attributes.find(({ name }) => name === attr);
    if (!attribute || PERSONAL.includes(`${type}.${attr}`)) return [];
    const value = row[attr] ?? null;
    const missing = value === null || (Array.isArray(value) && value.length === 0);
    return [
      {
        name: { zh: attribute.zh, en: attribute.en.split(/[;,(]/)[0] ?? attribute.en },
        value: missing ? { zh: '无记录', en: 'not on record' } : valueIn(city, type, attr, value),
      },
    ];
  });
}
