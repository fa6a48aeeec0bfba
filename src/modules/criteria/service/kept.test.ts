import { afterAll, beforeAll, expect, test } from 'vitest';
import { bureauOf } from '../../../../tests/support/api.ts';
import type { TestDatabase } from '../../../../tests/support/database.ts';
import { openDemoCity } from '../../../../tests/support/demo-city.ts';
import { formatDay } from '../../../kernel/calendar.ts';
import { must } from '../../../kernel/result.ts';
import type { LiveCity, Statement } from '../../identity/index.ts';
import { criteria } from '../load.ts';
import { Kept } from './kept.ts';

let db: TestDatabase;
let city: LiveCity;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ db, city, close } = await openDemoCity());
});
afterAll(() => close());

async function rows(kept: Kept): Promise<string[]> {
  const day = city.today();
  await kept.suspicions(day);
  await kept.major(day);
  const { rows: found } = await db.owner.query<{ line: string }>(
    `select s::text line from criteria.suspicion s where as_of = $1::date
     union all select m::text from criteria.major_count m where as_of = $1::date order by 1`,
    [formatDay(day)],
  );
  return found.map(({ line }) => line);
}

test('what is renewed after each change is what would be worked out from nothing', async () => {
  const bureau = bureauOf('371700');
  const first = async (sql: string): Promise<string> =>
    must((await db.owner.query<{ id: string }>(sql)).rows[0] ?? null, sql).id;
  const now = `vt = 'infinity' and live`;
  const trade = await first(
    `select id from rec.enterprise where ${now} and 'trade' = any("industry") and "tradeSector" = 'metallurgy'`,
  );
  const kept = new Kept(city, criteria());
  const before = await rows(kept);
  const firm = await first(
    `select enterprise id from criteria.suspicion where detector = 'principal-no-pass' order by 1`,
  );
  const site = await first(`select id from rec.facility where ${now} and "aged" order by id`);
  const at = `${formatDay(city.today())}T10:00:00+08:00`;
  const fact = (type: string, record: string, set: Statement['set']): Statement => ({
    ...{ type, record, at, set: set ?? {} },
  });
  const steps: readonly Statement[] = [
    fact('enterprise', trade, { tradeSector: 'machinery', tradeFeatures: ['dustExplosive'] }),
    fact('exam', 'NEW-EXAM', {
      ...{ person: `${firm}-P-principal`, enterprise: firm },
      ...{ kind: 'principal-knowledge-ability', result: 'failed' },
      date: formatDay(city.today()),
    }),
    fact('facility', site, { aged: false }),
    fact('enterprise', trade, { jurisdiction: '371702' }),
  ];
  for (const step of steps) {
    expect([step, await city.state(bureau, [step])]).toMatchObject([step, { ok: true }]);
    const renewed = await rows(kept);
    // A keeper that knows nothing clears everything and works it out anew.
    expect([step, await rows(new Kept(city, criteria()))]).toEqual([step, renewed]);
  }
  expect(await rows(kept)).not.toEqual(before);
});
