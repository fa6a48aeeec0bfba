import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import type { Moment } from '../../../kernel/calendar.ts';
import { parseDay } from '../../../kernel/calendar.ts';
import { must } from '../../../kernel/result.ts';
import { importFacts } from '../../ledger/index.ts';
import { loadDictionary, project } from '../../plan/index.ts';
import { criteria } from '../load.ts';
import { BINDING_ATTRS, bindsWhen, concernsWhen } from '../rules/binding.ts';
import { DAY, type Example, peopleExamples, workExamples } from '../rules/cases/examples.ts';
import { plantExamples } from '../rules/cases/plant-examples.ts';
import { holds } from '../rules/condition.ts';
import { attributesRead, detectors, evidenceOf } from '../rules/detectors.ts';
import { conditionSql } from './condition-sql.ts';
import { firmFacts } from './firm-facts.ts';
import { asked, foundSql } from './suspicions.ts';

/** The SQL of a whole city answers as the rules do over one enterprise. */

const examples = [...peopleExamples, ...workExamples, ...plantExamples];
const dictionary = loadDictionary();
const types = new Map(dictionary.records.map((each) => [each.type, each]));
const parsed = parseDay(DAY);
const day = must(parsed.ok ? parsed.value : null, DAY);
const read = new Map(attributesRead(detectors));
read.set('enterprise', new Set([...(read.get('enterprise') ?? []), ...BINDING_ATTRS]));

/** Each example twice: as it suspects, and with its first clearing fact. */
const firms = examples.flatMap((example, index) => [
  { id: `X${index}`, example, records: example.records, suspect: true },
  {
    id: `X${index}-clear`,
    example,
    records: { ...example.records, ...must(example.cleared[0] ?? null, 'a clearing fact') },
    suspect: false,
  },
]);

function* factsOf(): Generator<string> {
  const fact = (type: string, record: string, set: object): string =>
    `${JSON.stringify({ type, record, at: '2024-01-02T09:00:00+08:00', set })}\n`;
  for (const { id: firm, records } of firms) {
    const { id: _, ...own } = records.enterprise?.[0] ?? { id: '' };
    yield fact('enterprise', firm, { jurisdiction: '371728', ...stated(own, firm, new Set()) });
    const ids = new Set(Object.values(records).flatMap((rows) => rows.map(({ id }) => id)));
    for (const [type, rows] of Object.entries(records)) {
      if (type === 'enterprise') continue;
      for (const { id, ...set } of rows) {
        const owner = type === 'positionReading' ? { facility: `${firm}-F` } : { enterprise: firm };
        yield fact(type, `${firm}-${id}`, { ...stated(set, firm, ids), ...owner });
      }
    }
    if (!records.facility) yield fact('facility', `${firm}-F`, { enterprise: firm });
  }
}

/** Names of records are the enterprise's own; files have hashes. */
function stated(set: object, firm: string, ids: ReadonlySet<unknown>): object {
  const named = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(named);
    return ids.has(value) ? `${firm}-${value}` : value;
  };
  return Object.fromEntries(
    Object.entries(set).flatMap(([attr, value]) =>
      value === null ? [] : [[attr, attr === 'plan' ? 'a'.repeat(64) : named(value)]],
    ),
  );
}

const onlyFirms = new Map([['enterprise', new Set<string>(BINDING_ATTRS)]]);
let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
  async function* source(): AsyncGenerator<Uint8Array> {
    for (const line of factsOf()) yield Buffer.from(line);
  }
  const clock = (): Moment => 0 as Moment;
  const base = { db: db.app, dictionary, recorder: 'test', clock, isKnown: () => true };
  expect((await importFacts({ ...base, source: source() })).rejects).toEqual([]);
  await project(db.owner, dictionary);
});
afterAll(() => db.close());

const select = (detector: (typeof detectors)[number]): string =>
  `select * from (${foundSql(types, detector)}) f where $2::date is not null`;
const shown = ({ detector }: Example): string => detector;

describe('over a whole city', () => {
  test('a worked example is found where it stands, and not where it was cleared', async () => {
    for (const detector of detectors) {
      const { rows } = await db.owner.query<{ id: string }>(select(detector), asked(day));
      const found = new Set(rows.map(({ id }) => id));
      for (const { id, example, suspect } of firms.filter(
        (f) => shown(f.example) === detector.id,
      )) {
        expect([shown(example), id, found.has(id)]).toEqual([detector.id, id, suspect]);
      }
    }
  });

  test('every enterprise counts as many records of evidence as the rules do', async () => {
    const expected = new Map<string, string[]>();
    // Some of them: each costs a query a type.
    const some = firms.filter((_, index) => index % 5 < 2).map(({ id }) => id);
    for (const id of some) {
      const facts = await firmFacts(db.owner, types, id, day, read);
      for (const detector of detectors) {
        const count = evidenceOf(detector, facts).length;
        if (count === 0) continue;
        expected.set(detector.id, [...(expected.get(detector.id) ?? []), `${id} ${count}`]);
      }
    }
    for (const detector of detectors) {
      const sql = `select id || ' ' || found as line from (${select(detector)}) s`;
      const { rows } = await db.owner.query<{ line: string }>(sql, asked(day));
      const lines = rows
        .map(({ line }) => line)
        .filter((line) => some.includes(line.split(' ')[0] ?? ''));
      expect([detector.id, lines.sort()]).toEqual([
        detector.id,
        (expected.get(detector.id) ?? []).sort(),
      ]);
    }
  });

  test('editions and items bind the same enterprises', async () => {
    const facts = await Promise.all(
      firms.map(({ id }) => firmFacts(db.owner, types, id, day, onlyFirms)),
    );
    const rows = facts.flatMap((each) => each.records.get('enterprise') ?? []);
    const [some] = facts;
    for (const edition of criteria().editions) {
      const conditions = [bindsWhen(edition), ...edition.items.slice(0, 40).map(concernsWhen)];
      for (const condition of conditions) {
        const sql = `select e.id from rec.enterprise e where e.vf <= $1 and $1 < e.vt and e.live
          and $2::date is not null and (${conditionSql(types, condition, 'enterprise', 'e')})`;
        const found = (await db.owner.query<{ id: string }>(sql, asked(day))).rows;
        const ruled = rows.filter((row) => holds(condition, row, must(some ?? null, 'facts')));
        expect(found.map(({ id }) => id).sort()).toEqual(ruled.map(({ id }) => id).sort());
      }
    }
  });
});
