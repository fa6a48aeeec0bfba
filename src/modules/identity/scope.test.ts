import { describe, expect, test } from 'vitest';
import type { TestDatabase } from '../../../tests/support/database.ts';
import { demoCity } from '../../../tests/support/demo-city.ts';
import { must } from '../../kernel/result.ts';
import type { Line } from '../../law/roles.ts';
import type { Grant } from './model.ts';
import { scopeOf } from './rules/keys.ts';
import { reading } from './service/scoped.ts';

const grant = (node: string, lines: readonly Line[] = ['chem', 'trade']): Grant => ({
  id: 'G',
  role: 'bureau',
  nodeKind: 'division',
  node,
  lines,
  from: '2024-01-01',
  until: null,
});

const callerOf = (...grants: Grant[]) => ({ user: 'U', ...scopeOf(grants) });

/** The two counties with the most enterprises. */
async function counties(db: TestDatabase): Promise<readonly [string, string]> {
  const { rows } = await db.owner.query<{ county: string }>(
    `select left(jurisdiction, 6) county from rec.enterprise where vt = 'infinity'
     group by 1 order by count(*) desc, 1 limit 2`,
  );
  const [first, second] = rows;
  return [must(first, 'a county').county, must(second, 'another county').county];
}

async function anEnterprise(db: TestDatabase, county: string): Promise<string> {
  const { rows } = await db.owner.query<{ id: string }>(
    `select id from rec.enterprise where vt = 'infinity' and left(jurisdiction, 6) = $1 order by id limit 1`,
    [county],
  );
  return must(rows[0], 'an enterprise').id;
}

