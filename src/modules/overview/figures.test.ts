import { expect, test, vi } from 'vitest';
import { demoCity } from '../../../tests/support/demo-city.ts';
import { formatDay, parseDay } from '../../kernel/calendar.ts';
import { must } from '../../kernel/result.ts';
import type { Line, NodeKind } from '../../law/roles.ts';
import type { Queryable } from '../../platform/db/index.ts';
import type { Grant } from '../identity/index.ts';
import { reading, scopeOf } from '../identity/index.ts';
import { CityFigures } from './index.ts';

const callerAt = (nodeKind: NodeKind, node: string, lines: readonly Line[] = ['chem', 'trade']) => {
  const role = nodeKind === 'division' ? 'bureau' : nodeKind === 'park' ? 'park' : 'principal';
  const grant: Grant = { id: 'G', role, nodeKind, node, lines, from: '2024-01-01', until: null };
  return { user: 'U', ...scopeOf([grant]) };
};

test('the city sees every figure; a county, a park and an enterprise what lies in theirs', async () => {
  const { db, city } = await demoCity();
  const figures = new CityFigures(city);
  const day = city.today();
  const all = await figures.at(callerAt('division', '371700'), day);
  const whole = await city.duties.figuresAt(day);
  const counts = (e: typeof all) =>
    e.clauses.map(({ id, status, population, met, late, pending, overdue, unknown, value }) => ({
      ...{ id, status, population, met, late, pending, overdue, unknown, value },
    }));
  expect(counts(all)).toEqual(counts(whole));

  const { rows } = await db.owner.query<{ id: string; county: string; park: string | null }>(
    `select id, left(jurisdiction, 6) county, park from rec.enterprise where vt = 'infinity' and park is not null limit 1`,
  );
  const one = must(rows[0], 'an enterprise in a park');
  for (const caller of [
    callerAt('division', one.county),
    callerAt('division', one.county, ['chem']),
    callerAt('park', must(one.park, 'its park')),
    callerAt('enterprise', one.id),
  ]) {
    const seen = await figures.talliesAt(caller, day);
    const total = [...seen.values()].flat().reduce((sum, { count }) => sum + count, 0);
    const own = await reading(city.web, caller, async (client) => {
      const found = await client.query<{ n: number }>(
        `select count(*)::int n from duty.span where vf <= $1 and $1 < vt`,
        [new Date(`${formatDay(day)}T23:59:59.999+08:00`)],
      );
      return found.rows[0]?.n;
    });
    expect(total).toBe(own);
    expect(total).toBeGreaterThan(0);
  }
});

test('figures follow a fact at once, and another day keeps its own', async () => {
  const { city } = await demoCity();
  const figures = new CityFigures(city);
  const caller = callerAt('division', '371700');
  const day = city.today();
  const before = parseDay('2024-03-01');
  if (!before.ok) throw new Error(before.error);
  const populationOf = async (on: typeof day): Promise<number> => {
    const { clauses } = await figures.at(caller, on);
    return must(
      clauses.find(({ id }) => id === 'CHEM-1.1'),
      'the clause',
    ).population;
  };
  const now = await populationOf(day);
  const then = await populationOf(before.value);
  const { moves } = city;
  const stated = await city.state(caller, [
    {
      type: 'enterprise',
      record: '91371700MA00TEST01',
      at: '2025-01-01',
      set: { name: '示例化工', jurisdiction: '371728', industry: ['hazchem'] },
    },
  ]);
  expect(stated.ok).toBe(true);
  expect(await populationOf(day)).toBe(now + 1);
  expect(await populationOf(before.value)).toBe(then);
  // One that is new went over from nowhere: no count need be made anew.
  expect(city.moves).toBe(moves);
});

test('a count is never made between a fact and the placing of its record', async () => {
  const { db, city } = await demoCity();
  const caller = callerAt('division', '371700');
  const news = { name: '示例化工', jurisdiction: '371728', industry: ['hazchem'] };
  const fact = { type: 'enterprise', record: '91371700MA00TEST02', at: '2025-01-01', set: news };
  const unplaced = async (client: Queryable): Promise<number> => {
    const { rows } = await client.query<{ n: number }>(
      `select count(*)::int n from plan.published_duty_change c where not exists (
         select from identity.record_scope r where r.subject = c.subject)`,
    );
    return must(rows[0], 'a count').n;
  };
  // Placing waits, after what follows from the fact was stored.
  const held = await db.owner.connect();
  await held.query('begin; lock table identity.record_scope in share row exclusive mode');
  const stated = city.state(caller, [fact]);
  await vi.waitFor(async () => expect(await unplaced(db.owner)).toBeGreaterThan(0), 30_000);
  const seen = city.picture(unplaced);
  await held.query('rollback');
  held.release();
  expect(await seen).toBe(0);
  expect((await stated).ok).toBe(true);
});

