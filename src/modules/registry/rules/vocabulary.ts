import type { Bilingual } from '../../../kernel/endpoint.ts';
import type { AttributeDefinition, RecordDefinition } from '../../../law/records/model.ts';
import type { Code } from '../model.ts';

/** What a code of an attribute means; one that the dictionary does not have stands for itself. */
export function codeOf(attribute: AttributeDefinition, code: string): Code {
  const known = attribute.codes?.find((each) => each.code === code);
  return { code, text: known ? { zh: known.zh, en: known.en } : { zh: code, en: code } };
}

export function attributeIn(type: RecordDefinition, name: string): AttributeDefinition {
  const found = type.attributes.find((each) => each.name === name);
  if (!found) throw new Error(`the record type '${type.type}' has no attribute '${name}'`);
  return found;
}

const YES: Bilingual = { zh: '是', en: 'yes' };
const NO: Bilingual = { zh: '否', en: 'no' };
const BETWEEN = { zh: '、', en: ', ' };

/** A value in words where it is not words itself; null: it reads as it stands. */
export function wordsOf(attribute: AttributeDefinition, value: unknown): Bilingual | null {
  if (typeof value === 'boolean') return value ? YES : NO;
  if (attribute.type === 'code') return codeOf(attribute, String(value)).text;
  if (attribute.type !== 'codes' || !Array.isArray(value)) return null;
  const texts = value.map((each) => codeOf(attribute, String(each)).text);
  return {
    zh: texts.map(({ zh }) => zh).join(BETWEEN.zh),
    en: texts.map(({ en }) => en).join(BETWEEN.en),
  };
}