describe('scope in the database', () => {
  test('nothing is seen without a scope, whatever is asked', async () => {
    const { db } = await demoCity();
    const { rows } = await db.owner.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables t
       where has_table_privilege('zhiben_web', format('%I.%I', schemaname, tablename), 'select')
         and schemaname not in ('pg_catalog', 'information_schema')
       union all
       select format('%I.%I', schemaname, viewname) from pg_views
       where has_table_privilege('zhiben_web', format('%I.%I', schemaname, viewname), 'select')
         and schemaname not in ('pg_catalog', 'information_schema')`,
    );
    expect(rows.length).toBeGreaterThan(60);
    for (const { name } of rows) {
      const { rows: seen } = await db.web.query(`select from ${name} limit 1`);
      expect(seen, name).toEqual([]);
    }
  });

  test('whoever sees all is not asked record by record, and sees the same', async () => {
    const { db, city } = await demoCity();
    const [county] = await counties(db);
    const seen = (...grants: Grant[]) =>
      reading(city.web, callerOf(...grants), async (client) => {
        const { rows } = await client.query<{ whole: boolean; seen: string }>(
          `select identity.whole() whole, concat_ws(' ', (select count(*) from rec.hazard),
             (select count(*) from rec."enterprise__gradeColour"), (select count(*) from duty.span),
             (select count(*) from identity.record_scope), (select count(*) from rec.notice)) seen`,
        );
        return must(rows[0], 'a row');
      });
    const all = await seen(grant('371700'));
    expect(all.whole).toBe(true);
    expect((await seen(grant('371700', ['chem']))).whole).toBe(false);
    expect((await seen(grant(county))).whole).toBe(false);
    // A record that lies nowhere in the city: nobody is spared the look.
    const { rows } = await db.owner.query<{ whole: string[] }>(
      'select whole from identity.scope_state',
    );
    await db.owner.query('update identity.scope_state set whole = null');
    try {
      expect(await seen(grant('371700'))).toEqual({ whole: false, seen: all.seen });
    } finally {
      await db.owner.query('update identity.scope_state set whole = $1', [rows[0]?.whole]);
    }
  });

  test('a county sees its own enterprises on its line, and what hangs on them', async () => {
    const { db, city } = await demoCity();
    const all = await db.owner.query<{ id: string; jurisdiction: string; chem: boolean }>(
      `select id, jurisdiction, 'trade' <> any(industry) chem from rec.enterprise where vt = 'infinity' order by id`,
    );
    const seen = (caller: ReturnType<typeof callerOf>, table: string) =>
      reading(city.web, caller, async (client) => {
        const { rows } = await client.query<{ id: string }>(
          `select id from ${table} where vt = 'infinity' order by id`,
        );
        return rows.map(({ id }) => id);
      });
    const [county] = await counties(db);
    const inCounty = (row: { jurisdiction: string }): boolean =>
      row.jurisdiction.startsWith(county);
    const own = all.rows.filter(inCounty);
    expect(own.length).toBeGreaterThan(0);
    expect(await seen(callerOf(grant(county)), 'rec.enterprise')).toEqual(own.map((r) => r.id));
    expect(await seen(callerOf(grant(county, ['chem'])), 'rec.enterprise')).toEqual(
      own.filter((r) => r.chem).map((r) => r.id),
    );
    expect(await seen(callerOf(grant('371700')), 'rec.enterprise')).toHaveLength(all.rows.length);
    const hazards = await db.owner.query<{ id: string }>(
      `select id from rec.hazard where vt = 'infinity' and enterprise = any($1) order by id`,
      [own.map((r) => r.id)],
    );
    expect(await seen(callerOf(grant(county)), 'rec.hazard')).toEqual(
      hazards.rows.map((r) => r.id),
    );
  });

  test('administrators see no business content', () => {
    expect(scopeOf([{ ...grant('371700'), role: 'systemAdmin' }])).toEqual({
      keys: [],
      writeKeys: [],
    });
  });
});

describe('stating facts', () => {
  test('inside the scope it is seen at once, outside it is refused by the database', async () => {
    const { db, city } = await demoCity();
    const [county, other] = await counties(db);
    const caller = callerOf(grant(county));
    const mine = await anEnterprise(db, county);
    const theirs = await anEnterprise(db, other);
    const at = '2024-05-01';
    const changed = await city.state(caller, [
      { type: 'enterprise', record: mine, at, set: { name: '改名化工' } },
    ]);
    expect(changed).toEqual({ ok: true, value: { accepted: 1, duplicate: 0 } });
    const name = await reading(city.web, caller, async (client) => {
      const found = await client.query<{ name: string }>(
        `select name from rec.enterprise where id = $1 and vt = 'infinity'`,
        [mine],
      );
      return found.rows[0]?.name;
    });
    expect(name).toBe('改名化工');
    const refused = { ok: false, error: { code: 'forbidden' } };
    for (const [record, set] of [
      [theirs, { name: '别县' }],
      [mine, { jurisdiction: other }],
      ['91371700MA00NEW001', { name: '新', jurisdiction: other, industry: ['trade'] }],
      ['91371700MA00NEW002', { name: '无处' }],
    ] as const) {
      expect(await city.state(caller, [{ type: 'enterprise', record, at, set }])).toEqual(refused);
    }
    const hazard = { type: 'hazard', record: 'H-1', at };
    expect(await city.state(caller, [{ ...hazard, set: { enterprise: theirs } }])).toEqual(refused);
    expect((await city.state(caller, [{ ...hazard, set: { enterprise: mine } }])).ok).toBe(true);
    const nobody = { user: 'N', keys: [], writeKeys: [] };
    expect(await city.state(nobody, [{ ...hazard, set: { note: 'x' } }])).toEqual(refused);
  });

  test('a connection that says nothing of itself states nothing', async () => {
    const { db } = await demoCity();
    const insert = `insert into ledger.fact
      select nextval('ledger.fact_seq'), section, pos + 1000000, 'X', record, at, set, retired, by,
        evidence, recorded_at, recorder, previous, hash
      from ledger.fact limit 1`;
    await expect(db.app.query(insert)).rejects.toThrow('outside the scope');
    await expect(db.web.query('select from ledger.fact')).rejects.toThrow('permission denied');
  });
});
