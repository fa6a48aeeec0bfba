import { expect, test } from 'vitest';
import { bureauOf, callerWith, readApi, testApi } from '../../../tests/support/api.ts';
import { parameterEntries } from '../plan/index.ts';
import type { EntryRow, ParameterRowShape, Preview } from './model.ts';

const shared = readApi();

const NAME = 'responsibility.internalAssessment.period';
const PATH = `/api/sys/parameters/${NAME}`;

async function body<T>(answer: Response): Promise<T> {
  const text = await answer.text();
  expect(answer.status, text).toBe(200);
  return JSON.parse(text) as T;
}

interface Shown {
  readonly population: number;
  readonly status: string;
}

interface One {
  readonly parameter: ParameterRowShape;
  readonly history: readonly EntryRow[];
  readonly seq: number | null;
}

test('the choices of a parameter come with what they mean', async () => {
  const api = shared();
  const path = '/api/sys/parameters/todo.escalate.county.to';
  const { parameter } = await body<One>(await api.call(bureauOf('371728'), 'GET', path));
  expect(parameter.choices).toEqual(['both', 'bureau', 'office', 'none']);
  expect(parameter.choiceNames.map(({ zh }) => zh)).toContain('行业监管科室');
});

test('a parameter is tried, set, seen in the figures and the history, and taken back', async () => {
  const api = await testApi();
  const { city } = api;
  const bureau = bureauOf('371700');
  const before = await body<One>(await api.call(bureau, 'GET', PATH));
  expect(before.parameter).toMatchObject({ basis: 'general', profile: 'starter', by: 'demo' });
  expect(before.parameter.clauses).toContainEqual({ id: 'CHEM-1.3', needed: true });
  const figure = async () => (await city.duties.clauseAt('CHEM-1.3', city.today())).population;
  const shown = async () => {
    const page = await api.call(bureau, 'GET', '/api/plan/clauses/CHEM-1.3');
    return (await body<{ figure: Shown }>(page)).figure;
  };
  const population = await figure();
  expect((await shown()).population).toBe(population);

  const { seq } = before;
  const change = { value: 'P3M', from: '2024-01-01', jurisdiction: null, reason: '每季一考', seq };
  const tried = await body<Preview>(await api.call(bureau, 'POST', `${PATH}/preview`, change));
  expect(tried.clauses.map(({ id }) => id)).toEqual(['CHEM-1.3']);
  expect(tried.clauses[0]?.before.population).toBe(population);
  expect(tried.changed).toBeGreaterThan(0);
  expect(await figure()).toBe(population);

  const key = { 'idempotency-key': 'k1' };
  const written = await api.call(bureau, 'POST', `${PATH}/entries`, change, key);
  const { entry } = await body<{ entry: EntryRow }>(written);
  expect(entry).toMatchObject({ value: 'P3M', by: bureau.name, profile: null });
  await body(await api.call(bureau, 'POST', `${PATH}/entries`, change, key));
  await city.settled();
  expect(await figure()).toBe(tried.clauses[0]?.after.population);
  expect((await shown()).population).toBe(tried.clauses[0]?.after.population);
  expect(await figure()).toBeGreaterThan(population);
  const after = await body<One>(await api.call(bureau, 'GET', PATH));
  expect(after.history.map(({ value }) => value)).toEqual(['P3M', before.parameter.value]);
  expect(after.parameter).toMatchObject({ value: 'P3M', profile: null });

  const late = await api.call(bureau, 'POST', `${PATH}/entries`, { ...change, value: 'P6M' });
  expect(late.status).toBe(409);
  expect(await late.json()).toMatchObject({ code: 'conflict', current: { seq: entry.seq } });

  const back = { ...change, value: null, seq: entry.seq };
  await body(await api.call(bureau, 'POST', `${PATH}/entries`, back));
  await city.settled();
  expect((await city.duties.clauseAt('CHEM-1.3', city.today())).status).toBe('needsParameter');
  expect((await shown()).status).toBe('needsParameter');
  expect(city.applying).toBe(null);
  expect(api.faults).toEqual([]);
});

