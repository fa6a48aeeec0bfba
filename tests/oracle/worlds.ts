import fc from 'fast-check';
import { addDays, formatDay } from '../../src/kernel/calendar.ts';
import { periodsBetween } from '../../src/kernel/period.ts';
import { mustDay } from './time.ts';
import type {
  AttributeData,
  ClauseInput,
  Condition,
  DictionaryData,
  Fact,
  ParameterEntry,
  Predicate,
  RecordTypeData,
  Value,
} from './types.ts';

export { syntheticClauses } from './synthetic.ts';

export interface SmallWorld {
  readonly facts: Fact[];
  readonly asOf: string;
  readonly parameters: ParameterEntry[];
}

const divisions: readonly (readonly [string, string, string | undefined])[] = [
  ['371700', 'city', undefined],
  ['371702', 'county', '371700'],
  ['371728', 'county', '371700'],
  ['371702001', 'township', '371702'],
  ['371728001', 'township', '371728'],
  ['371771', 'zone', '371700'],
];
const divisionCodes = divisions.map(([code]) => code);

/** How many records of a type a world may have, and so which ids references choose from. */
const idsOf = (type: string): string[] =>
  type === 'jurisdiction' ? divisionCodes : [1, 2, 3].map((n) => `${type}-${n}`);

/** Conditions that the clause puts on an attribute, wherever they stand in it. */
function wantedValues(clause: ClauseInput): Map<string, Value[]> {
  const wanted = new Map<string, Value[]>();
  const add = (attribute: string, value: unknown) => {
    const name = attribute.split('.').at(-1) ?? attribute;
    const values = Array.isArray(value) ? value : [value];
    const plain = values.filter((each) => ['string', 'number', 'boolean'].includes(typeof each));
    wanted.set(name, [...(wanted.get(name) ?? []), ...plain]);
  };
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) {
      for (const each of node) walk(each);
      return;
    }
    if (typeof node !== 'object' || node === null) return;
    const { attr, ...rest } = node as Record<string, unknown>;
    if (typeof attr === 'string') {
      for (const [op, value] of Object.entries(rest)) if (op !== 'exists') add(attr, value);
    }
    for (const each of Object.values(node)) walk(each);
  };
  walk(clause);
  return wanted;
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

/** Days around which something turns: due dates, window and period bounds, and a day beside them. */
function edges(clause: ClauseInput): string[] {
  const { due } = clause;
  const from = mustDay(due.from ?? due.window?.from ?? '2024-01-01');
  const until = mustDay(due.window?.until ?? '2026-12-31');
  const quarters = periodsBetween({ months: 3, days: 0, ms: 0 }, from, until);
  const days = [from, until, ...quarters.slice(0, 6).map((period) => period.end)];
  if (due.date !== undefined) days.push(mustDay(due.date));
  if (due.onOrBefore !== undefined) days.push(mustDay(`2025${due.onOrBefore.slice(1)}`));
  return [...new Set(days.flatMap((day) => [-1, 0, 1].map((by) => formatDay(addDays(day, by)))))];
}

function dateArbitrary(clause: ClauseInput): fc.Arbitrary<string> {
  const low = mustDay('2023-06-01');
  return fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom(...edges(clause)) },
    {
      weight: 3,
      arbitrary: fc.integer({ min: 0, max: 1000 }).map((days) => formatDay(addDays(low, days))),
    },
  );
}

function datetimeArbitrary(date: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const time = fc.constantFrom('00:00:00', '08:00:00', '10:00:00', '23:59:59');
  return fc.tuple(date, time).map(([day, clock]) => `${day}T${clock}+08:00`);
}

