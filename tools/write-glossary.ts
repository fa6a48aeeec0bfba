// `npm run glossary`: writes docs/glossary-records.md from the record dictionary.
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type {
  AttributeDefinition,
  DictionaryData,
  RecordDefinition,
} from '../src/law/records/model.ts';
import { dictionarySchema } from '../src/law/records/model.ts';

const root = resolve(import.meta.dirname, '..');
export const glossaryFile = resolve(root, 'docs', 'glossary-records.md');

/** The dictionary that the product reads, as a page: type, Chinese term, what it means. */
export function recordsPage(): string {
  const file = resolve(root, 'src', 'law', 'records', 'records.json');
  return pageOf(dictionarySchema.parse(JSON.parse(readFileSync(file, 'utf8'))));
}

export function pageOf({ records }: DictionaryData): string {
  const count = records.reduce((sum, { attributes }) => sum + attributes.length, 0);
  return [
    '# Records and attributes 记录与属性',
    '',
    `The ${records.length} record types and ${count} attributes that facts may state, written from`,
    '`src/law/records/records.json` by `npm run glossary`. _derived_: computed when it is not stated.',
    '',
    '| type | 中文 | meaning |',
    '|---|---|---|',
    ...records.map(({ type, zh, en }) => `| [${type}](#${anchor(type)}) | ${zh} | ${cell(en)} |`),
    ...records.flatMap(section),
    '',
  ].join('\n');
}

const anchor = (type: string): string => `type-${type.toLowerCase()}`;
const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

function section({ type, zh, attributes }: RecordDefinition): string[] {
  return [
    '',
    `<a id="${anchor(type)}"></a>`,
    '',
    `## ${type} ${zh}`,
    '',
    '| attribute | 中文 | type | meaning |',
    '|---|---|---|---|',
    ...attributes.map((attribute) => `| ${row(attribute).map(cell).join(' | ')} |`),
  ];
}

function row(attribute: AttributeDefinition): string[] {
  const { name, zh, en, type, codes = [] } = attribute;
  const values = codes.map(({ code, zh: term }) => `\`${code}\` ${term}`).join(', ');
  const marks = [attribute.required ? 'required' : '', attribute.derived ? '_derived_' : ''];
  return [name, zh, [type, ...marks.filter(Boolean)].join(', '), values ? `${en}: ${values}` : en];
}

if (process.argv[1] === import.meta.filename) {
  writeFileSync(glossaryFile, recordsPage());
  process.stderr.write('wrote docs/glossary-records.md\n');
}
