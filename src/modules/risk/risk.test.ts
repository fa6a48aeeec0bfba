import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenApi } from '../../../tests/support/api.ts';
import { bureauOf, openTestApi } from '../../../tests/support/api.ts';
import { callsOf, who } from '../../../tests/support/firm.ts';
import { must } from '../../kernel/result.ts';
import type { Caller } from '../identity/index.ts';
import type { RiskActed, RiskRow, RiskWhole } from './answers-contract.ts';
import { typicalUnits } from './load.ts';

let api: OpenApi;
/** A trade enterprise with a confined space, and a hazchem one whose points are worked out. */
let trade: string;
let chem: string;
beforeAll(async () => {
  api = await openTestApi();
  const one = async (sql: string): Promise<string> => {
    const { rows } = await api.db.owner.query<{ id: string }>(sql);
    return must(rows[0]?.id, sql);
  };
  trade = await one(`select id from rec.enterprise where live and vt = 'infinity'
    and "industry" && array['trade'] and "tradeFeatures" && array['confinedSpace'] order by id limit 1`);
  chem = await one(
    `select "enterprise" as id from rec."riskEvent" where live group by 1 order by count(*) desc, 1 limit 1`,
  );
});
afterAll(() => api.close());

const city = bureauOf('371700');

const { call, status } = callsOf(() => api);
const whole = (caller: Caller, id: string) =>
  call<RiskWhole>(caller, 'GET', `/api/risks/${encodeURIComponent(id)}`);

async function all(caller: Caller, query = ''): Promise<RiskRow[]> {
  const rows: RiskRow[] = [];
  let next: string | null = null;
  do {
    const cursor: string = next === null ? '' : `&cursor=${encodeURIComponent(next)}`;
    const page: { rows: RiskRow[]; next: string | null } = await call(
      caller,
      'GET',
      `/api/risks?limit=7${query}${cursor}`,
    );
    rows.push(...page.rows);
    next = page.next;
  } while (next !== null);
  return rows;
}

describe('the list', () => {
  test('is the worst first, each once, by filters that mean what the rows say', async () => {
    const rows = await all(city);
    const keys = rows.map(({ id, level }) => `${'roybn'.indexOf(level?.[0] ?? 'n')}/${id}`);
    expect(keys).toEqual([...keys].sort());
    expect(new Set(keys).size).toBe(keys.length);
    const { rows: count } = await api.db.owner.query<{ n: number }>(
      `select count(*)::int n from rec."riskItem" where live and vf <= now() and now() < vt`,
    );
    expect(rows.length).toBe(count[0]?.n);
    const ids = (found: readonly RiskRow[]): string[] => found.map(({ id }) => id);
    for (const [query, fits] of [
      ['&level=red', (r: RiskRow) => r.level === 'red'],
      ['&due=true', (r: RiskRow) => r.review.due],
      ['&open=true', (r: RiskRow) => r.inPlace !== true],
      [`&enterprise=${chem}`, (r: RiskRow) => r.enterprise?.id === chem],
    ] as const) {
      expect(ids(await all(city, query)), query).toEqual(ids(rows.filter(fits)));
    }
    const causes = new Set(rows.flatMap(({ review }) => review.reasons.map(({ cause }) => cause)));
    expect(causes.has('yearly')).toBe(true);
  });

  test('figures are its rows, in all and below the city; a file has them', async () => {
    type Figures = {
      counts: Record<string, number>;
      divisions: { division: { id: string }; counts: Record<string, number> }[];
    };
    const rows = await all(city);
    const { counts, divisions } = await call<Figures>(city, 'GET', '/api/risks/figures');
    expect(counts.total).toBe(rows.length);
    expect(counts.due).toBe(rows.filter(({ review }) => review.due).length);
    expect(counts.red).toBe(rows.filter(({ level }) => level === 'red').length);
    expect(divisions.reduce((sum, each) => sum + (each.counts.total ?? 0), 0)).toBe(rows.length);
    for (const { division, counts: own } of divisions.slice(0, 3)) {
      expect((await all(city, `&division=${division.id}`)).length).toBe(own.total);
    }
    const file = await api.call(city, 'GET', '/api/risks/export?level=red&columns=name,level,tier');
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(await file.arrayBuffer());
    const lines = book.worksheets[0]?.rowCount ?? 0;
    expect(lines - 3).toBe(counts.red);
  });

  test('an enterprise sees its own alone, and nobody grades what is not his', async () => {
    const manager = who('safetyManager', chem);
    const own = await all(manager);
    expect(own.length).toBeGreaterThan(0);
    expect(own.every(({ enterprise }) => enterprise?.id === chem)).toBe(true);
    const id = encodeURIComponent(must(own[0], 'a point').id);
    const stranger = who('safetyManager', trade);
    expect(await status(stranger, 'GET', `/api/risks/${id}`)).toBe(403);
    const body = { version: 1, reason: 'x' };
    expect(await status(stranger, 'POST', `/api/risks/${id}/retire`, body)).toBe(403);
    expect(await status(city, 'POST', `/api/risks/${id}/retire`, body)).toBe(403);
    expect(await status(who('worker', chem), 'POST', `/api/risks/${id}/retire`, body)).toBe(403);
    expect((await whole(city, must(own[0], 'a point').id)).may).toBe(false);
  });
});

