import { describe, expect, test } from 'vitest';
import type { TestApi } from '../../../tests/support/api.ts';
import { bureauOf, callerWith, readApi, testApi } from '../../../tests/support/api.ts';
import { formatDay } from '../../kernel/calendar.ts';
import { must } from '../../kernel/result.ts';
import type {
  AuthorityView,
  Change,
  EnterpriseFile,
  Field,
  RecordList,
  Timeline,
} from './model.ts';

const shared = readApi();

const city = bureauOf('371700');
/** As the city stands today. */
const nowIn = (api: TestApi): string => {
  const at = `'${formatDay(api.city.today())} 23:59:59.999+08'`;
  return `vf <= ${at} and vt > ${at}`;
};

async function ask<T>(api: TestApi, path: string, caller = city): Promise<T> {
  const response = await api.call(caller, 'GET', path);
  const body = await response.json();
  expect(response.status, `${path} ${JSON.stringify(body)} ${api.faults}`).toBe(200);
  return body as T;
}

/** Types that name an enterprise among others, or by a path of their own. */
const FOR_MANY = new Set(['notice', 'campaign', 'attestation']);

/** The enterprise with the most hazards. */
async function busiest(api: TestApi): Promise<string> {
  const { rows } = await api.db.owner.query<{ id: string }>(
    `select enterprise as id from rec.hazard where ${nowIn(api)} and live group by 1 order by count(*) desc, 1 limit 1`,
  );
  return must(rows[0], 'an enterprise with hazards').id;
}

const field = (file: Pick<EnterpriseFile, 'groups'>, name: string): Field =>
  must(
    file.groups.flatMap(({ fields }) => fields).find((each) => each.name === name),
    name,
  );