function valueArbitrary(
  clause: ClauseInput,
  attribute: AttributeData,
  wanted: readonly Value[],
  date: fc.Arbitrary<string>,
): fc.Arbitrary<Value> {
  const [, target] = /^refs?:(\w+)/.exec(attribute.type) ?? [];
  const codes = (attribute.codes ?? []).map((each) => each.code);
  // Wanted values come up more often than all others together.
  const code = fc.oneof(
    ...(wanted.length > 0
      ? [{ weight: 3, arbitrary: fc.constantFrom(...wanted.map(String)) }]
      : []),
    { weight: 1, arbitrary: fc.constantFrom(...(codes.length > 0 ? codes : ['a', 'b'])) },
  );
  if (attribute.name === 'clause') return fc.constantFrom(clause.id, clause.id, 'OTHER');
  if (attribute.name === 'subject' && attribute.type === 'string') {
    const ids = idsOf(clause.selector.entity);
    return fc.constantFrom(...ids, ...ids.map((id) => `${clause.selector.entity}/${id}`));
  }
  if (attribute.name === 'byRole') {
    const roles = JSON.stringify(clause.requirement).match(/"by":\["([\w-]+)"/)?.[1];
    return roles === undefined ? code : fc.oneof(fc.constant(roles), code);
  }
  if (attribute.type.startsWith('refs:')) {
    return fc.subarray(idsOf(target ?? ''), { minLength: 0, maxLength: 2 });
  }
  if (target !== undefined) return fc.constantFrom(...idsOf(target));
  const numbers = wanted.filter((each) => typeof each === 'number');
  const near = numbers.flatMap((each) => [each - 1, each, each + 1]);
  switch (attribute.type) {
    case 'bool':
      return fc.boolean();
    case 'int':
    case 'number':
      return fc.constantFrom(...near, 0, 1, 2, 3, 10);
    case 'date':
      return date;
    case 'datetime':
      return datetimeArbitrary(date);
    case 'codes':
      return fc.uniqueArray(code, { maxLength: 2 });
    case 'files':
      return fc.constant(['sha256:1']);
    case 'code':
    case 'string':
      return code;
    default:
      return fc.constant('text');
  }
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

/** Values of every parameter that the clause names: mostly set, sometimes for one county only too. */
function parametersArbitrary(
  clause: ClauseInput,
  dictionary: DictionaryData,
): fc.Arbitrary<ParameterEntry[]> {
  const text = JSON.stringify(clause);
  const named = (text.match(/"param":"([^"]+)"/g) ?? []).map((each) => each.slice(9, -1));
  const rules = dictionary.records
    .flatMap((each) => each.attributes)
    .flatMap((each) => (text.includes(`"${each.name}"`) ? (each.reads ?? []) : []));
  const names = [...new Set([...named, ...rules, ...clause.reads])];
  const entries = names.map((name) => {
    const value = parameterValue(name, text);
    const general = value.map((each): ParameterEntry => ({ name, value: each }));
    const local = value.map(
      (each): ParameterEntry => ({ name, value: each, jurisdiction: '371728' }),
    );
    const later = value.map((each): ParameterEntry => ({ name, value: each, from: '2025-01-01' }));
    return fc.oneof(
      { weight: 6, arbitrary: general.map((each) => [each]) },
      { weight: 2, arbitrary: fc.tuple(general, local) },
      { weight: 2, arbitrary: fc.tuple(general, later) },
      { weight: 1, arbitrary: fc.constant([]) },
    );
  });
  return fc.tuple(...entries).map((each) => each.flat());
}

/** A value of the kind that the name and the place of the parameter ask for. */
function parameterValue(name: string, text: string): fc.Arbitrary<Value> {
  if (text.includes(`"every":{"param":"${name}"`) || /period$/i.test(name)) {
    return fc.constantFrom('P1M', 'P3M', 'P6M', 'P1Y', 'P45D');
  }
  if (/hours|days/i.test(name)) return fc.constantFrom(1, 24, 30);
  const isDuration =
    text.includes(`"within":{"param":"${name}"`) ||
    new RegExp(`"(plus|minus)":\\{"param":"${name}"`).test(text) ||
    /within|duration|validity|cycle|limit$/i.test(name);
  if (isDuration) return fc.constantFrom('P1D', 'P10D', 'P30D', 'P1M');
  if (/date$/i.test(name)) return fc.constantFrom('2024-03-31', '2024-06-30', '2025-01-01');
  if (/scope$/.test(name)) return fc.constantFrom('award', 'award-and-withdrawal');
  if (/list|items|kinds|roles/i.test(name)) return fc.constantFrom(['a'], ['a', 'b']);
  if (/share|threshold|level|standard/i.test(name)) return fc.constantFrom(0.3, 0.5, 1);
  return fc.constantFrom(1, 2, 3);
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

/** A record type together with conditions on it and the attribute that ties it to the subject. */
interface Aim {
  readonly type: string;
  readonly conditions: readonly Condition[];
  readonly tie?: string;
}

function aimsOf(clause: ClauseInput): Aim[] {
  const entity = clause.selector.entity;
  const conditionsOf = ({ all = [], any = [] }: Predicate): Condition[] => [
    ...all,
    ...any.slice(0, 1),
  ];
  const aims: Aim[] = [{ type: entity, conditions: conditionsOf(clause.selector) }];
  const walk = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const { record, where, tie, predicate, form } = node as {
      record?: string;
      where?: Predicate;
      tie?: string;
      predicate?: Predicate;
      form?: string;
    };
    if (predicate) aims.push({ type: entity, conditions: conditionsOf(predicate) });
    if (record !== undefined) {
      aims.push({ type: record, conditions: conditionsOf(where ?? {}), ...(tie && { tie }) });
    }
    if (form === 'attest') aims.push({ type: 'attestation', conditions: [] });
    for (const each of Object.values(node)) walk(each);
  };
  walk(clause.requirement);
  return aims;
}

/** One fact that mostly satisfies the conditions, on a record tied to a subject. */
function aimedFact(
  clause: ClauseInput,
  aim: Aim,
  dictionary: DictionaryData,
): fc.Arbitrary<Fact | undefined> {
  const type = dictionary.records.find((each) => each.type === aim.type);
  if (!type) return fc.constant(undefined);
  const date = dateArbitrary(clause);
  const model: Record<string, fc.Arbitrary<Value>> = {};
  for (const { name, type: kind } of type.attributes) {
    const isAt = JSON.stringify(clause.requirement).includes(`"at":"${name}"`);
    if (name === type.dateAttr || isAt)
      model[name] = kind === 'date' ? date : datetimeArbitrary(date);
  }
  for (const { attr, ...ops } of aim.conditions) {
    const attribute = type.attributes.find((each) => each.name === attr);
    if (!attribute) continue;
    const [op, operand] = Object.entries(ops)[0] ?? [];
    const values = (Array.isArray(operand) ? operand : [operand]) as Value[];
    const plain = values.filter((each) => typeof each !== 'object');
    if (op === 'exists' && operand === false) continue;
    if (['eq', 'in', 'gte', 'lte'].includes(op ?? '') && plain.length > 0) {
      const chosen = fc.constantFrom(...plain);
      const isList = /^(codes|refs)/.test(attribute.type);
      model[attr] = isList ? chosen.map((each) => [String(each)]) : chosen;
    } else model[attr] = valueArbitrary(clause, attribute, [], date);
  }
  const tie = type.attributes.find((each) => each.name === aim.tie);
  if (tie) {
    const id = fc.constantFrom(...idsOf(clause.selector.entity));
    model[tie.name] = tie.type.startsWith('refs') ? id.map((each) => [each]) : id;
  }
  if (aim.type === 'attestation') {
    model.clause = fc.constant(clause.id);
    model.document = fc.constant('sha256:1');
    const role = /"by":\["([\w-]+)"/.exec(JSON.stringify(clause.requirement))?.[1];
    model.byRole = fc.constant(role ?? 'city-eb');
    model.subject = fc.constantFrom(...idsOf(clause.selector.entity));
  }
  const early = fc.constantFrom('2023-02-01', '2023-12-31', '2024-01-01');
  const at = clause.selector.entity === aim.type ? fc.oneof(early, date) : date;
  return fc
    .tuple(fc.constantFrom(...idsOf(aim.type)), at, fc.record(model))
    .map(([record, moment, set]) => ({ type: aim.type, record, at: moment, set }));
}

function aimedFacts(clause: ClauseInput, dictionary: DictionaryData): fc.Arbitrary<Fact[]> {
  const each = aimsOf(clause).map((aim) =>
    fc.array(aimedFact(clause, aim, dictionary), { minLength: 1, maxLength: 4 }),
  );
  return fc.tuple(...each).map((facts) => facts.flat().flatMap((fact) => fact ?? []));
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
