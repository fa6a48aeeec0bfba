import { afterAll, beforeAll, expect, test } from 'vitest';
import { bureauOf, callerWith } from '../../../tests/support/api.ts';
import { openDemoCity } from '../../../tests/support/demo-city.ts';
import { must } from '../../kernel/result.ts';
import type { Queryable } from '../../platform/db/index.ts';
import type { Caller } from '../identity/index.ts';
import { reading } from '../identity/index.ts';
import { CityFigures } from '../overview/index.ts';
import { hazardFilters } from './model.ts';
import { hazardFigures } from './service/figures.ts';
import { equipmentChoices, newForm } from './service/forms.ts';
import { hazardPage } from './service/ledger.ts';
import { hazardWhole } from './service/one.ts';
import { listHazards } from './store/list.ts';

let world: Awaited<ReturnType<typeof openDemoCity>>;
beforeAll(async () => {
  world = await openDemoCity();
});
afterAll(() => world.close());

const city = bureauOf('371700');

/** Every row under some filters, page by page. */
async function all(caller: Caller, query: Record<string, string>) {
  const rows = [];
  let cursor: string | undefined;
  do {
    const filters = hazardFilters.parse(query);
    const page = await hazardPage(world.city, caller, { ...filters, cursor, limit: 97 });
    if (!page.ok) throw new Error(JSON.stringify(page.error));
    rows.push(...page.value.rows);
    cursor = page.value.next ?? undefined;
  } while (cursor !== undefined);
  return rows;
}

const NOW = `h.vf <= now() and now() < h.vt`;
/** What a filter means, written apart over the projection. */
const MEANT: readonly (readonly [Record<string, string>, string])[] = [
  [{}, `h.live or h."stage" = 'dismissed'`],
  [{ open: 'true' }, `h.live and h."closedOn" is null`],
  [{ stage: 'assigned,controlled' }, `h."stage" in ('assigned', 'controlled') and h.live`],
  [{ overdue: 'true' }, `h.live and h."overdue"`],
  [{ weight: 'anyMajor' }, `h.live and (h."major" or h."treatedAsMajor")`],
  [{ weight: 'major' }, `h.live and h."major"`],
  [{ class: 'static', weight: 'major' }, `h.live and h."major" and h."class" = 'static'`],
  [
    { source: 'inspection,expertService' },
    `h.live and h."source" in ('inspection', 'expertService')`,
  ],
  [{ supervised: 'county' }, `h.live and h."supervisedBy" = 'county'`],
  [{ line: 'trade' }, `h.live and 'trade' = any(h."enterpriseIndustry")`],
  [{ stop: 'true' }, `h.live and h."stopRequired" and h."closedOn" is null`],
  [{ answer: 'refused' }, `h.live and h."refused" and h."closedOn" is null`],
];

test.each(MEANT)('filter %j', async (query, meant) => {
  const rows = await all(city, query);
  const { rows: right } = await world.db.owner.query<{ id: string }>(
    `select h.id from rec.hazard h where ${NOW} and (${meant})`,
  );
  expect(rows.map(({ id }) => id).sort()).toEqual(right.map(({ id }) => id).sort());
  const first = await hazardPage(world.city, city, { ...hazardFilters.parse(query), limit: 2 });
  expect(first.ok && first.value.total).toBe(rows.length > 100 ? null : rows.length);
  const days = rows.map(({ foundOn }) => foundOn ?? '');
  expect(days).toEqual([...days].sort().reverse());
});

test('the accountability list is those that are longstanding, perfunctory or refused', async () => {
  const ids = async (answer: string): Promise<string[]> =>
    (await all(city, { answer })).map(({ id }) => id);
  const parts = [await ids('longStanding'), await ids('perfunctory'), await ids('refused')];
  expect(parts.flat().length).toBeGreaterThan(0);
  expect((await ids('any')).sort()).toEqual([...new Set(parts.flat())].sort());
  expect(await all(city, { answer: 'any', weight: 'major' })).toEqual(
    (await all(city, { answer: 'any' })).filter(({ major }) => major),
  );
});

