import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { parseDay, parseMoment } from '../../kernel/calendar.ts';
import type { AttributeDefinition } from '../../law/records/model.ts';
import { dictionarySchema } from '../../law/records/model.ts';
import type { Fact } from './index.ts';
import { divisionsSchema, generateCity, generateFacts, isValidCreditCode } from './index.ts';

const read = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../law/${path}`, import.meta.url), 'utf8'));
const dictionary = dictionarySchema.parse(read('records/records.json'));
const divisions = divisionsSchema.parse(read('standards/trade-heze-divisions.json'));
const city = (seed: number, scale: number) => ({ seed, scale, dictionary, divisions });
const types = new Map(
  dictionary.records.map((record) => [
    record.type,
    new Map(record.attributes.map((each) => [each.name, each])),
  ]),
);

const seen = new Set<string>();
const facts: Fact[] = [];
beforeAll(() => {
  for (const each of generateFacts(city(1, 0.02))) facts.push(each);
});

function complaint(attribute: AttributeDefinition, value: unknown): string | null {
  const { type } = attribute;
  if (value === null) return null;
  const list = type === 'codes' || type === 'files' || type.startsWith('refs:');
  if (list) {
    if (!Array.isArray(value)) return 'is not a list';
    return value.map((each) => one(attribute, each)).find((each) => each !== null) ?? null;
  }
  return one(attribute, value);
}

function one(attribute: AttributeDefinition, value: unknown): string | null {
  const { type } = attribute;
  if (type === 'bool') return typeof value === 'boolean' ? null : 'is not a bool';
  if (type === 'int') return Number.isInteger(value) ? null : 'is not whole';
  if (type === 'number') return Number.isFinite(value) ? null : 'is not a number';
  if (typeof value !== 'string' || value === '') return 'is not a text';
  if (type === 'date') return parseDay(value).ok ? null : 'is not a date';
  if (type === 'datetime')
    return value.includes('T') && parseMoment(value).ok ? null : 'is no moment';
  if (type.startsWith('file')) return /^sha256:[0-9a-f]{64}$/.test(value) ? null : 'is no hash';
  if (type.startsWith('code'))
    return !attribute.codes || attribute.codes.some((each) => each.code === value)
      ? null
      : 'is no code';
  if (type.startsWith('ref')) {
    const targets = type.slice(type.indexOf(':') + 1).split('|');
    return targets.some((target) => seen.has(`${target}/${value}`)) ? null : 'refers to nothing';
  }
  return null;
}

test('every fact satisfies the dictionary, and entities come before references', () => {
  const wrong = new Map<string, string>();
  const ids = new Set<string>();
  for (const each of facts) {
    const attributes = types.get(each.type);
    if (ids.has(each.id)) wrong.set(`${each.type} id`, each.id);
    ids.add(each.id);
    seen.add(`${each.type}/${each.record}`);
    if (!parseMoment(each.at).ok || each.at > '2026-11-25') wrong.set(`${each.type} at`, each.at);
    for (const [name, value] of Object.entries(each.set)) {
      const attribute = attributes?.get(name);
      const found = attribute ? complaint(attribute, value) : 'is not in the dictionary';
      if (found) wrong.set(`${each.type}.${name} ${found}`, JSON.stringify(value).slice(0, 60));
    }
    if (each.by !== 'synthetic') wrong.set('by', each.by);
  }
  expect([...wrong]).toEqual([]);
});

test('records that the dictionary requires something of have it when they begin', () => {
  const wrong = new Set<string>();
  const first = new Set<string>();
  for (const each of facts) {
    if (first.has(`${each.type}/${each.record}`)) continue;
    first.add(`${each.type}/${each.record}`);
    for (const attribute of types.get(each.type)?.values() ?? []) {
      if (attribute.required && !attribute.derived && !(attribute.name in each.set))
        wrong.add(`${each.type}.${attribute.name}`);
    }
  }
  expect([...wrong]).toEqual([]);
});

test('enterprises carry valid codes and marked names', () => {
  const firms = facts.filter((each) => each.type === 'enterprise' && 'name' in each.set);
  expect(firms.length).toBe(112);
  expect(firms.every((each) => isValidCreditCode(each.record))).toBe(true);
  expect(firms.every((each) => String(each.set.name).includes('虚构'))).toBe(true);
});

test('the same seed gives the same bytes, another seed other ones', () => {
  const text = (seed: number) => [...generateCity(city(seed, 0.004))].join('');
  expect(text(5)).toBe(text(5));
  expect(text(5)).not.toBe(text(6));
});

/** Attributes that a requirement reads: {attr} of the entity, record or same record it stands in. */
function collect(node: unknown, type: string, found: Set<string>): void {
  if (Array.isArray(node)) for (const each of node) collect(each, type, found);
  if (node === null || typeof node !== 'object' || Array.isArray(node)) return;
  const fields = node as Record<string, unknown>;
  const name = fields.entity ?? fields.record;
  const inner = typeof name === 'string' ? name : type;
  if (typeof name === 'string') found.add(`${inner}.`);
  if (typeof fields.attr === 'string') found.add(`${inner}.${fields.attr.split('.')[0]}`);
  for (const [key, each] of Object.entries(fields)) {
    const outer = ['subject', 'alsoShown', 'trigger', 'followUp'].includes(key);
    collect(each, outer ? type : inner, found);
  }
}

interface Planned {
  readonly subject: { readonly selector: { readonly entity: string } };
  readonly requirement: object;
}

function plannedClauses(): Planned[] {
  return ['heze-chem-2024-2026', 'heze-trade-2024-2026'].flatMap((plan) => {
    const folder = `plans/${plan}/clauses`;
    const names = readdirSync(new URL(`../../law/${folder}`, import.meta.url));
    return names.flatMap((name) => read(`${folder}/${name}`) as Planned[]);
  });
}

describe('coverage', () => {
  test('every record type and attribute that a clause reads occurs', () => {
    const wanted = new Set<string>();
    for (const { subject, requirement } of plannedClauses()) {
      collect(subject.selector, subject.selector.entity, wanted);
      collect(requirement, subject.selector.entity, wanted);
    }
    const stated = new Set<string>();
    for (const each of facts) {
      stated.add(`${each.type}.`);
      for (const name of Object.keys(each.set)) stated.add(`${each.type}.${name}`);
    }
    const missing = [...wanted].filter((path) => {
      const [type = '', name = ''] = path.split('.');
      const attribute = types.get(type)?.get(name);
      const computed = attribute?.derived || attribute?.default !== undefined;
      return !stated.has(path) && !computed;
    });
    expect(missing.sort()).toEqual([]);
  });
});

test('counts at scale 1', () => {
  const counts = new Map<string, number>();
  let total = 0;
  for (const each of generateFacts(city(1, 1))) {
    total += 1;
    if (each.id.endsWith(':0')) counts.set(each.type, (counts.get(each.type) ?? 0) + 1);
  }
  expect(counts.get('enterprise')).toBe(5600);
  expect(total).toBeGreaterThan(1_000_000);
  expect(total).toBeLessThan(1_500_000);
  expect(counts.get('hazard')).toBeGreaterThan(190_000);
  expect(counts.get('hazard')).toBeLessThan(230_000);
  expect(
    dictionary.records.filter((each) => !counts.has(each.type)).map((each) => each.type),
  ).toEqual([]);
});
