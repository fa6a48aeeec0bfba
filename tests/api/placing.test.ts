import { expect, test } from 'vitest';
import { demoOptions } from '../../src/apps/server/demo-city.ts';
import { must } from '../../src/kernel/result.ts';
import type { Statement } from '../../src/modules/identity/index.ts';
import { LiveCity, reading } from '../../src/modules/identity/index.ts';
import { callerWith } from '../support/api.ts';
import { demoCity } from '../support/demo-city.ts';
import { maySee, worldOf } from '../support/visible.ts';

/** A county's caller sees exactly what the rule says. */
async function agrees(
  db: Awaited<ReturnType<typeof demoCity>>['db'],
  city: LiveCity,
  county: string,
) {
  const caller = callerWith('C', { role: 'bureau', nodeKind: 'division', node: county });
  const world = await worldOf(db);
  const right = world.records.filter((r) => maySee(world, caller.grants, r));
  const shown = await reading(city.web, caller, async (client) => {
    const { rows } = await client.query<{ subject: string }>(
      'select subject from identity.record_scope',
    );
    return rows.map(({ subject }) => subject).sort();
  });
  expect(shown).toEqual(right.map(({ type, id }) => `${type}/${id}`).sort());
  return shown;
}

const everywhere = callerWith('city', { role: 'bureau', nodeKind: 'division', node: '371700' });

test('an enterprise that moves takes along what hangs on it: stated here, or while we were away', async () => {
  const { db, city } = await demoCity();
  const { rows } = await db.owner.query<{ id: string; county: string }>(
    `select e.id, d.above county from rec.enterprise e
       join rec.division_above d on d.id = e.jurisdiction and d.vt = 'infinity'
       join rec.jurisdiction j on j.id = d.above and j.vt = 'infinity' and j.level in ('county', 'district')
     where e.vt = 'infinity' and exists (select from rec.hazard h where h.enterprise = e.id) limit 1`,
  );
  const { id, county } = must(rows[0], 'an enterprise with a hazard');
  const target = county === '371728' ? '371727' : '371728';
  expect(await agrees(db, city, county)).toContain(`enterprise/${id}`);
  const move = (at: string, jurisdiction: string): Statement => ({
    type: 'enterprise',
    record: id,
    at,
    set: { jurisdiction },
  });
  expect((await city.state(everywhere, [move('2026-06-01', target)])).ok).toBe(true);
  expect(await agrees(db, city, county)).not.toContain(`enterprise/${id}`);
  expect(await agrees(db, city, target)).toContain(`enterprise/${id}`);

  // Another process moves it back, and the server is started anew.
  const other = await LiveCity.open(demoOptions(db));
  expect((await other.state(everywhere, [move('2026-06-02', county)])).ok).toBe(true);
  const again = await LiveCity.open(demoOptions(db));
  expect(await agrees(db, again, county)).toContain(`enterprise/${id}`);
  expect(again.building).toBe(false);

  // Nobody told the scopes: the next start does not trust what stands.
  await db.owner.query('update identity.scope_state set facts = facts - 1');
  await db.owner.query('update identity.anchor set keys = array[$1]', ['d:371728:chem']);
  const mended = await LiveCity.open(demoOptions(db));
  await agrees(db, mended, county);
});

test('a township that goes over to another county takes along all that lies in it', async () => {
  const { db, city } = await demoCity();
  const { rows } = await db.owner.query<{ id: string; county: string; firm: string }>(
    `select j.id, j.parent county, min(e.id) firm from rec.jurisdiction j
       join rec.enterprise e on e.jurisdiction = j.id and e.vt = 'infinity' and e.live
     where j.vt = 'infinity' and j.level not in ('county', 'district', 'city')
     group by j.id, j.parent order by j.id limit 1`,
  );
  const { id, county, firm } = must(rows[0], 'a township with an enterprise');
  const target = county === '371728' ? '371727' : '371728';
  expect(await agrees(db, city, county)).toContain(`enterprise/${firm}`);
  const over = { type: 'jurisdiction', record: id, at: '2026-06-01', set: { parent: target } };
  expect((await city.state(everywhere, [over])).ok).toBe(true);
  expect(await agrees(db, city, county)).not.toContain(`enterprise/${firm}`);
  expect(await agrees(db, city, target)).toContain(`enterprise/${firm}`);
});
