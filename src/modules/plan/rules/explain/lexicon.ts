import type { ParameterEntry, Vocabulary } from '../../../../law/plans/model.ts';
import type { Dictionary } from '../../../../law/records/lookup.ts';
import { attributesAt, stepsAt } from '../../../../law/records/lookup.ts';
import type { AttributeDefinition } from '../../../../law/records/model.ts';
import type { Words } from '../../model.ts';
import type { Definitions } from '../parameters.ts';
import { durationWords } from './lengths.ts';

/** Words of the dictionary (字典) for what clauses name: types, attributes, codes, parameters. */

export interface Lexicon {
  readonly dictionary: Dictionary;
  readonly vocabulary: Vocabulary;
  readonly definitions: Definitions;
  /** Values that hold where the explanation speaks, by name; null: speak of parameters alone. */
  readonly values: ReadonlyMap<string, ParameterEntry> | null;
}

export const words = (zh: string, en: string): Words => ({ zh, en });

export function joined(parts: readonly Words[], zh: string, en: string): Words {
  return words(parts.map((p) => p.zh).join(zh), parts.map((p) => p.en).join(en));
}

/** Quotes inside become single ones. */
export function quoted({ zh, en }: Words): Words {
  return words(`“${zh.replaceAll('“', '‘').replaceAll('”', '’')}”`, `“${en.replaceAll('"', "'")}”`);
}

/** What comes before the dictionary's further remarks. */
function short(en: string): string {
  const [head = en] = en.split(/; | with | that |, | \(|: | since /);
  return head.charAt(0).toLowerCase() + head.slice(1);
}

export function typeWords({ dictionary }: Lexicon, type: string): Words {
  const found = dictionary.types.get(type);
  if (!found) throw new Error(`no record type '${type}'`);
  return words(found.zh, short(found.en));
}

/** The attribute at the end of a path; of several types that it may lead through, the first. */
export function attributeAt(lexicon: Lexicon, type: string, path: string): AttributeDefinition {
  const [found] = attributesAt(lexicon.dictionary, type, path);
  if (!found) throw new Error(`no attribute '${path}' of '${type}'`);
  return found;
}

/** `enterprise.grade`: 所属企业的等级, grade of the enterprise. */
export function attributeWords(lexicon: Lexicon, type: string, path: string): Words {
  const steps = stepsAt(lexicon.dictionary, type, path).map(([first]) => first);
  const names = steps.map((step) => {
    if (!step) throw new Error(`no attribute '${path}' of '${type}'`);
    return words(step.zh, step.en.replace(/;.*$/, ''));
  });
  const en = [...names].reverse().map((name) => name.en);
  return quoted(words(names.map((name) => name.zh).join('的'), en.join(' of ')));
}

const units: Readonly<Record<string, Words>> = {
  persons: words('人', 'persons'),
  CNY: words('元', 'CNY'),
  posts: words('个编制', 'posts'),
  degree: words('度', 'degrees'),
  km2: words('平方公里', 'km²'),
  chemicals: words('种', 'chemicals'),
  m3: words('立方米', 'm³'),
  points: words('个', 'points'),
  ppm: words('ppm', 'ppm'),
  h: words('小时', 'hours'),
};

/** A value of the attribute for people: a code by its label, a truth value as yes or no. */
export function valueWords(
  lexicon: Lexicon,
  attribute: AttributeDefinition,
  value: unknown,
): Words {
  if (Array.isArray(value)) {
    return joined(
      value.map((item) => valueWords(lexicon, attribute, item)),
      '、',
      ', ',
    );
  }
  if (typeof value === 'boolean') return value ? words('是', 'yes') : words('否', 'no');
  if (typeof value === 'number') {
    const unit = attribute.unit === undefined ? null : units[attribute.unit];
    return unit ? words(`${value}${unit.zh}`, `${value} ${unit.en}`) : plain(String(value));
  }
  return codeWords(lexicon, attribute, String(value));
}

const plain = (text: string): Words => words(text, text);

function codeWords(lexicon: Lexicon, attribute: AttributeDefinition, code: string): Words {
  const { vocabulary } = lexicon;
  const own = attribute.codes?.find((each) => each.code === code);
  if (own) return words(own.zh, own.en);
  const added = vocabulary.codes.find(
    (each) => each.attribute === attribute.name && each.code === code,
  );
  if (added) return words(added.zh, added.en);
  const named = [...vocabulary.systems, ...vocabulary.documents].find(({ id }) => id === code);
  if (named) return words(named.name, named.en);
  const role = vocabulary.roles.find(({ id }) => id === code);
  return role ? words(role.zh, role.en) : plain(momentText(attribute, code));
}

/** Datetimes to the minute, dates as they are. */
function momentText({ type }: AttributeDefinition, text: string): string {
  return type === 'datetime' ? text.slice(0, 16).replace('T', ' ') : text;
}

export function roleWords({ vocabulary }: Lexicon, role: string): Words {
  const found = vocabulary.roles.find(({ id }) => id === role);
  if (!found) throw new Error(`no role '${role}'`);
  return words(found.zh, found.en);
}

/** “整改时限”（30天）: the parameter by its meaning, with its value where one holds. */
export function parameterWords(lexicon: Lexicon, name: string): Words {
  const definition = lexicon.definitions.get(name);
  if (!definition) throw new Error(`no parameter '${name}'`);
  const called = quoted(definition);
  if (lexicon.values === null) return words(`参数${called.zh}`, `the parameter ${called.en}`);
  const entry = lexicon.values.get(name);
  const value = entry ? parameterValueWords(lexicon, entry) : words('未设定', 'not set');
  return words(`参数${called.zh}（${value.zh}）`, `the parameter ${called.en} (${value.en})`);
}

export function parameterValueWords(
  { definitions, vocabulary, dictionary }: Lexicon,
  { name, value }: ParameterEntry,
): Words {
  const definition = definitions.get(name);
  if (value === null) return words('未设定', 'not set');
  if (Array.isArray(value)) {
    const items = value.map((item) => codeOfAnyList(dictionary, vocabulary, String(item)));
    return joined(items, '、', ', ');
  }
  if (typeof value === 'object') return plain(JSON.stringify(value));
  switch (definition?.type) {
    case 'duration':
    case 'period':
      return durationWords(String(value));
    case 'share':
      return plain(`${Math.round(Number(value) * 1e6) / 1e4}%`);
    case 'choice': {
      const named = definition.choiceNames?.[String(value)];
      return named ?? plain(String(value));
    }
    case 'int':
      if (definition.unit === 'hours') return words(`${value}小时`, `${value} hours`);
      return definition.unit === 'days' ? words(`${value}天`, `${value} days`) : plain(`${value}`);
    default:
      return plain(String(value));
  }
}

/** An item of a list parameter may be a code of some attribute. */
function codeOfAnyList(dictionary: Dictionary, vocabulary: Vocabulary, item: string): Words {
  if (!/^[\w-]+$/.test(item)) return plain(item);
  for (const { attributes } of dictionary.types.values()) {
    for (const { codes } of attributes) {
      const found = codes?.find(({ code }) => code === item);
      if (found) return words(found.zh, found.en);
    }
  }
  const added = vocabulary.codes.find(({ code }) => code === item);
  return added ? words(added.zh, added.en) : plain(item);
}