describe('the file of an enterprise', () => {
  test('holds each attribute once, in words, with its source; counts are those of the lists', async () => {
    const api = shared();
    const id = await busiest(api);
    const file = await ask<EnterpriseFile>(api, `/api/enterprises/${id}`);
    const names = file.groups.flatMap(({ fields }) => fields.map(({ name }) => name));
    expect(new Set(names).size).toBe(names.length);
    const name = field(file, 'name');
    expect(name).toMatchObject({ origin: 'stated', label: { zh: '企业名称' }, value: file.name });
    expect(name.source).toMatchObject({ recorder: 'demo', late: true });
    expect(field(file, 'productionState').text?.zh).toMatch(/正常生产|停产|关闭/);
    expect(field(file, 'majorHazard').origin).toMatch(/derived|default/);
    expect(field(file, 'jurisdiction').links[0]).toMatchObject({ type: 'jurisdiction' });
    for (const { type, count } of file.counts.filter((each) => each.count <= 200)) {
      const list = await ask<RecordList>(api, `/api/enterprises/${id}/records/${type}?limit=200`);
      expect([type, list.rows.length]).toEqual([type, count]);
    }
  });

  test('as of a day it is what was true then', async () => {
    const api = await testApi();
    const id = await busiest(api);
    const now = await ask<EnterpriseFile>(api, `/api/enterprises/${id}`);
    const stated = await api.city.state(city, [
      { type: 'enterprise', record: id, at: '2025-05-01', set: { name: '后来的名字' } },
    ]);
    expect(stated.ok).toBe(true);
    const before = await ask<EnterpriseFile>(api, `/api/enterprises/${id}?asOf=2025-04-30`);
    const after = await ask<EnterpriseFile>(api, `/api/enterprises/${id}?asOf=2025-05-01`);
    expect([before.name, after.name]).toEqual([now.name, '后来的名字']);
    expect(field(after, 'name').source).toMatchObject({ recorder: city.user, late: true });
    const { changes } = await ask<{ changes: Change[] }>(
      api,
      `/api/records/enterprise/${id}/history?attribute=name`,
    );
    expect(changes[0]?.values[0]).toMatchObject({
      from: { value: now.name },
      to: { value: '后来的名字' },
    });
    const early = await api.call(city, 'GET', `/api/enterprises/${id}?asOf=2023-12-31`);
    expect(early.status).toBe(400);
  });

  test('its lists and its timeline page without loss, in order', async () => {
    const api = shared();
    const id = await busiest(api);
    const whole = await ask<Timeline>(api, `/api/enterprises/${id}/timeline?limit=200`);
    const moments = whole.rows.map(({ moment }) => moment);
    expect(moments).toEqual([...moments].sort().reverse());
    const paged: string[] = [];
    let next: string | null = '';
    while (next !== null && paged.length < 200) {
      const cursor: string = next && `&cursor=${next}`;
      const page: Timeline = await ask(api, `/api/enterprises/${id}/timeline?limit=37${cursor}`);
      paged.push(...page.rows.map((row) => `${row.type}/${row.id}`));
      next = page.next;
    }
    const all = whole.rows.map((row) => `${row.type}/${row.id}`);
    expect(paged.slice(0, all.length)).toEqual(all);
    const hazards = await ask<Timeline>(api, `/api/enterprises/${id}/timeline?types=hazard`);
    expect(new Set(hazards.rows.map(({ type }) => type))).toEqual(new Set(['hazard']));
  });

  test('every record of it opens, and shows its certificate numbers in part', async () => {
    const api = shared();
    const id = await busiest(api);
    const file = await ask<EnterpriseFile>(api, `/api/enterprises/${id}`);
    for (const { type } of file.counts.filter(({ count }) => count > 0)) {
      const list = await ask<RecordList>(api, `/api/enterprises/${id}/records/${type}?limit=1`);
      const record = must(list.rows[0], type).id;
      const path = `/api/records/${type}/${encodeURIComponent(record)}`;
      const answer = await ask<EnterpriseFile>(api, path);
      if (!FOR_MANY.has(type)) expect(answer.enterprise?.id, type).toBe(id);
      await ask(api, `${path}/history`);
    }
    const { rows } = await api.db.owner.query<{ id: string; no: string }>(
      `select id, "certificateNo" no from rec.person where ${nowIn(api)} and live and "certificateNo" is not null limit 1`,
    );
    const { id: person, no } = must(rows[0], 'a certificate');
    for (const part of ['', '/history']) {
      const text = JSON.stringify(await ask(api, `/api/records/person/${person}${part}`));
      expect(text).not.toContain(no);
    }
  });

  test('the authority’s view counts the duties of the enterprise and of its records', async () => {
    const api = shared();
    const id = await busiest(api);
    await api.city.duties.settle();
    const { rows } = await api.db.owner.query<{ n: number }>(
      `select count(*) as n from duty.span d where ${nowIn(api)} and status = 3 and (subject = $1
       or subject in (select s.subject from identity.record_scope s
         join identity.anchor a on a.id = s.anchor
         where a.enterprises = array[$2]))`,
      [`enterprise/${id}`, id],
    );
    const view = await ask<AuthorityView>(api, `/api/enterprises/${id}/authority-view`);
    expect(view.duties.counts.overdue).toBe(rows[0]?.n);
    expect(view.duties.rows.every(({ status }) => status !== 'met')).toBe(true);
    expect(view.visits.length).toBeGreaterThan(0);
    const principal = callerWith('P', { role: 'principal', nodeKind: 'enterprise', node: id });
    const own = await ask<AuthorityView>(api, `/api/enterprises/${id}/authority-view`, principal);
    expect(own.duties.counts).toEqual(view.duties.counts);
  });

  test('outside the scope it is as if it were not there', async () => {
    const api = shared();
    const id = await busiest(api);
    const other = callerWith('Q', { role: 'principal', nodeKind: 'enterprise', node: 'E-0' });
    for (const path of [
      `/api/enterprises/${id}`,
      `/api/enterprises/${id}/records/hazard`,
      `/api/enterprises/${id}/timeline`,
      `/api/enterprises/${id}/authority-view`,
      `/api/records/enterprise/${id}`,
      `/api/records/enterprise/${id}/history`,
    ]) {
      const there = await api.call(other, 'GET', path);
      const nowhere = await api.call(other, 'GET', path.replace(id, 'E-NOWHERE'));
      expect(there.status, path).toBe(403);
      expect(await there.json()).toEqual(await nowhere.json());
    }
  });
});
