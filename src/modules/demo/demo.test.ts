import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { parseDay, parseMoment } from '../../kernel/calendar.ts';
import { isValidCreditCode } from '../../law/records/credit-code.ts';
import type { AttributeDefinition } from '../../law/records/model.ts';
import { dictionarySchema } from '../../law/records/model.ts';
import type { Step } from '../hazards/index.ts';
import { replay } from '../hazards/index.ts';
import type { Fact } from './index.ts';
import { demoLists, divisionsSchema, generateCity, generateFacts, streamEnds } from './index.ts';

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

test('a fifth of the city has a fifth of its enterprises, hazards and facts', () => {
  const counts = new Map<string, number>();
  let total = 0;
  let dangerous = 0;
  for (const each of generateFacts(city(1, 0.2))) {
    total += 1;
    if (each.id.endsWith(':0')) counts.set(each.type, (counts.get(each.type) ?? 0) + 1);
    if (each.type === 'facility' && each.set.majorHazard === true) dangerous += 1;
  }
  expect(counts.get('enterprise')).toBe(1120);
  expect(dangerous).toBe(20);
  expect(total).toBeGreaterThan(200_000);
  expect(total).toBeLessThan(300_000);
  expect(counts.get('hazard')).toBeGreaterThan(38_000);
  expect(counts.get('hazard')).toBeLessThan(46_000);
  expect(
    dictionary.records.filter((each) => !counts.has(each.type)).map((each) => each.type),
  ).toEqual([]);
});

test('the first and the last fact of a stream are known by their ids', () => {
  expect(facts[0]?.id).toBe(streamEnds.first);
  expect(facts.at(-1)?.id).toBe(streamEnds.last);
});

test('lists are those of the starter profile', () => {
  const { values } = read('plans/profiles/starter.json') as {
    values: { name: string; value: unknown }[];
  };
  const starter = new Map(values.map(({ name, value }) => [name, value]));
  for (const [name, list] of Object.entries(demoLists)) expect(starter.get(name)).toEqual(list);
});

describe('divisions', () => {
  const states = new Map<string, Record<string, unknown>>();
  beforeAll(() => {
    for (const { type, record, set } of facts) {
      if (type === 'jurisdiction') states.set(record, { ...states.get(record), ...set });
    }
  });
  const of = (level: string): string[] =>
    [...states].filter(([, set]) => set.level === level).map(([id]) => id);

  test('the city, its nine counties and their townships; statistical codes are no counties', () => {
    expect(of('city')).toEqual(['371700']);
    expect(of('county').length).toBe(9);
    expect(of('county').every((id) => states.get(id)?.parent === '371700')).toBe(true);
    expect(of('township').length).toBe(167);
    expect(
      of('township').every((id) => of('county').includes(String(states.get(id)?.parent))),
    ).toBe(true);
  });

  test('the zone overlaps two counties: its townships name both', () => {
    const inZone = of('township').filter((id) =>
      ((states.get(id)?.zones ?? []) as string[]).includes('HZ-LXXQ'),
    );
    expect(inZone.length).toBe(13);
    const counties = new Set(inZone.map((id) => states.get(id)?.parent));
    expect([...counties].sort()).toEqual(['371702', '371703']);
    const firms = facts.filter(
      ({ type, set }) => type === 'enterprise' && inZone.includes(String(set.jurisdiction)),
    );
    expect(firms.length).toBeGreaterThan(0);
  });
});

describe('over three years', () => {
  const ofType = (type: string): Fact[] => facts.filter((each) => each.type === type);

  test('enterprises come and go with their people and sites', () => {
    const left = new Set(
      facts.filter((each) => each.type === 'enterprise' && each.retired).map((e) => e.record),
    );
    expect(left.size).toBeGreaterThan(0);
    const people = ofType('person').filter((each) => left.has(String(each.set.enterprise)));
    const gone = new Set(ofType('person').flatMap((each) => (each.retired ? [each.record] : [])));
    expect(people.every((each) => gone.has(each.record))).toBe(true);
    const founded = ofType('enterprise').filter(
      (each) => each.id.endsWith(':0') && each.at > '2024-02',
    );
    expect(founded.length).toBeGreaterThan(0);
  });

  test('some facts are entered late, and some hazards come back', () => {
    const newest = new Map<string, string>();
    let late = 0;
    for (const { type, at, set } of ofType('training')) {
      const key = `${type}/${set.enterprise}`;
      if (at < (newest.get(key) ?? '')) late += 1;
      newest.set(key, at);
    }
    expect(late).toBeGreaterThan(10);
    expect(ofType('hazard').some((each) => each.set.closedOn === null)).toBe(true);
  });

  test('the steps of a hazard replay to the stage that its facts end with, on their days', () => {
    const stage = new Map<string, unknown>();
    for (const { record, set } of ofType('hazard')) if (set.stage) stage.set(record, set.stage);
    const steps = new Map<string, Step[]>();
    for (const { set } of ofType('hazardStep')) {
      const {
        hazard,
        no,
        act,
        from = null,
        to,
        by,
        major,
      } = set as unknown as Step & {
        hazard: string;
      };
      steps.set(hazard, [...(steps.get(hazard) ?? []), { no, act, from, to, by, major }]);
    }
    expect(steps.size).toBeGreaterThan(30);
    expect(new Set(stage.values())).toContain('closed');
    for (const [hazard, its] of steps) {
      expect(replay(its), hazard).toEqual({ ok: true, value: stage.get(hazard) });
      const fixers = its.filter(({ act }) => act === 'rectify').map(({ by }) => by);
      const checkers = its.filter(({ act }) => act === 'verify').map(({ by }) => by);
      expect(checkers.some((by) => fixers.includes(by))).toBe(false);
    }
    const days = new Map(ofType('hazard').map(({ record, at }) => [`${record} ${at}`, true]));
    for (const { set, at } of ofType('hazardStep'))
      expect(days.has(`${set.hazard} ${at}`)).toBe(true);
  });

  test('fewer accidents each year', () => {
    const years = new Map<string, number>();
    for (const each of generateFacts(city(1, 0.2))) {
      if (each.type !== 'incident' || !each.id.endsWith(':0')) continue;
      const year = each.at.slice(0, 4);
      years.set(year, (years.get(year) ?? 0) + 1);
    }
    const [first = 0, second = 0, third = 0] = ['2024', '2025', '2026'].map((y) => years.get(y));
    expect(first).toBeGreaterThan(second);
    expect(second).toBeGreaterThan(third);
    expect(third).toBeGreaterThan(0);
  });
});
