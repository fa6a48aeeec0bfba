import { expect, test } from 'vitest';
import { demoCity } from '../../../tests/support/demo-city.ts';
import { addMonths } from '../../kernel/calendar.ts';
import { must } from '../../kernel/result.ts';
import type { Grant } from '../identity/index.ts';
import { scopeOf } from '../identity/index.ts';
import { CityFigures, DayAhead, overviewOf } from './index.ts';

test('what the first readers of a day ask is counted before they come, and again when records moved', async () => {
  const { db, city } = await demoCity();
  const figures = new CityFigures(city);
  const inbox = async () => ({ late: 0, soon: 0 });
  const overview = overviewOf({ city: () => city, figures: () => figures, inbox });
  const days = [city.today(), addMonths(city.today(), -1)];
  const ahead = new DayAhead(city, overview, () => days);
  expect(await ahead.look()).toEqual(days);
  // Nothing is counted any more when somebody comes.
  const counts = async (): Promise<string> => {
    const { rows } = await db.owner.query<{ all: string }>(
      `select concat_ws(' ', (select count(*) || ' ' || max(xmin::text::bigint) from overview.tally),
         (select count(*) || ' ' || max(xmin::text::bigint) from overview.metric_count)) all`,
    );
    return must(rows[0], 'the counts').all;
  };
  const kept = await counts();
  const day = city.today();
  await figures.at(overview().metrics.publisher, day);
  await overview().ranking.rankingOn('371700', day);
  expect(await counts()).toBe(kept);
  expect(await ahead.look()).toEqual([]);

  const grant: Grant = {
    ...{ id: 'G', role: 'bureau', nodeKind: 'division', node: '371700' },
    ...{ lines: ['chem', 'trade'], from: '2024-01-01', until: null },
  };
  const { rows } = await db.owner.query<{ id: string }>(
    `select id from rec.enterprise where vt = 'infinity' and live and jurisdiction not like '371728%' order by id limit 1`,
  );
  const over = { type: 'enterprise', record: must(rows[0], 'an enterprise').id, at: '2026-01-05' };
  const moved = { ...over, set: { jurisdiction: '371728' } };
  expect((await city.state({ user: 'U', ...scopeOf([grant]) }, [moved])).ok).toBe(true);
  expect(await ahead.look()).toEqual(days);
});
