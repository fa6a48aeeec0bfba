import fc from 'fast-check';
import { addDays, formatDay } from '../../src/kernel/calendar.ts';
import { mustDay } from './time.ts';
import type {
  AttributeData,
  ClauseInput,
  DictionaryData,
  Fact,
  ParameterEntry,
  RecordTypeData,
  Value,
} from './types.ts';
import { aimedFacts } from './world-aims.ts';
import { parametersArbitrary } from './world-parameters.ts';
import {
  dateArbitrary,
  datetimeArbitrary,
  divisionCodes,
  divisions,
  edges,
  idsOf,
  valueArbitrary,
  wantedValues,
} from './world-values.ts';

export { syntheticClauses } from './synthetic.ts';

export interface SmallWorld {
  readonly facts: Fact[];
  readonly asOf: string;
  readonly parameters: ParameterEntry[];
}

/** Types that the clause names, those they refer to by tie, and those that derived values read. */
function typesInPlay(clause: ClauseInput, dictionary: DictionaryData): RecordTypeData[] {
  const text = JSON.stringify(clause);
  const named = new Set(['enterprise', clause.selector.entity]);
  const rules: string[] = [];
  for (const { type, attributes } of dictionary.records) {
    if (text.includes(`"record":"${type}"`)) named.add(type);
    for (const attribute of attributes) {
      if (attribute.rule && text.includes(`"${attribute.name}"`)) rules.push(attribute.rule);
    }
  }
  if (text.includes('"attest"')) named.add('attestation');
  for (const { type } of dictionary.records) {
    const word = new RegExp(`\\b${type}s?\\b`);
    if (type !== 'jurisdiction' && rules.some((rule) => word.test(rule))) named.add(type);
  }
  for (const type of [...named]) {
    const data = dictionary.records.find((each) => each.type === type);
    for (const attribute of data?.attributes ?? []) {
      const target = /^ref:(\w+)$/.exec(attribute.type)?.[1];
      if (target && text.includes(`"${attribute.name}`)) named.add(target);
    }
  }
  named.delete('jurisdiction');
  return dictionary.records.filter((each) => named.has(each.type));
}

/** The attributes worth stating: conditions, ties, dates, references and what rules read. */
function usefulAttributes(clause: ClauseInput, type: RecordTypeData): AttributeData[] {
  const text = JSON.stringify(clause);
  const rules = type.attributes.map((attribute) => attribute.rule ?? '').join(' ');
  return type.attributes.filter((attribute) => {
    const { name } = attribute;
    if (['note', 'documents', 'name', 'photos'].includes(name)) return false;
    if (text.includes(`"${name}"`) || text.includes(`.${name}"`)) return true;
    if (name === type.dateAttr || type.span?.includes(name)) return true;
    if (type.currentBy?.includes(name) || ['validFrom', 'validUntil'].includes(name)) return true;
    if (type.type === 'attestation') return true;
    if (attribute.derived === true) return false;
    return /^ref:|^bool$/.test(attribute.type) || rules.includes(name) || name === 'kind';
  });
}

function factArbitrary(
  clause: ClauseInput,
  type: RecordTypeData,
  wanted: ReadonlyMap<string, Value[]>,
): fc.Arbitrary<Fact> {
  const date = dateArbitrary(clause);
  const attributes = usefulAttributes(clause, type);
  const model: Record<string, fc.Arbitrary<Value | null | undefined>> = {};
  for (const attribute of attributes) {
    const value = valueArbitrary(clause, attribute, wanted.get(attribute.name) ?? [], date);
    const wantedHere = wanted.has(attribute.name) || attribute.name === type.dateAttr;
    const missing = /^valid|Until$/.test(attribute.name) ? 5 : wantedHere ? 1 : 3;
    model[attribute.name] = fc.oneof(
      { weight: 6, arbitrary: value },
      { weight: missing, arbitrary: fc.constant(undefined) },
      { weight: 1, arbitrary: fc.constant(null) },
    );
  }
  const at = fc.oneof(date, datetimeArbitrary(date));
  const retired = fc.oneof(
    { weight: 15, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.constant(true) },
  );
  return fc
    .tuple(fc.constantFrom(...idsOf(type.type)), at, fc.record(model), retired)
    .map(([record, moment, values, ends]) => {
      const set: Record<string, Value | null> = {};
      for (const [name, value] of Object.entries(values))
        if (value !== undefined) set[name] = value;
      return { type: type.type, record, at: moment, set, ...(ends && { retired: true }) };
    });
}

const divisionFacts: Fact[] = divisions.map(([record, level, parent]) => ({
  type: 'jurisdiction',
  record,
  at: '2020-01-01',
  set: { level, name: record, ...(parent !== undefined && { parent }) },
}));

/** Anchors of the world: enterprises in the selector's industry, in different divisions. */
function enterpriseFacts(wanted: ReadonlyMap<string, Value[]>): fc.Arbitrary<Fact[]> {
  const industries = ['trade', 'hazchem', ...(wanted.get('industry') ?? []).map(String)];
  const one = (record: string) =>
    fc.tuple(fc.constantFrom(...industries), fc.constantFrom(...divisionCodes)).map(
      ([industry, jurisdiction]): Fact => ({
        type: 'enterprise',
        record,
        at: '2023-03-01T09:00:00+08:00',
        set: { industry: [industry], jurisdiction },
      }),
    );
  return fc.tuple(...idsOf('enterprise').map(one));
}

/** Small worlds in which the clause's conditions are often, not always, satisfied. */
export function worldFor(
  clause: ClauseInput,
  dictionary: DictionaryData,
): fc.Arbitrary<SmallWorld> {
  const wanted = wantedValues(clause);
  const types = typesInPlay(clause, dictionary);
  const perType = types.map((type) =>
    fc.array(factArbitrary(clause, type, wanted), { minLength: 1, maxLength: 6 }),
  );
  const divisionsChange = fc.array(
    factArbitrary(
      clause,
      dictionary.records.find((each) => each.type === 'jurisdiction') ?? { ...noType },
      wanted,
    ).map(({ set, ...fact }): Fact => {
      const { parent: _parent, level: _level, ...rest } = set ?? {};
      return { ...fact, set: rest };
    }),
    { maxLength: 2 },
  );
  const asOf = fc.oneof(
    fc.constantFrom(...edges(clause)),
    fc.integer({ min: 0, max: 1200 }).map((by) => formatDay(addDays(mustDay('2024-01-15'), by))),
  );
  return fc
    .tuple(
      enterpriseFacts(wanted),
      divisionsChange,
      fc.tuple(...perType),
      aimedFacts(clause, dictionary),
    )
    .chain(([anchors, changes, random, aimed]) => {
      const facts = [...anchors, ...changes, ...random.flat(), ...aimed];
      return fc.record({
        // Facts reach the ledger in any order.
        facts: fc
          .shuffledSubarray(facts, { minLength: facts.length })
          .map((shuffled) => [...divisionFacts, ...shuffled]),
        asOf,
        parameters: parametersArbitrary(clause, dictionary),
      });
    });
}

const noType: RecordTypeData = {
  type: 'jurisdiction',
  nature: 'entity',
  dateAttr: null,
  attributes: [],
};
