import fc from 'fast-check';
import { addDays, formatDay } from '../../src/kernel/calendar.ts';
import { periodsBetween } from '../../src/kernel/period.ts';
import { mustDay } from './time.ts';
import type { AttributeData, ClauseInput, Value } from './types.ts';

/** Values of a small world's facts: often those that the clause asks for. */

export const divisions: readonly (readonly [string, string, string | undefined])[] = [
  ['371700', 'city', undefined],
  ['371702', 'county', '371700'],
  ['371728', 'county', '371700'],
  ['371702001', 'township', '371702'],
  ['371728001', 'township', '371728'],
  ['371771', 'zone', '371700'],
];
export const divisionCodes = divisions.map(([code]) => code);

/** How many records of a type a world may have, and so which ids references choose from. */
export const idsOf = (type: string): string[] =>
  type === 'jurisdiction' ? divisionCodes : [1, 2, 3].map((n) => `${type}-${n}`);

/** Conditions that the clause puts on an attribute, wherever they stand in it. */
export function wantedValues(clause: ClauseInput): Map<string, Value[]> {
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

/** Days around which something turns: due dates, window and period bounds, and a day beside them. */
export function edges(clause: ClauseInput): string[] {
  const { due } = clause;
  const from = mustDay(due.from ?? due.window?.from ?? '2024-01-01');
  const until = mustDay(due.window?.until ?? '2026-12-31');
  const quarters = periodsBetween({ months: 3, days: 0, ms: 0 }, from, until);
  const days = [from, until, ...quarters.slice(0, 6).map((period) => period.end)];
  if (due.date !== undefined) days.push(mustDay(due.date));
  if (due.onOrBefore !== undefined) days.push(mustDay(`2025${due.onOrBefore.slice(1)}`));
  return [...new Set(days.flatMap((day) => [-1, 0, 1].map((by) => formatDay(addDays(day, by)))))];
}

export function dateArbitrary(clause: ClauseInput): fc.Arbitrary<string> {
  const low = mustDay('2023-06-01');
  return fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom(...edges(clause)) },
    {
      weight: 3,
      arbitrary: fc.integer({ min: 0, max: 1000 }).map((days) => formatDay(addDays(low, days))),
    },
  );
}

export function datetimeArbitrary(date: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const time = fc.constantFrom('00:00:00', '08:00:00', '10:00:00', '23:59:59');
  return fc.tuple(date, time).map(([day, clock]) => `${day}T${clock}+08:00`);
}

export function valueArbitrary(
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