test('a county sees its own, an enterprise its own, and each what is next for them', async () => {
  const rows = await all(city, {});
  const { rows: places } = await world.db.owner.query<{ id: string; above: string }>(
    `select id, above from rec.division_above where above = '371721' and vt = 'infinity'`,
  );
  const below = new Set(places.map(({ id }) => id));
  const county = await all(bureauOf('371721'), {});
  const right = rows.filter(({ division }) => below.has(division?.id ?? ''));
  expect(county.map(({ id }) => id)).toEqual(right.map(({ id }) => id));
  const one = must(rows.find((row) => row.stage.code === 'assigned')?.enterprise, 'an open one').id;
  const team = callerWith('T', { role: 'teamLeader', nodeKind: 'enterprise', node: one });
  const his = await all(team, {});
  expect(his.length).toBeGreaterThan(0);
  expect(his.every(({ enterprise }) => enterprise?.id === one)).toBe(true);
  const next = await all(team, { mine: 'true' });
  expect(next.length).toBeGreaterThan(0);
  expect(new Set(next.map(({ stage }) => stage.code))).not.toContain('closed');
});

test('a text is found wherever it stands, within the scope, beside other filters', async () => {
  const { rows: notes } = await world.db.owner.query<{ note: string; n: number }>(
    `select h."note" as note, count(*)::int n from rec.hazard h
     where ${NOW} and h.live and h."note" is not null
     group by 1 order by 2 desc, 1`,
  );
  const common = must(notes[0], 'a note').note;
  const rare = must(notes.at(-1), 'a note').note;
  const every = await all(city, {});
  const county = await all(bureauOf('371721'), {});
  for (const q of [common.slice(0, 2), common, rare, rare.slice(-3), 'HC17', '无此字样']) {
    const has = ({ text, criterion }: (typeof every)[number]): boolean =>
      text.includes(q) || (criterion ?? '').includes(q);
    const ids = (rows: typeof every): string[] => rows.map(({ id }) => id);
    expect([q, ids(await all(city, { q }))]).toEqual([q, ids(every.filter(has))]);
    expect([q, ids(await all(bureauOf('371721'), { q }))]).toEqual([q, ids(county.filter(has))]);
    const open = await all(city, { q, open: 'true' });
    const right = every.filter(
      (row) => has(row) && row.stage.code !== 'dismissed' && !row.closedOn,
    );
    expect([q, ids(open)]).toEqual([q, ids(right)]);
  }
  const { id } = must(every[7], 'a row');
  expect((await all(city, { q: id })).map((row) => row.id)).toEqual([id]);
});

test('a hazard that came in without steps opens at the stage of its dates, and may go on', async () => {
  const rows = await all(city, { stage: 'assigned' });
  const { rows: bare } = await world.db.owner.query<{ id: string }>(
    `select h.id from rec.hazard h where ${NOW}
       and not exists (select from rec."hazardStep" s where s."hazard" = h.id)
       and h."stage" = 'assigned' and h.id = any($1) limit 1`,
    [rows.map(({ id }) => id)],
  );
  const { id } = must(bare[0], 'an imported hazard');
  const enterprise = must(rows.find((row) => row.id === id)?.enterprise, 'whose').id;
  const team = callerWith('T', { role: 'teamLeader', nodeKind: 'enterprise', node: enterprise });
  const whole = await hazardWhole(world.city, team, { id });
  if (!whole.ok) throw new Error(whole.error.code);
  expect(whole.value.steps).toEqual([]);
  expect(whole.value.line.map(({ code, reached }) => [code, reached])).toContainEqual([
    'assigned',
    true,
  ]);
  const rectify = whole.value.next.find(({ act }) => act === 'rectify');
  expect(rectify?.fields.map(({ name }) => name)).toEqual(['rectifiedOn', 'handling', 'documents']);
  const past = await hazardWhole(world.city, city, { id, asOf: '2024-01-02' });
  if (past.ok) expect(past.value.next).toEqual([]);
});

