import type { LiveCity } from '../../identity/index.ts';
import type { ById, TopicId, Words } from '../model.ts';
import { NONE, OWN } from '../model.ts';
import { isRecordTopic, recordTypes } from '../rules/topics.ts';

const NOT_STATED: Words = { zh: '未填写', en: 'Not stated' };
const AT_NODE: Words = { zh: '本级及未落区划', en: 'At the division itself, or nowhere' };

export const plain = (text: string): Words => ({ zh: text, en: text });

/** Values that are not codes of an attribute of the same name. */
const ATTRIBUTES: Readonly<Partial<Record<ById, string>>> = { grade: 'gradeColour' };

const typeOf = (topic: TopicId): string =>
  isRecordTopic(topic) ? recordTypes[topic] : 'enterprise';

/** The values of a dimension in the dictionary's order and words. */
export function codesOf(city: LiveCity, topic: TopicId, by: ById): { id: string; words: Words }[] {
  const type = city.dictionary.records.find((each) => each.type === typeOf(topic));
  const attribute = type?.attributes.find(({ name }) => name === (ATTRIBUTES[by] ?? by));
  return (attribute?.codes ?? []).map(({ code, zh, en }) => ({ id: code, words: { zh, en } }));
}

/** How a row is called whose key is a code; one that the dictionary does not have names itself. */
export function codeWords(
  codes: readonly { readonly id: string; readonly words: Words }[],
  key: string | null,
): Words {
  if (key === null || key === NONE) return NOT_STATED;
  return codes.find(({ id }) => id === key)?.words ?? plain(key);
}

export const ownWords = AT_NODE;
export const isOwn = (key: string): boolean => key === OWN;
