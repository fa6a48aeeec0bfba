import { expect, test } from 'vitest';
import {
  act,
  alarmWorld,
  at,
  dispatcher,
  get,
  idOf,
  inFirm,
  signal,
} from '../../../tests/support/alarms.ts';
import { bureauOf, callerWith } from '../../../tests/support/api.ts';
import { addDays, dayOf, endOfDay, formatDay } from '../../kernel/calendar.ts';
import { must } from '../../kernel/result.ts';
import type { Caller } from '../identity/index.ts';
import type { PatrolRow } from './contract.ts';

const w = alarmWorld();
interface List {
  readonly rows: PatrolRow[];
  readonly next: string | null;
  readonly total: number;
  readonly looked: number;
}
const list = (caller: Caller, query = '') => get<List>(w, caller, `/api/patrol?limit=200${query}`);
const look = async (caller: Caller, body: object): Promise<{ status: number; record: string }> => {
  const answer = await w.api.call(caller, 'POST', '/api/patrol', body);
  return { status: answer.status, ...((await answer.json()) as { record: string }) };
};
const CITY = bureauOf('371700');

/** An installation at which nobody looked this month: what the made-up city says of it is taken back. */
async function unmet(): Promise<{ enterprise: string; facility: string; county: string }> {
  const { rows } = await w.api.db.owner.query<{
    enterprise: string;
    facility: string;
    county: string;
    patrols: string[];
  }>(
    `select f."enterprise" enterprise, f.id facility, d.above county, array_agg(p.id) patrols
     from rec."onlinePatrol" p join rec.facility f on f.id = p."facility" and f.vt = 'infinity'
       and f."majorHazard"
       join rec.enterprise e on e.id = f."enterprise" and e.vt = 'infinity'
       join rec.division_above d on d.id = e."jurisdiction" and d.vt = 'infinity'
       join rec.jurisdiction j on j.id = d.above and j.vt = 'infinity' and j."level" = 'county'
     where p.vt = 'infinity' and p.live and p."date" >= '2026-11-01T00:00:00+08:00'
     group by 1, 2, 3 order by 2 limit 1`,
  );
  const { patrols, ...found } = must(rows[0], 'an installation that was looked at');
  const taken = patrols.map((record) => ({
    ...{ type: 'onlinePatrol', record, at: '2026-11-23', retired: true as const },
  }));
  expect((await w.api.city.state(CITY, taken)).ok).toBe(true);
  return found;
}

test('an installation that is due: looked at by one click, once; its duty turns met', async () => {
  const { enterprise, facility, county } = await unmet();
  const mine = dispatcher(w, county);
  const before = await list(mine);
  const row = must(
    before.rows.find(({ key }) => key === `facility/${facility}`),
    'it is on the list of its county',
  );
  expect([row.reasons[0]?.code, row.due, row.looked]).toEqual(['due', '2026-11-30', null]);
  const dutyNow = async () => {
    const { rows } = await w.api.db.owner.query<{ status: number }>(
      `select s.status from duty.span s join duty.clause c on c.no = s.clause
       where c.id = 'CHEM-5.4' and s.subject = $1 and s.period = '2026-11' and s.vf <= $2 and $2 < s.vt`,
      [`facility/${facility}`, new Date(endOfDay(dayOf(2026, 11, 24)))],
    );
    return rows.map(({ status }) => status);
  };
  expect(await dutyNow()).toEqual([2]);
  const said = { enterprise, facility, outcome: 'normal' };
  const first = await look(mine, said);
  expect([first.status, await dutyNow()]).toEqual([200, [0]]);
  const revision = w.api.city.revision;
  expect((await look(mine, said)).record).toBe(first.record);
  expect(w.api.city.revision).toBe(revision);
  // It stays on the list, with why it was there and what was found.
  const after = await list(mine);
  expect([after.total, after.looked]).toEqual([before.total, before.looked + 1]);
  expect(after.rows.map(({ key }) => key)).toEqual(before.rows.map(({ key }) => key));
  expect(after.rows.find(({ key }) => key === row.key)).toMatchObject({
    reasons: row.reasons,
    looked: { record: first.record, found: false, findings: '未发现异常' },
  });
  const open = await list(mine, '&show=open');
  expect([open.rows.length, open.total]).toEqual([before.rows.length - 1, before.total]);
  // Something was found as well: a record of its own, from which a hazard is filled in.
  expect((await look(mine, { ...said, outcome: 'found' })).status).toBe(400);
  const found = await look(mine, {
    ...{ ...said, outcome: 'found', findings: '液位计无信号', response: '已通知企业' },
  });
  expect(found.record).not.toBe(first.record);
  const form = await get<{ fields: { name: string; value: unknown }[]; enterprise: unknown }>(
    w,
    bureauOf(county),
    `/api/hazards/new?from=onlinePatrol/${found.record}`,
  );
  const value = (name: string) => form.fields.find((field) => field.name === name)?.value;
  expect([form.enterprise, value('source'), value('sourceRecord'), value('note')]).toMatchObject([
    { id: enterprise },
    ...['onlinePatrol', `onlinePatrol/${found.record}`, expect.stringContaining('液位计无信号')],
  ]);
  expect(w.api.faults).toEqual([]);
});