test('figures are those of the clauses, and open the same rows', async () => {
  const figures = await hazardFigures(world.city, new CityFigures(world.city), city, undefined);
  if (!figures.ok) throw new Error(figures.error.code);
  const { clauses } = await world.city.duties.figuresAt(world.city.today());
  for (const { clause, total, open } of figures.value.rows) {
    const figure = must(
      clauses.find((each) => each.id === clause),
      clause,
    );
    expect([clause, total, open]).toEqual([
      clause,
      figure.population,
      figure.pending + figure.overdue,
    ]);
    const owed = await all(city, { clause, owed: 'true' });
    const live = owed.length;
    expect([clause, live]).toEqual([clause, open]);
  }
  expect(figures.value.rows.some(({ total }) => total > 0)).toBe(true);
});

test('a new hazard is filled in from where it was found', async () => {
  const { rows } = await world.db.owner.query<{ id: string; enterprise: string; date: string }>(
    `select i.id, i."enterprise" as enterprise, i."date"::text as date from rec.inspection i
     where i.vt = 'infinity' and i.live and i."enterprise" is not null order by i.id limit 1`,
  );
  const { id, enterprise, date } = must(rows[0], 'an inspection');
  const form = await newForm(world.city, city, { from: `inspection/${id}` });
  if (!form.ok) throw new Error(form.error.code);
  const values = Object.fromEntries(form.value.fields.map(({ name, value }) => [name, value]));
  expect(values).toMatchObject({
    source: 'inspection',
    sourceRecord: `inspection/${id}`,
    foundOn: date,
  });
  expect(form.value.enterprise?.id).toBe(enterprise);
});

test('equipment is found by a part of its name, within the enterprise and the scope', async () => {
  const { rows } = await world.db.owner.query<Record<'id' | 'name' | 'enterprise', string>>(
    `select id, "name" as name, "enterprise" as enterprise from rec.equipment
     where vt = 'infinity' and live and length("name") > 2 order by id limit 1`,
  );
  const { id, name, enterprise } = must(rows[0], 'equipment');
  const find = async (caller: typeof city, over: object): Promise<string[]> => {
    const wanted = { enterprise, q: '', ...over };
    const found = await equipmentChoices(world.city, caller, wanted);
    if (!found.ok) throw new Error(found.error.code);
    return found.value.rows.map((row) => row.id);
  };
  expect(await find(city, { q: name.slice(1) })).toContain(id);
  expect(await find(city, { id })).toEqual([id]);
  expect(await find(city, { q: '没有这样的设备' })).toEqual([]);
  expect(await find(city, { id, enterprise: 'another' })).toEqual([]);
  const nobody = callerWith('other', {
    role: 'principal',
    nodeKind: 'enterprise',
    node: 'another',
  });
  expect(await find(nobody, { id })).toEqual([]);
  const form = await newForm(world.city, city, { enterprise });
  if (!form.ok) throw new Error(form.error.code);
  expect(form.value.fields.find((field) => field.name === 'equipment')).toMatchObject({
    kind: 'picker',
  });
});

test.each([
  ...[{}, { stage: 'assigned' }, { source: 'inspection' }, { open: 'true' }, { overdue: 'true' }],
  ...[{ weight: 'major' }, { supervised: 'county' }],
])('within a scope, a list of %j finds its rows in an index alone', async (query) => {
  const county = bureauOf('371728');
  const plan = await reading(world.city.web, county, async (client) => {
    await client.query('set local enable_seqscan = off');
    await client.query('set local enable_bitmapscan = off');
    await client.query('set local enable_sort = off');
    const lines: string[] = [];
    const explaining = {
      query: async (sql: string, values: unknown[]) => {
        const { rows } = await client.query(`explain ${sql}`, values);
        lines.push(...rows.map((row) => String(row['QUERY PLAN'])));
        return { rows: [] };
      },
    } as unknown as Queryable;
    const known = {
      own: null,
      next: null,
      types: world.city.duties.types,
      ownSources: [],
      perfunctory: 2,
      longStanding: 90,
    };
    const filters = hazardFilters.parse(query);
    const moment = { at: new Date(world.city.now()), day: '2026-11-24' };
    await listHazards(explaining, { ...known, ...moment, filters, after: null, limit: 51 });
    return lines.join('\n');
  });
  expect(plan).toMatch(/Index Only Scan using hazard_list_.*\n *Index Cond: .*vt/);
});
