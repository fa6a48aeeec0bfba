import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Day } from '../../src/kernel/calendar.ts';
import { endOfDay } from '../../src/kernel/calendar.ts';
import { loadDictionary } from '../../src/modules/plan/index.ts';
import type { Evaluation } from '../../src/modules/records/index.ts';
import { Scope } from '../../src/modules/records/index.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { load, project } from './agreement.ts';
import { derivedWorld } from './derived-world.ts';
import { dictionary } from './dictionary.ts';
import { Parameters } from './parameters.ts';
import { mustDay } from './time.ts';
import type { Fact, ParameterEntry, Value } from './types.ts';
import { World } from './world.ts';

const seed = Number(process.env.ZHIBEN_SEED ?? 1);
const rounds = Number(process.env.ZHIBEN_WORLDS ?? 1);

/** In general, and of one county otherwise; P45D is no calendar period. */
const parameters: readonly ParameterEntry[] = [
  { name: 'enforcement.zeroPenalty.period', value: 'P3M' },
  { name: 'enforcement.zeroPenalty.period', value: 'P45D', jurisdiction: 'jurisdiction-3' },
  { name: 'enforcement.inspectNoPenalty.threshold', value: 0.5 },
  { name: 'enforcement.inspectNoPenalty.threshold', value: 1, jurisdiction: 'jurisdiction-5' },
  { name: 'incident.frequent.threshold', value: 1 },
  { name: 'incident.frequent.threshold', value: 2, jurisdiction: 'jurisdiction-1' },
  // Unset elsewhere.
  { name: 'hazards.longStanding.days', value: 30, jurisdiction: 'jurisdiction-2' },
  { name: 'hazards.longStanding.days', value: 200, jurisdiction: 'jurisdiction-3' },
  { name: 'standardisation.veto.scope', value: 'award' },
  {
    name: 'standardisation.veto.scope',
    value: 'award-and-withdrawal',
    jurisdiction: 'jurisdiction-2',
  },
];

const days = ['2024-02-29', '2024-07-01', '2024-12-31', '2025-01-01', '2025-10-07', '2026-05-05'];

const derived = dictionary.records.flatMap((type) => {
  const names = type.attributes.filter((a) => a.derived).map((a) => a.name);
  return names.length > 0 ? [{ type: type.type, names }] : [];
});

function worldAt(facts: readonly Fact[], day: Day): World {
  return new World(dictionary, facts, (w) => new Parameters(parameters, w), endOfDay(day));
}

/** What the product's evaluation knows: values in force for each division, general ones last. */
function knownAt(world: World, day: Day): Evaluation {
  const divisions = world.at(world.T).all('jurisdiction');
  const valueIn = (division: string | undefined) => (name: string) =>
    world.parameters.valueFor(name, division);
  return {
    asOf: day,
    parameters: () => [
      ...divisions.map(({ id }) => ({ divisions: [id], valueIn: valueIn(id) })),
      { divisions: null, valueIn: valueIn(undefined) },
    ],
  };
}

/** A value as both sides can write it down. */
function plain(value: unknown): unknown {
  if (value === undefined || value === null) return null;
  if (Array.isArray(value)) return value.length === 0 ? null : [...new Set(value)].sort();
  return typeof value === 'number' ? Math.round(value * 1e9) / 1e9 : value;
}

async function fastValues(
  database: TestDatabase,
  type: string,
  names: readonly string[],
  day: string,
  known: Evaluation,
): Promise<Map<string, Record<string, unknown>>> {
  const types = new Map(loadDictionary().records.map((d) => [d.type, d]));
  const scope = new Scope(Object.assign(types, { evaluation: known }), type);
  const columns = names.map((name) => `'${name}', ${scope.attr(name).sql}`);
  const at = `'${day} 23:59:59.999+08'::timestamptz`;
  const { rows } = await database.owner.query<{ id: string; own: Record<string, unknown> }>(
    `select ${scope.row}.id, jsonb_build_object(${columns.join(', ')}) own from ${scope.from(at)}
     where ${scope.segment.b} <= ${at} and ${at} < ${scope.segment.e}`,
  );
  return new Map(rows.map(({ id, own }) => [id, own]));
}

describe.each(Array.from({ length: rounds }, (_, n) => seed + n))(
  'derived attributes as the rules say, world %i',
  (each) => {
    let database: TestDatabase;
    let facts: readonly Fact[] = [];
    beforeAll(async () => {
      const [sample = []] = fc.sample(derivedWorld(dictionary), { seed: each, numRuns: 1 });
      database = await createTestDatabase();
      facts = await load(database, sample);
      await project(database.owner, loadDictionary());
    }, 60_000);
    afterAll(() => database.close());

    it.each(days)('on %s', { timeout: 60_000 }, async (text) => {
      const day = mustDay(text);
      const world = worldAt(facts, day);
      const state = world.at(world.T);
      const known = knownAt(world, day);
      const wrong: string[] = [];
      for (const { type, names } of derived) {
        const fast = await fastValues(database, type, names, text, known);
        for (const record of state.all(type)) {
          for (const name of names) {
            const slow: Value | undefined = state.value(record, name);
            const [a, b] = [plain(fast.get(record.id)?.[name]), plain(slow)];
            if (JSON.stringify(a) === JSON.stringify(b)) continue;
            wrong.push(
              `${record.id}.${name}: fast ${JSON.stringify(a)}, slow ${JSON.stringify(b)}`,
            );
          }
        }
      }
      expect(wrong).toEqual([]);
    });
  },
);