test('alarms are on it by what they are; others see nothing of it, and may not say that they looked', async () => {
  await w.alarms.take([
    signal(w, { level: 'red' }),
    signal(w, { source: 'tag/T2', rule: 'lost', kind: 'lost-data', level: 'blue' }),
  ]);
  const mine = dispatcher(w);
  const key = `enterprise/${w.firm}`;
  const mineNow = async (): Promise<PatrolRow | undefined> =>
    (await list(mine)).rows.find((row) => row.key === key);
  // By the clock of the city, which is past the signal's.
  expect((await mineNow())?.reasons.map(({ code }) => code)).toEqual(['unanswered', 'lost']);
  expect((await mineNow())?.alarms).toHaveLength(2);
  w.now = at(1);
  expect((await act(w, mine, await idOf(w), 'acknowledge')).status).toBe(200);
  expect((await mineNow())?.reasons.map(({ code }) => code)).toEqual(['alarm', 'lost']);
  expect((await list(mine)).rows[0]?.key).toBe(key);

  const theirs = dispatcher(w, w.other);
  expect((await list(theirs)).rows.map((row) => row.key)).not.toContain(key);
  const said = { enterprise: w.firm, outcome: 'normal' };
  expect((await look(theirs, said)).status).toBe(403);
  const outside = ['principal', 'safetyManager'] as const;
  for (const role of outside) expect((await look(inFirm(w, role), said)).status).toBe(403);
  const leader = callerWith('l', { role: 'leader', nodeKind: 'division', node: w.county });
  expect((await look(leader, said)).status).toBe(403);
  const elsewhere = `/api/patrol?division=${w.other}`;
  expect((await w.api.call(mine, 'GET', elsewhere)).status).toBe(403);
  // The whole city, narrowed to the county, is the county's list.
  const narrowed = await list(CITY, `&division=${w.county}`);
  expect(narrowed.rows.map((row) => row.key)).toEqual((await list(mine)).rows.map((r) => r.key));
  const sheet = await w.api.call(mine, 'GET', '/api/patrol/export');
  expect([sheet.status, (await sheet.arrayBuffer()).byteLength > 1000]).toEqual([200, true]);
});

test('everything monitored comes within its turn, the same for whoever asks, page by page', async () => {
  const last = dayOf(2026, 11, 24);
  const seen = new Set<string>();
  for (let back = 0; back < 28; back += 1) {
    const { rows } = await list(CITY, `&asOf=${formatDay(addDays(last, -back))}`);
    for (const { key } of rows) seen.add(key);
  }
  const { rows } = await w.api.db.owner.query<{ key: string }>(
    `select 'facility/' || f.id key from rec.facility f join rec.enterprise e on e.id = f."enterprise"
       and e.vt = 'infinity' and e.live
     where f."majorHazard" and f.vt = 'infinity' and f.live and f.born < '2026-10-20'
     union all select 'enterprise/' || e.id from rec.enterprise e where e.vt = 'infinity' and e.live
       and e.born < '2026-10-20' and exists (select from rec.gateway g where g."enterprise" = e.id
         and g.vt = 'infinity' and g.live and g.born < '2026-10-20')
       and not exists (select from rec.facility f where f."enterprise" = e.id and f."majorHazard"
         and f.vt = 'infinity' and f.live)`,
  );
  expect(rows.length).toBeGreaterThan(1);
  expect(rows.filter(({ key }) => !seen.has(key))).toEqual([]);
  const whole = await list(CITY);
  const paged: string[] = [];
  let cursor = '';
  do {
    const page = await get<List>(w, CITY, `/api/patrol?limit=2${cursor}`);
    paged.push(...page.rows.map(({ key }) => key));
    cursor = page.next === null ? '' : `&cursor=${page.next}`;
  } while (cursor !== '');
  expect(paged).toEqual(whole.rows.map(({ key }) => key));
});
