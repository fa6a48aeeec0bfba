import type { Types } from '../../records/index.ts';
import {
  attributeOf,
  column,
  definitionOf,
  kindOf,
  literal,
  refTarget,
  tableOf,
} from '../../records/index.ts';
import type { Condition, Related } from '../rules/condition.ts';

/**
 * Conditions as SQL, over whatever the caller of the query may see: the same answer as
 * `rules/condition.ts` gives over one enterprise's records. $1 the moment, $2 the day.
 */

let counter = 0;

export const LIVE = (alias: string): string =>
  `${alias}.vf <= $1 and $1 < ${alias}.vt and ${alias}.live`;

/** A value of a row; what the dictionary gives as default stands where nothing is stated. */
export function valueSql(types: Types, type: string, attr: string, alias: string): string {
  const attribute = attributeOf(definitionOf(types, type), attr);
  const stated = `${alias}.${column(attr)}`;
  if (attribute.default === undefined) return stated;
  return `coalesce(${stated}, ${literal(attribute.default, kindOf(attribute))})`;
}

export function conditionSql(
  types: Types,
  condition: Condition,
  type: string,
  alias: string,
): string {
  const sql = (each: Condition): string => conditionSql(types, each, type, alias);
  if ('all' in condition)
    return condition.all.map((each) => `(${sql(each)})`).join(' and ') || 'true';
  if ('any' in condition)
    return condition.any.map((each) => `(${sql(each)})`).join(' or ') || 'false';
  if ('not' in condition) return `not (${sql(condition.not)})`;
  if ('some' in condition) return related(types, condition.some, alias);
  if ('none' in condition) return `not ${related(types, condition.none, alias)}`;
  if ('of' in condition) {
    const named = next();
    const { of, type: target, where } = condition;
    return `exists (select from ${tableOf(target)} ${named} where ${named}.id = ${valueSql(types, type, of, alias)}
  and ${LIVE(named)} and ${conditionSql(types, where, target, named)})`;
  }
  return testSql(types, condition, type, alias);
}

type Test = Extract<Condition, { attr: string }>;

function testSql(types: Types, test: Test, type: string, alias: string): string {
  const value = valueSql(types, type, test.attr, alias);
  const kind = kindOf(attributeOf(definitionOf(types, type), test.attr));
  if ('known' in test) {
    const known =
      kind === 'list' ? `coalesce(cardinality(${value}), 0) > 0` : `${value} is not null`;
    return test.known ? known : `not (${known})`;
  }
  if ('is' in test) return `${value} = ${literal(test.is, 'bool')}`;
  if ('in' in test) {
    const codes = literal(test.in, 'list');
    return kind === 'list' ? `${value} && ${codes}` : `${value} = any(${codes})`;
  }
  if ('atLeast' in test) return `${value} >= ${literal(test.atLeast, 'number')}`;
  if ('atMost' in test) return `${value} <= ${literal(test.atMost, 'number')}`;
  if ('after' in test) return `${value} > ${valueSql(types, type, test.after, alias)}`;
  const end = kind === 'date' ? '$2::date' : '$1::timestamptz';
  const back = 'before' in test ? test.before : test.within;
  const since = `${end} - make_interval(days => ${literal(back, 'number')}::int)`;
  if ('before' in test) return `${value} < ${since}`;
  return `${value} >= ${since} and ${value} <= ${end}`;
}

function related(types: Types, { type, tie, where }: Related, alias: string): string {
  const other = next();
  const attribute = attributeOf(definitionOf(types, type), tie);
  const names = `${other}.${column(tie)}`;
  const ties =
    kindOf(attribute) === 'list' && refTarget(attribute) !== null
      ? `${names} @> array[${alias}.id]`
      : `${names} = ${alias}.id`;
  return `exists (select from ${tableOf(type)} ${other} where ${ties} and ${LIVE(other)}
  and (${conditionSql(types, where, type, other)}))`;
}

function next(): string {
  counter += 1;
  return `c${counter}`;
}
