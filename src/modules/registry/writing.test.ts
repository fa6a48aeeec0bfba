import { describe, expect, test } from 'vitest';
import type { TestApi } from '../../../tests/support/api.ts';
import { bureauOf, callerWith, readApi, testApi } from '../../../tests/support/api.ts';
import { must } from '../../kernel/result.ts';
import type { Caller } from '../identity/index.ts';
import type { Form, Written } from './contract.ts';
import type { Change, RecordAnswer } from './model.ts';

const shared = readApi();

const city = bureauOf('371700');

async function someFirm(api: TestApi): Promise<{ id: string; name: string; jurisdiction: string }> {
  const { rows } = await api.db.owner.query<{ id: string; name: string; jurisdiction: string }>(
    `select id, name, jurisdiction from rec.enterprise where vt = 'infinity' and live and vf < '2026-06-01' order by id limit 1`,
  );
  return must(rows[0], 'an enterprise');
}

const managerOf = (id: string): Caller =>
  callerWith(`manager-${id}`, { role: 'safetyManager', nodeKind: 'enterprise', node: id });

async function ask<T>(
  api: TestApi,
  caller: Caller,
  method: string,
  path: string,
  body?: unknown,
): Promise<{ status: number; body: T }> {
  const response = await api.call(caller, method, path, body);
  return { status: response.status, body: (await response.json()) as T };
}

interface Refused {
  readonly code: string;
  readonly fields?: readonly { readonly path: string }[];
  readonly current?: { readonly version: number; readonly changed: { readonly recorder: string } };
}

const fieldIn = async (api: TestApi, type: string, id: string, name: string) => {
  const path = `/api/records/${type}/${encodeURIComponent(id)}`;
  const { body } = await ask<RecordAnswer>(api, city, 'GET', path);
  return body.groups.flatMap(({ fields }) => fields).find((field) => field.name === name);
};