test('a county decides for itself alone, and sees of a change what is its own', async () => {
  const api = await testApi();
  const county = bureauOf('371728');
  const { seq, parameter } = await body<One>(await api.call(county, 'GET', PATH));
  expect(parameter.value).not.toBe('P3M');
  const change = { value: 'P3M', from: '2024-01-01', jurisdiction: '371728', reason: '本县', seq };
  for (const jurisdiction of [null, '371721', '371700']) {
    for (const path of ['preview', 'entries']) {
      const answer = await api.call(county, 'POST', `${PATH}/${path}`, { ...change, jurisdiction });
      expect(answer.status).toBe(403);
    }
  }
  const city = bureauOf('371700');
  const everywhere = { ...change, jurisdiction: null };
  const all = await body<Preview>(await api.call(city, 'POST', `${PATH}/preview`, everywhere));
  const own = await body<Preview>(await api.call(county, 'POST', `${PATH}/preview`, change));
  expect(own.changed).toBeGreaterThan(0);
  expect(own.changed).toBeLessThan(all.changed);
  await body(await api.call(county, 'POST', `${PATH}/entries`, change));
  await api.city.settled();
  const rows = await body<{ rows: ParameterRowShape[] }>(
    await api.call(county, 'GET', `/api/sys/parameters?division=371728&q=${NAME}`),
  );
  expect(rows.rows[0]).toMatchObject({ value: 'P3M', basis: 'division', jurisdiction: '371728' });
  const { duties } = await api.city.duties.clauseAt('CHEM-1.3', api.city.today());
  const quarters = duties.filter(({ period }) => /^\d{4}-Q\d$/.test(period ?? ''));
  expect(quarters.length).toBeGreaterThan(0);
  expect(quarters.every(({ jurisdiction }) => jurisdiction?.startsWith('371728'))).toBe(true);
});

test('only bureaus write, and only what fits', async () => {
  const api = shared();
  const change = { value: 'P1M', from: '2024-01-01', jurisdiction: null, reason: '试', seq: null };
  const reasoned = { ...change, reason: '试一试' };
  const leader = callerWith('L', { role: 'leader', nodeKind: 'division', node: '371700' });
  const firm = callerWith('E', { role: 'principal', nodeKind: 'enterprise', node: 'X' });
  for (const caller of [leader, firm]) {
    const answer = await api.call(caller, 'POST', `${PATH}/entries`, reasoned);
    expect(answer.status).toBe(403);
    expect((await api.call(caller, 'GET', '/api/sys/parameters')).status).toBe(200);
  }
  const bureau = bureauOf('371700');
  const odd = [change, { ...reasoned, value: 'soon' }, { ...reasoned, from: '2024-02-30' }];
  for (const each of odd) {
    expect((await api.call(bureau, 'POST', `${PATH}/entries`, each)).status).toBe(400);
  }
  const nothing = '/api/sys/parameters/no.such/entries';
  expect((await api.call(bureau, 'POST', nothing, reasoned)).status).toBe(404);
});

test('a profile is chosen by the city’s bureau and fills what is unset', async () => {
  const api = await testApi();
  const bureau = bureauOf('371700');
  const { seq } = await body<One>(await api.call(bureau, 'GET', PATH));
  const back = { value: null, from: '2024-01-01', jurisdiction: null, reason: '收回', seq };
  await body(await api.call(bureau, 'POST', `${PATH}/entries`, back));
  await api.city.settled();
  const unset = '/api/sys/parameters?unset=true';
  const open = await body<{ rows: ParameterRowShape[] }>(await api.call(bureau, 'GET', unset));
  expect(open.rows.map(({ name }) => name)).toContain(NAME);
  const { rows } = await body<{ rows: { id: string; added: number }[] }>(
    await api.call(bureau, 'GET', '/api/sys/profiles'),
  );
  expect(rows).toMatchObject([{ id: 'starter', added: 1 }]);
  const choose = '/api/sys/profiles/starter/choose';
  expect((await api.call(bureauOf('371728'), 'POST', choose)).status).toBe(403);
  expect(await body(await api.call(bureau, 'POST', choose))).toMatchObject({ added: 1 });
  await api.city.settled();
  const entries = await parameterEntries(api.db.app, { name: NAME });
  expect(entries.at(-1)).toMatchObject({ by: bureau.name, profile: 'starter' });
  expect((await api.city.duties.clauseAt('CHEM-1.3', api.city.today())).population).toBeGreaterThan(
    0,
  );
});

test('standards say how far they were checked, the calendar which days are worked', async () => {
  const api = shared();
  const admin = callerWith('A', { role: 'systemAdmin', nodeKind: 'division', node: '371700' });
  const { rows } = await body<{ rows: { id: string; edition: { dates: string } | null }[] }>(
    await api.call(admin, 'GET', '/api/sys/standards?asOf=2026-05-10'),
  );
  expect(new Set(rows.map(({ edition }) => edition?.dates))).toContain('recalled');
  expect(rows.find(({ id }) => id === 'special-work')?.edition).toMatchObject({
    number: 'GB 30871-2022',
    dates: 'verified',
  });
  const calendar = await body<{ days: { day: string; kind: string }[]; announced: boolean }>(
    await api.call(admin, 'GET', '/api/sys/calendar?year=2024'),
  );
  expect(calendar.announced).toBe(true);
  expect(calendar.days).toContainEqual({ day: '2024-10-01', kind: 'off' });
  expect(calendar.days).toContainEqual({ day: '2024-10-12', kind: 'worked' });
});
