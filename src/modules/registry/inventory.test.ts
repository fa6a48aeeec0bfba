import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenApi } from '../../../tests/support/api.ts';
import { bureauOf, callerWith, openTestApi } from '../../../tests/support/api.ts';
import { must } from '../../kernel/result.ts';
import type { Caller } from '../identity/index.ts';
import type { Written } from './contract.ts';
import type { Inventory } from './inventory-model.ts';

const city = bureauOf('371700');

interface Refused {
  readonly code: string;
  readonly fields?: readonly { readonly path: string; readonly message: { readonly zh: string } }[];
}

let api: OpenApi;
let site: { readonly id: string; readonly enterprise: string; readonly jurisdiction: string };
beforeAll(async () => {
  api = await openTestApi();
  const { rows } = await api.db.owner.query<typeof site>(
    `select f.id, f.enterprise, e.jurisdiction from rec.facility f
     join rec.enterprise e on e.id = f.enterprise
     where f.vt = 'infinity' and e.vt = 'infinity' and f.live and f."majorHazard" order by f.id limit 1`,
  );
  site = must(rows[0], 'a major hazard installation');
});
afterAll(() => api.close());

async function ask<T>(caller: Caller, method: string, path: string, body?: unknown) {
  const response = await api.call(caller, method, path, body);
  return { status: response.status, body: (await response.json()) as T };
}

const inventory = async (caller: Caller, query = '', id = site.id) =>
  (await ask<Inventory>(caller, 'GET', `/api/facilities/${id}/inventory${query}`)).body;
const managerOf = (id: string) =>
  callerWith(`manager-${id}`, { role: 'safetyManager', nodeKind: 'enterprise', node: id });
const stated = (body: Inventory, name: string) =>
  body.stated.find((field) => field.name === name)?.value;

describe('inventory of an installation', () => {
  test('comes with its level, the working and the sources of each figure', async () => {
    const body = await inventory(city);
    const computed = must(body.computed, 'a level');
    expect(body.lines).toHaveLength(2);
    const quantity = body.lines[0]?.fields.find(({ name }) => name === 'quantity');
    expect(quantity?.source?.recorder).toBe('demo');
    expect(body.agrees).toBe(computed.level === stated(body, 'majorHazardLevel'));
    expect(computed.items).toHaveLength(2);
    for (const { Q, sources } of computed.items) {
      expect(Q).toBeGreaterThan(0);
      expect(sources.Q?.table).toBe('表1');
    }
    expect(computed.working.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['Q', 'ratio', 'S', 'beta', 'alpha', 'R', 'level']),
    );
    expect(body).toMatchObject({ whyNot: null, mayChange: true });
  });

  test('a day before the plans has none', async () => {
    const early = await ask<Refused>(
      ...([city, 'GET', `/api/facilities/${site.id}/inventory?asOf=2023-12-31`] as const),
    );
    expect(early.status).toBe(400);
  });

  test('a line more changes the level; ended, it counts no more; another day keeps its own', async () => {
    const manager = managerOf(site.enterprise);
    const before = must((await inventory(manager)).computed, 'computed');
    const set = { facility: site.id, name: '磷化氢', cas: '7803-51-2', quantity: '12.50' };
    const made = await ask<Written>(manager, 'POST', '/api/records/substance', { set });
    expect(made.status).toBe(200);
    const more = await inventory(manager);
    expect(more.lines).toHaveLength(3);
    expect(more.computed).toMatchObject({ level: 1, S: expect.closeTo(before.S + 12.5, 6) });
    const line = must(more.lines.at(-1), 'the line');
    expect(line.fields.find(({ name }) => name === 'quantity')?.value).toBe('12.50');
    expect((await inventory(manager, '?asOf=2026-01-15')).lines).toHaveLength(2);
    const path = `/api/records/substance/${encodeURIComponent(line.id)}`;
    const ended = await ask<Written>(manager, 'POST', `${path}/retire`, {
      version: line.version,
      reason: '不再储存',
    });
    expect(ended.status).toBe(200);
    expect((await inventory(manager)).computed?.S).toBeCloseTo(before.S, 6);
  });

  test.each([
    ['quantity', '-3', '为负'],
    ['quantity', '三吨', '三吨'],
    ['cas', '7803-51-3', '校验位'],
    ['cas', '7553-56-2', '危险性类别'],
  ])('%s %s is refused at its field', async (name, value, words) => {
    const line = { facility: site.id, name: '某物质', cas: '7803-51-2', quantity: '1' };
    const set = { ...line, [name]: value };
    const refused = await ask<Refused>(city, 'POST', '/api/records/substance', { set });
    expect(refused.status).toBe(400);
    const fault = must(
      refused.body.fields?.find(({ path }) => path === `set.${name}`),
      JSON.stringify(refused.body),
    );
    expect(fault.message.zh).toContain(words);
  });

  test('what the unit holds already is not written twice', async () => {
    const held = (await inventory(city)).lines[0];
    const name = held?.fields.find((field) => field.name === 'name')?.value;
    const set = { facility: site.id, name, quantity: '1' };
    const refused = await ask<Refused>(city, 'POST', '/api/records/substance', { set });
    expect(refused.body.fields?.[0]).toMatchObject({ path: 'set.name' });
    expect(refused.body.fields?.[0]?.message.zh).toContain('同一物质');
  });

  test('outside the scope there is nothing to read and nothing to write', async () => {
    const elsewhere = site.jurisdiction.startsWith('371702') ? '371721' : '371702';
    const stranger = bureauOf(elsewhere);
    const path = `/api/facilities/${site.id}/inventory`;
    expect((await ask<Refused>(stranger, 'GET', path)).body.code).toBe('not-visible');
    const set = { facility: site.id, name: '氨', quantity: '1' };
    const refused = await ask<Refused>(stranger, 'POST', '/api/records/substance', { set });
    expect(refused.status).toBe(400);
    expect(refused.body.fields?.[0]?.path).toBe('set.facility');
    const line = must((await inventory(city)).lines[0], 'a line');
    const record = await ask<Refused>(stranger, 'GET', `/api/records/substance/${line.id}`);
    expect(record.body.code).toBe('not-visible');
  });
});

test('an enterprise begins what hangs on its facilities under its own name', async () => {
  const manager = managerOf(site.enterprise);
  const set = { name: '试验泵', facility: site.id, enterprise: site.enterprise };
  const made = await ask<Written>(manager, 'POST', '/api/records/equipment', { set });
  expect(made.status).toBe(200);
});
