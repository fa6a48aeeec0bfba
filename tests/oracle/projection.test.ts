import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadDictionary, project } from '../../src/modules/plan/index.ts';
import { lockProjection, Refresh } from '../../src/modules/records/index.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { load } from './agreement.ts';
import { derivedWorld } from './derived-world.ts';
import { dictionary } from './dictionary.ts';
import { unlike } from './unlike.ts';

const seed = Number(process.env.ZHIBEN_SEED ?? 14);
const rounds = Number(process.env.ZHIBEN_WORLDS ?? 1);
const PIECE = 40;

const types = new Map(loadDictionary().records.map((d) => [d.type, d]));

async function renewed(db: TestDatabase, refresh: Refresh): Promise<number> {
  const client = await db.owner.connect();
  try {
    await client.query('begin');
    await lockProjection(client);
    const done = await refresh.run(client);
    await client.query('commit');
    return done?.facts ?? 0;
  } finally {
    client.release();
  }
}

/** Every row of every table, but for the ledger's own numbers of records. */
async function rowsOf(db: TestDatabase): Promise<string[]> {
  const { rows: tables } = await db.owner.query<{ name: string }>(
    `select quote_ident(tablename) as name from pg_tables
     where schemaname = 'rec' and tablename not in ('state', 'division_above') order by 1`,
  );
  const lines: string[] = [];
  for (const { name } of tables) {
    const { rows } = await db.owner.query<{ row: string }>(
      `select (to_jsonb(t) - 'seqkey')::text as row from rec.${name} t order by 1`,
    );
    lines.push(...rows.map(({ row }) => `${name} ${row}`));
  }
  return lines;
}

describe.each(Array.from({ length: rounds }, (_, n) => seed + n))(
  'the projection renewed piece by piece, world %i',
  (each) => {
    let grown: TestDatabase;
    let whole: TestDatabase;
    beforeAll(async () => {
      [grown, whole] = [await createTestDatabase(), await createTestDatabase()];
    }, 60_000);
    afterAll(async () => {
      await grown.close();
      await whole.close();
    });

    it('is that built at once', { timeout: 120_000 }, async () => {
      const [sample = []] = fc.sample(derivedWorld(dictionary), { seed: each, numRuns: 1 });
      // A change of divisions is built anew.
      const facts = [
        ...sample.filter((fact) => fact.type === 'jurisdiction'),
        ...sample.filter((fact) => fact.type !== 'jurisdiction'),
      ];
      const refresh = new Refresh(types);
      const half = Math.floor(facts.length / 2);
      await load(grown, facts.slice(0, half));
      await project(grown.owner, loadDictionary());
      for (let at = half; at < facts.length; at += PIECE) {
        await load(grown, facts.slice(at, at + PIECE));
        expect(await renewed(grown, refresh)).toBeGreaterThan(0);
      }
      await load(whole, facts);
      await project(whole.owner, loadDictionary());
      const [now, built] = [await rowsOf(grown), await rowsOf(whole)];
      expect(unlike(now, built).slice(0, 20)).toEqual([]);
      expect(now.length).toBe(built.length);
    });
  },
);