describe('forms', () => {
  test('arrive filled, each field with its source and whether it is yours', async () => {
    const api = shared();
    const firm = await someFirm(api);
    const manager = managerOf(firm.id);
    const { body } = await ask<Form>(api, manager, 'GET', `/api/forms/enterprise/${firm.id}`);
    const of = (name: string) =>
      must(
        body.fields.find((f) => f.name === name),
        name,
      );
    expect(of('name')).toMatchObject({ value: firm.name, may: true, required: true });
    expect(of('name').source?.recorder).toBe('demo');
    expect(of('risk')).toMatchObject({
      may: false,
      help: { zh: '由应急管理部门、行业监管科室填写' },
    });
    expect(of('gradeColour').may).toBe(false);
    expect(of('scale').codes.map(({ code }) => code)).toContain('small');
  });

  test('an edit becomes a fact; the second of two on one version meets a conflict', async () => {
    const api = await testApi();
    const { id } = await someFirm(api);
    const manager = managerOf(id);
    const { body: form } = await ask<Form>(api, manager, 'GET', `/api/forms/enterprise/${id}`);
    const path = `/api/records/enterprise/${id}`;
    const edit = (employees: number, version: number) =>
      ask<Written & Refused>(api, manager, 'PATCH', path, { version, set: { employees } });
    const both = await Promise.all([edit(77, form.version), edit(78, form.version)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const done = must(
      both.find(({ status }) => status === 200),
      'done',
    ).body;
    const lost = must(
      both.find(({ status }) => status === 409),
      'conflict',
    ).body;
    expect(lost).toMatchObject({
      code: 'conflict',
      current: { version: done.version, changed: { recorder: manager.user } },
    });
    const value = await fieldIn(api, 'enterprise', id, 'employees');
    expect([77, 78]).toContain(value?.value);
    expect(value?.source?.recorder).toBe(manager.user);
  });

  test('what is stated again after something else holds again: of one moment the last', async () => {
    const api = await testApi();
    const { id } = await someFirm(api);
    const path = `/api/records/enterprise/${id}`;
    let { version } = (await ask<Form>(api, city, 'GET', `/api/forms/enterprise/${id}`)).body;
    for (const employees of [71, 72, 71]) {
      const change = { version, at: '2026-06-01', set: { employees } };
      version = (await ask<Written>(api, city, 'PATCH', path, change)).body.version;
      expect((await fieldIn(api, 'enterprise', id, 'employees'))?.value).toBe(employees);
    }
  });

  test('a change of yesterday keeps both times, and is taken back for all of time', async () => {
    const api = await testApi();
    const { id, name } = await someFirm(api);
    const path = `/api/records/enterprise/${id}`;
    const { body: form } = await ask<Form>(api, city, 'GET', `/api/forms/enterprise/${id}`);
    const change = { version: form.version, at: '2026-06-01', set: { name: '补录的名字' } };
    const { body: edited } = await ask<Written>(api, city, 'PATCH', path, change);
    const { body: history } = await ask<{ changes: Change[]; undoable: boolean }>(
      api,
      city,
      'GET',
      `${path}/history?attribute=name`,
    );
    expect(history.changes[0]?.source).toMatchObject({
      at: '2026-06-01T00:00:00+08:00',
      late: true,
    });
    expect(history.undoable).toBe(true);
    const undo = { version: edited.version };
    const strange = await ask<Refused>(api, managerOf(id), 'POST', `${path}/undo`, undo);
    expect([strange.status, strange.body.code]).toEqual([403, 'forbidden']);
    expect((await ask(api, city, 'POST', `${path}/undo`, undo)).status).toBe(200);
    expect((await fieldIn(api, 'enterprise', id, 'name'))?.value).toBe(name);
    const { body: then } = await ask<RecordAnswer>(api, city, 'GET', `${path}?asOf=2026-06-02`);
    expect(then.name).toBe(name);
  });

  test.each<[string, Record<string, unknown>, string]>([
    ['manager', { risk: 'prominent' }, 'set.risk'],
    ['manager', { employees: -4 }, 'set.employees'],
    ['manager', { nonsense: 1 }, 'set.nonsense'],
    ['bureau', { gradeColour: 'blue' }, 'set.gradeColour'],
    ['bureau', { longitude: 12.5 }, 'set.longitude'],
    ['bureau', { park: 'PARK-NOWHERE' }, 'set.park'],
    ['bureau', { name: '' }, 'set.name'],
  ])('%s is told at the field: %j', async (who, set, field) => {
    const api = shared();
    const { id } = await someFirm(api);
    const caller = who === 'manager' ? managerOf(id) : city;
    const { body: form } = await ask<Form>(api, caller, 'GET', `/api/forms/enterprise/${id}`);
    const path = `/api/records/enterprise/${id}`;
    const refused = await ask<Refused>(api, caller, 'PATCH', path, { version: form.version, set });
    expect([refused.status, refused.body.fields?.map((f) => f.path)]).toEqual([400, [field]]);
    const later = { version: form.version, at: '2999-01-01', set: { note: 'x' } };
    expect((await ask<Refused>(api, caller, 'PATCH', path, later)).body.fields?.[0]?.path).toBe(
      'at',
    );
  });
});

describe('records of one’s own', () => {
  test('an enterprise adds a facility, ends it, takes the end back; another county sees none of it', async () => {
    const api = await testApi();
    const firm = await someFirm(api);
    const manager = managerOf(firm.id);
    const set = { name: '新建一号罐区', kind: 'tankFarm' };
    const made = await ask<Written>(api, manager, 'POST', '/api/records/facility', { set });
    expect(made.status).toBe(200);
    const { id, version } = made.body;
    const path = `/api/records/facility/${id}`;
    expect((await fieldIn(api, 'facility', id, 'enterprise'))?.links[0]?.id).toBe(firm.id);
    const found = await ask<{ rows: { id: string }[] }>(
      api,
      manager,
      'GET',
      `/api/search?q=${encodeURIComponent('一号罐区')}`,
    );
    expect(found.body.rows.map((r) => r.id)).toContain(id);
    const stranger = managerOf('91350100M000100Y43');
    for (const [method, target, body] of [
      ['GET', path, undefined],
      ['PATCH', path, { version, set: { name: 'x' } }],
      ['POST', `${path}/retire`, { version, reason: '拆除' }],
    ] as const) {
      const refused = await ask<Refused>(api, stranger, method, target, body);
      expect([refused.status, refused.body.code], target).toEqual([403, 'not-visible']);
    }
    const reason = '已拆除';
    const ended = await ask<Written>(api, manager, 'POST', `${path}/retire`, { version, reason });
    expect(ended.status).toBe(200);
    expect((await ask<RecordAnswer>(api, city, 'GET', path)).body.live).toBe(false);
    const undo = { version: ended.body.version };
    expect((await ask(api, manager, 'POST', `${path}/undo`, undo)).status).toBe(200);
    expect((await ask<RecordAnswer>(api, city, 'GET', path)).body.live).toBe(true);
  });

  test('the bureau registers an enterprise by its code, once, in its own county', async () => {
    const api = await testApi();
    const { jurisdiction } = await someFirm(api);
    const bureau = bureauOf(jurisdiction);
    const set = { name: '新登记企业', industry: ['trade'], jurisdiction };
    const id = '91350100M000100Y43';
    const post = (caller: Caller, body: unknown) =>
      ask<Written & Refused>(api, caller, 'POST', '/api/records/enterprise', body);
    const wrong = await post(bureau, { id: '91350100M000100Y44', set });
    expect(wrong.body.fields?.[0]?.path).toBe('id');
    expect((await post(managerOf(id), { id, set })).body.code).toBe('forbidden');
    expect((await post(bureau, { id, set })).status).toBe(200);
    expect((await post(bureau, { id, set })).body.code).toBe('conflict');
    const all = await ask<{ rows: { id: string }[] }>(api, bureau, 'GET', '/api/enterprises?q=xdj');
    expect(all.body.rows.map((r) => r.id)).toEqual([id]);
  });

  test('a certificate’s number is shown in whole to who asks, and that is written down', async () => {
    const api = await testApi();
    const { rows } = await api.db.owner.query<{ id: string; no: string }>(
      `select id, "certificateNo" no from rec.person where vt = 'infinity' and live and "certificateNo" is not null
       and vf < '2026-06-01' order by id limit 1`,
    );
    const { id, no } = must(rows[0], 'a certificate');
    const body = { attribute: 'certificateNo', reason: '核对证书' };
    const shown = await ask<{ value: string }>(
      api,
      city,
      'POST',
      `/api/records/person/${id}/reveal`,
      body,
    );
    expect(shown.body.value).toBe(no);
    const { rows: noted } = await api.db.owner.query<{ account: string; object: string }>(
      `select account, object from identity.audit where action = 'reveal'`,
    );
    expect(noted).toEqual([{ account: city.user, object: `person/${id}` }]);
  });
});