test('made-up points hold what they say: the working of the events makes the stated levels', async () => {
  const rows = (await all(who('safetyManager', chem))).filter(({ events }) => events > 0);
  expect(rows.length).toBeGreaterThan(2);
  for (const { id, level } of rows) {
    const { events, measures } = await whole(city, id);
    for (const each of events) expect(each.computed).toBe(each.level);
    expect(events.map((each) => each.level)).toContain(level);
    expect(new Set(measures.map((each) => each.class.code)).size).toBe(5);
  }
});

const statusOf = async (clause: string, subject: string): Promise<string | null> => {
  const at = api.city.today();
  const known = await api.city.duties.clauseAt(clause, at);
  const duty = known?.duties?.find((each) => each.subject === subject);
  return duty?.status ?? null;
};

describe('from empty to graded', () => {
  test('a confined space: unit, review, and its duty (TRADE-9.3) turns met', async () => {
    const manager = who('safetyManager', trade);
    const { id: space } = await call<{ id: string }>(manager, 'POST', '/api/records/facility', {
      set: { name: '污水池', kind: 'confinedSpace', enterprise: trade },
    });
    expect(await statusOf('TRADE-9.3', `facility/${space}`)).not.toBe('met');
    const made = await call<RiskActed>(manager, 'POST', '/api/risks', {
      ...{ name: '污水池清淤', facility: space, unit: 'confined-space' },
    });
    const unit = must(
      typicalUnits().units.find(({ id }) => id === 'confined-space'),
      'unit',
    );
    const before = await whole(manager, made.id);
    expect(before.events.length).toBe(unit.events.length);
    expect(before.measures.length).toBe(unit.events.flatMap((each) => each.measures).length);
    expect(before.row).toMatchObject({ level: 'red', inPlace: false });
    expect(before.row.tier?.zh).toBe('公司级');
    expect(await statusOf('TRADE-9.3', `facility/${space}`)).not.toBe('met');
    const path = `/api/risks/${made.id}/review`;
    const body = { version: made.version, inPlace: true, findings: '措施逐条核对，均已落实' };
    const reviewed = await call<RiskActed>(manager, 'POST', path, body);
    expect(await statusOf('TRADE-9.3', `facility/${space}`)).toBe('met');
    expect(await status(manager, 'POST', path, body)).toBe(409);
    const retire = { version: reviewed.version, reason: '录入重复' };
    await call(manager, 'POST', `/api/risks/${made.id}/retire`, retire);
    const { rows } = await api.db.owner.query<{ n: number }>(
      `select count(*)::int n from rec."controlMeasure" where "riskItem" = $1 and live and vt = 'infinity'`,
      [made.id],
    );
    expect(rows[0]?.n).toBe(0);
    expect((await all(manager)).map(({ id }) => id)).not.toContain(made.id);
  });

  test('events decide the level, measures what the point says, each change its version', async () => {
    const leader = who('teamLeader', trade);
    const point = await call<RiskActed>(leader, 'POST', '/api/risks', { name: '打磨工位' });
    const events = `/api/risks/${point.id}/events`;
    const event = { name: '砂轮破裂', method: 'lec', likelihood: 1, exposure: 6, severity: 15 };
    const first = await call<RiskActed>(leader, 'POST', events, {
      ...event,
      version: point.version,
    });
    expect(first.level).toBe('yellow');
    const low = { name: '噪声', method: 'ls', likelihood: 2, severity: 2 };
    const second = await call<RiskActed>(leader, 'POST', events, {
      ...low,
      version: first.version,
    });
    expect(second.level).toBe('yellow');
    const bad = { ...low, likelihood: 2.5, version: second.version };
    const refused = await api.call(leader, 'POST', events, bad);
    expect(refused.status).toBe(400);
    expect(JSON.stringify(await refused.json())).toContain('likelihood');
    const { events: graded } = await whole(leader, point.id);
    const worst = must(
      graded.find(({ name }) => name === '砂轮破裂'),
      'event',
    );
    expect(worst.working.map(({ zh }) => zh).join()).toContain('= 90');
    const again = { ...event, likelihood: 10, version: second.version };
    const third = await call<RiskActed>(leader, 'PUT', `${events}/${worst.id}`, again);
    expect(third.level).toBe('red');
    const measure = {
      ...{ text: '砂轮防护罩齐全', class: 'engineering', checkEvery: 'shift' },
      ...{ ownerRole: 'teamLeader', riskEvent: worst.id, version: third.version },
    };
    const kept = await call<RiskActed>(leader, 'POST', `/api/risks/${point.id}/measures`, measure);
    const owner = { ...measure, owner: 'nobody', version: kept.version };
    expect(await status(leader, 'POST', `/api/risks/${point.id}/measures`, owner)).toBe(400);
    const drop = { version: kept.version, reason: '设备拆除' };
    const parts = `/api/risks/${point.id}/parts/${worst.id}/retire`;
    expect((await call<RiskActed>(leader, 'POST', parts, drop)).level).toBe('blue');
    const { history, row } = await whole(leader, point.id);
    expect(row.review.due).toBe(false);
    expect(history.map(({ level }) => level)).toEqual([
      'blue',
      null,
      'red',
      'yellow',
      'yellow',
      null,
    ]);
  });

  test('a review that is overdue stands in the way of CHEM-18.1 until it is done', async () => {
    const { rows } = await api.db.owner.query<{ enterprise: string }>(
      `select distinct i."enterprise" from rec."riskItem" i where i."reviewOverdue" and i.live and i.vt = 'infinity'
       and exists (select from rec."systemStatus" s where s."enterprise" = i."enterprise" and s.live and s.vt = 'infinity'
         and s."system" = 's-dual' and s."status" = 'in-use' and s."inRealUse") order by 1`,
    );
    const subjects = rows.map(({ enterprise }) => enterprise);
    const owing = [];
    for (const each of subjects) {
      const now = await statusOf('CHEM-18.1', `enterprise/${each}`);
      if (now !== null && now !== 'met' && now !== 'late') owing.push(each);
    }
    const one = must(owing[0], 'an enterprise that only lacks its reviews');
    const manager = who('safetyManager', one);
    for (const { id } of (await all(manager)).filter(({ review }) => review.due)) {
      const { version, events } = await whole(manager, id);
      const event = { name: '一般事件', method: 'ls', likelihood: 2, severity: 3, version };
      const graded =
        events.length > 0
          ? { version }
          : await call<RiskActed>(manager, 'POST', `/api/risks/${id}/events`, event);
      const body = { version: graded.version, inPlace: true, findings: '年度复评' };
      await call(manager, 'POST', `/api/risks/${id}/review`, body);
    }
    expect(await statusOf('CHEM-18.1', `enterprise/${one}`)).toMatch(/met|late/);
  });
});

