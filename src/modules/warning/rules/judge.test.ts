import { expect, test } from 'vitest';
import { warningSettings } from '../load.ts';
import type { Area, Grade, Ground, Item, Place } from '../model.ts';
import { judge } from './judge.ts';

const { settings } = warningSettings();

const place = (id: string, county: string, park: string | null = null): Place => ({
  ...{ id, county, park, division: `${county}1` },
});
const area = (kind: Area['kind'], id: string, parent: string | null): Area => ({
  ...{ kind, id, parent, division: id },
});
const item = (enterprise: string, grade: Grade, facility: string | null = null): Item => ({
  ...{ reason: 'alarm', grade, enterprise, facility, holds: true },
  ref: { type: 'alarm', id: `${enterprise}-${facility}-${grade}`, at: null, what: 'high' },
});

const ground = (items: readonly Item[] = []): Ground => ({
  items,
  enterprises: new Map(
    [place('A', 'C1', 'P'), place('B', 'C1', 'P'), place('D', 'C2')].map((each) => [each.id, each]),
  ),
  areas: [
    ...[area('city', 'X', null), area('county', 'C1', 'X'), area('county', 'C2', 'X')],
    { kind: 'park', id: 'P', parent: null, division: 'C1' },
  ],
  // A tank in an installation, the installation itself; a warehouse is none.
  installations: new Map([
    ['tank', 'unit'],
    ['unit', 'unit'],
  ]),
});

const grades = (items: readonly Item[], facts: readonly Item[] = []) =>
  Object.fromEntries(
    judge(ground(facts), items, settings).map(({ kind, object, grade }) => [
      `${kind} ${object}`,
      grade,
    ]),
  );

test('grades go up from the installation to the city by the rule of areas', () => {
  expect(grades([])).toEqual({});
  expect(
    grades([item('A', 'orange', 'tank'), item('A', 'blue', 'unit'), item('A', 'red', 'warehouse')]),
  ).toEqual({
    // What lies elsewhere in the enterprise is not the installation's.
    'installation unit': 'orange',
    'enterprise A': 'red',
    'park P': 'orange',
    'county C1': 'orange',
    'city X': 'yellow',
  });
  expect(grades([item('A', 'red'), item('D', 'yellow')], [item('B', 'red')])).toEqual({
    'enterprise A': 'red',
    'enterprise B': 'red',
    'enterprise D': 'yellow',
    'park P': 'red',
    'county C1': 'red',
    'county C2': 'blue',
    'city X': 'orange',
  });
});

test('an enterprise that is not on record, and its alarms, are nobody’s', () => {
  expect(grades([item('gone', 'red', 'unit')])).toEqual({});
});

test('each says where it lies: its enterprise, park and division', () => {
  const judged = judge(ground(), [item('A', 'orange', 'tank')], settings);
  const placed = judged.map(({ kind, enterprise, park, division, alarms }) =>
    [kind, enterprise ?? '-', park ?? '-', division, alarms].join(' '),
  );
  expect(placed).toEqual([
    ...['installation A P C11 1', 'enterprise A P C11 1', 'county - - C1 1'],
    ...['park - P C1 1', 'city - - X 1'],
  ]);
});
