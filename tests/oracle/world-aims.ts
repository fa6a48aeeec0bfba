import fc from 'fast-check';
import type { ClauseInput, Condition, DictionaryData, Fact, Predicate, Value } from './types.ts';
import { dateArbitrary, datetimeArbitrary, idsOf, valueArbitrary } from './world-values.ts';

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

export function aimedFacts(clause: ClauseInput, dictionary: DictionaryData): fc.Arbitrary<Fact[]> {
  const each = aimsOf(clause).map((aim) =>
    fc.array(aimedFact(clause, aim, dictionary), { minLength: 1, maxLength: 4 }),
  );
  return fc.tuple(...each).map((facts) => facts.flat().flatMap((fact) => fact ?? []));
}
