import fc from 'fast-check';
import { addDays, formatDay } from '../../src/kernel/calendar.ts';
import { mustDay } from './time.ts';
import type { AttributeData, DictionaryData, Fact, RecordTypeData, Value } from './types.ts';

/** A world of every record type, dense enough that every rule of a derived attribute bites. */

const COUNT = 6;
const divisions: readonly (readonly [string, string, string | undefined])[] = [
  ['jurisdiction-1', 'city', undefined],
  ['jurisdiction-2', 'county', 'jurisdiction-1'],
  ['jurisdiction-3', 'county', 'jurisdiction-1'],
  ['jurisdiction-4', 'township', 'jurisdiction-2'],
  ['jurisdiction-5', 'township', 'jurisdiction-3'],
  ['jurisdiction-6', 'zone', 'jurisdiction-5'],
];

const ids = (type: string): string[] =>
  Array.from({ length: COUNT }, (_, index) => `${type}-${index + 1}`);

const FROM = mustDay('2023-10-01');
const date = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 900 }) },
  // Days that records share, so that equal dates occur.
  { weight: 2, arbitrary: fc.constantFrom(91, 92, 183, 270, 365, 457, 458, 550) },
);
const day = date.map((by) => formatDay(addDays(FROM, by)));
const datetime = fc
  .tuple(day, fc.constantFrom('00:00:00', '09:30:00', '23:59:59'))
  .map(([on, clock]) => `${on}T${clock}+08:00`);

function valueIn(attribute: AttributeData, ruled: string): fc.Arbitrary<Value> {
  const [, named] = /^refs?:([\w|]+)/.exec(attribute.type) ?? [];
  if (named !== undefined) {
    const one = fc.constantFrom(...named.split('|').flatMap(ids));
    return attribute.type.startsWith('refs:') ? fc.uniqueArray(one, { maxLength: 2 }) : one;
  }
  const codes = (attribute.codes ?? []).map(({ code }) => code);
  // Of a hundred kinds the few that some rule names.
  const meant = codes.filter((code) => ruled.includes(code));
  const code = fc.oneof(
    { weight: meant.length > 0 ? 4 : 0, arbitrary: fc.constantFrom(...meant, 'a') },
    { weight: 1, arbitrary: fc.constantFrom(...(codes.length > 0 ? codes : ['a', 'b'])) },
  );
  switch (attribute.type) {
    case 'bool':
      return fc.boolean();
    case 'int':
    case 'number':
      return fc.constantFrom(0, 1, 2, 3, 10, 30);
    case 'date':
      return day;
    case 'datetime':
      return datetime;
    case 'codes':
      return fc.uniqueArray(code, { maxLength: 3 });
    case 'files':
      return fc.constant(['sha256:1']);
    default:
      return code;
  }
}

function factOf(type: RecordTypeData, record: string, ruled: string): fc.Arbitrary<Fact> {
  const model: Record<string, fc.Arbitrary<Value | null | undefined>> = {};
  for (const attribute of type.attributes) {
    if (type.type === 'jurisdiction' && ['parent', 'level'].includes(attribute.name)) continue;
    const asked = ruled.includes(attribute.name) || attribute.name === type.dateAttr;
    const missing = attribute.derived === true ? 20 : asked ? 1 : 3;
    model[attribute.name] = fc.oneof(
      { weight: 4, arbitrary: valueIn(attribute, ruled) },
      { weight: missing, arbitrary: fc.constant(undefined) },
      { weight: 1, arbitrary: fc.constant(null) },
    );
  }
  const retired = fc.constantFrom(...Array.from({ length: 20 }, (_, n) => n === 0));
  return fc.tuple(fc.oneof(day, datetime), fc.record(model), retired).map(([at, values, ends]) => {
    const stated = Object.entries(values).filter(([, value]) => value !== undefined);
    const set = Object.fromEntries(stated) as Record<string, Value | null>;
    return { type: type.type, record, at, set, ...(ends && { retired: true }) };
  });
}

export function derivedWorld(dictionary: DictionaryData): fc.Arbitrary<Fact[]> {
  const ruled = dictionary.records
    .flatMap((type) => type.attributes.map((attribute) => attribute.rule ?? ''))
    .join(' ');
  const each = dictionary.records.flatMap((type) =>
    ids(type.type).map((record) =>
      fc.array(factOf(type, record, `${ruled} trade d-std-grade`), { minLength: 1, maxLength: 3 }),
    ),
  );
  const parents = divisions.map(
    ([record, level, parent]): Fact => ({
      type: 'jurisdiction',
      record,
      at: '2023-01-01',
      set: { level, ...(parent !== undefined && { parent }) },
    }),
  );
  const moved: Fact = {
    type: 'jurisdiction',
    record: 'jurisdiction-6',
    at: '2025-03-01',
    set: { parent: 'jurisdiction-2' },
  };
  return fc
    .tuple(...each)
    .chain((facts) => fc.shuffledSubarray(facts.flat(), { minLength: facts.flat().length }))
    .map((facts) => [...parents, moved, ...facts]);
}