test('counts take in the duties that came and went, without whole clauses being counted anew', async () => {
  const { db, city } = await demoCity();
  const figures = new CityFigures(city);
  const day = city.today();
  const past = parseDay('2026-03-31');
  if (!past.ok) throw new Error(past.error);
  const caller = callerAt('division', '371700');
  const counts = ({ clauses }: Awaited<ReturnType<typeof figures.at>>) =>
    clauses.map(({ id, population, met, late, pending, overdue, unknown }) => ({
      ...{ id, population, met, late, pending, overdue, unknown },
    }));
  const days = [day, past.value];
  const before = [];
  for (const on of days) before.push(counts(await figures.at(caller, on)));
  const { rows: units } = await db.owner.query<{ id: string; county: string }>(
    `select id, left(jurisdiction, 6) county from rec.facility
     where vt = 'infinity' and live and "majorHazardLevel" is not null order by id limit 2`,
  );
  for (const { id: record } of units) {
    for (const [at, said] of [
      ['2026-01-05', { set: { majorHazardLevel: 4 } }],
      ['2026-02-05', { retired: true }],
    ] as const) {
      const stated = await city.state(caller, [{ type: 'facility', record, at, ...said }]);
      expect(stated).toMatchObject({ ok: true });
      // Between the facts too: each adds to what the last one left.
      const now = await figures.at(caller, day);
      expect(counts(now)).toEqual(counts(await city.duties.figuresAt(day)));
    }
  }
  for (const [index, on] of days.entries()) {
    const now = counts(await figures.at(caller, on));
    expect(now).toEqual(counts(await city.duties.figuresAt(on)));
    expect(now).not.toEqual(before[index]);
  }
  const { county } = must(units[0], 'an installation');
  const seen = [...(await figures.talliesAt(callerAt('division', county), day)).values()].flat();
  expect(seen.every(({ count }) => count > 0)).toBe(true);
  // Duties that went are taken off, not counted away.
  const { rows } = await db.owner.query<{ n: number }>(
    'select count(*)::int n from overview.tally where count < 0',
  );
  expect(must(rows[0], 'a count').n).toBeGreaterThan(0);
});

test('counts go over to whoever may see them, when an enterprise moves', async () => {
  const { db, city } = await demoCity();
  const figures = new CityFigures(city);
  const day = city.today();
  const { rows } = await db.owner.query<{ id: string; county: string }>(
    `select e.id, d.above county from rec.enterprise e
       join rec.division_above d on d.id = e.jurisdiction and d.vt = 'infinity'
       join rec.jurisdiction j on j.id = d.above and j.vt = 'infinity' and j.level = 'county'
     where e.vt = 'infinity' order by e.id limit 1`,
  );
  const { id, county } = must(rows[0], 'an enterprise');
  const target = county === '371728' ? '371727' : '371728';
  const everywhere = callerAt('division', '371700');
  const total = async (caller: ReturnType<typeof callerAt>): Promise<number> => {
    const { clauses } = await figures.at(caller, day);
    return clauses.reduce((sum, { population }) => sum + population, 0);
  };
  const seen = async (caller: ReturnType<typeof callerAt>): Promise<number> =>
    reading(city.web, caller, async (client) => {
      const found = await client.query<{ n: number }>(
        'select count(*)::int n from duty.span where vf <= $1 and $1 < vt',
        [new Date(`${formatDay(day)}T23:59:59.999+08:00`)],
      );
      return must(found.rows[0], 'a count').n;
    });
  const [left, right] = [callerAt('division', county), callerAt('division', target)];
  const before = await total(left);
  const set = { jurisdiction: target, industry: ['trade', 'hazchem'] };
  const moved = { type: 'enterprise', record: id, at: '2026-01-05', set };
  const { moves } = city;
  expect((await city.state(everywhere, [moved])).ok).toBe(true);
  expect(city.moves).toBe(moves + 1);
  expect(await total(left)).toBeLessThan(before);
  expect(await total(left)).toBe(await seen(left));
  expect(await total(right)).toBe(await seen(right));
});