test('the map of a site is its facilities with the worst colour of their points', async () => {
  type SiteMap = {
    places: { facility: { id: string } | null; level: string | null; points: number }[];
  };
  const { places } = await call<SiteMap>(city, 'GET', `/api/risks/map?enterprise=${chem}`);
  const rows = await all(city, `&enterprise=${chem}`);
  expect(places.reduce((sum, { points }) => sum + points, 0)).toBe(rows.length);
  for (const { facility, level } of places) {
    const own = rows.filter((row) => (row.facility?.id ?? null) === (facility?.id ?? null));
    const found = ['red', 'orange', 'yellow', 'blue'].find((each) =>
      own.some((row) => row.level === each),
    );
    expect(level).toBe(found ?? null);
  }
});

describe('post duties', () => {
  test('a check turns CHEM-1.4 met; a list of eight kinds, duties and an appraisal are kept', async () => {
    const { duties } = await api.city.duties.clauseAt('CHEM-1.4', api.city.today());
    const owing = must(
      (duties ?? []).find((each) => each.status === 'pending'),
      'somebody who owes the check of this quarter',
    );
    const firm = owing.subject.replace('enterprise/', '');
    const manager = who('safetyManager', firm);
    type Person = {
      id: string;
      duties: { text: string } | null;
      appraised: { score: number } | null;
    };
    type Posts = { people: Person[]; list: { categories: string[] } | null; may: boolean };
    const { people, may } = await call<Posts>(manager, 'GET', '/api/posts');
    expect(may).toBe(true);
    const { id: person } = must(people[0], 'a person');
    await call(manager, 'POST', '/api/posts/checks', { findings: 0, note: '抽查三个班组' });
    const now = await api.city.duties.clauseAt('CHEM-1.4', api.city.today());
    const same = now.duties?.find(
      ({ subject, due }) => subject === owing.subject && due === owing.due,
    );
    expect(same?.status).toBe('met');
    const categories = Array.from({ length: 8 }, (_, n) => `post-${n + 1}`);
    await call(manager, 'POST', '/api/posts/list', { categories });
    await call(manager, 'POST', '/api/posts/duties', { person, duties: '甲' });
    await call(manager, 'POST', '/api/posts/duties', { person, duties: '乙' });
    const given = { person, score: 92, consequence: 'reward' };
    await call(manager, 'POST', '/api/posts/appraisals', given);
    const after = await call<Posts>(manager, 'GET', '/api/posts');
    expect(after.list?.categories).toEqual(categories);
    const kept = after.people.find(({ id }) => id === person);
    expect(kept).toMatchObject({ duties: { text: '乙' }, appraised: { score: 92 } });
    const stranger = who('safetyManager', trade);
    expect(await status(stranger, 'POST', '/api/posts/appraisals', given)).toBe(400);
    expect(await status(stranger, 'GET', `/api/posts?enterprise=${firm}`)).toBe(403);
    const bad = { categories: ['post-9'] };
    expect(await status(manager, 'POST', '/api/posts/list', bad)).toBe(400);
  });
});
