import { expect, test } from 'vitest';
import type { TestApi } from '../../../tests/support/api.ts';
import { bureauOf, callerWith, testApi } from '../../../tests/support/api.ts';
import { CITY, get } from '../../../tests/support/overview.ts';
import { readStandards } from '../plan/index.ts';
import type { BaseMaps } from './base-map-contract.ts';

const admin = callerWith('admin', { role: 'systemAdmin', nodeKind: 'division', node: CITY });
const PATH = '/api/sys/base-maps';

/** The counties as they ship, as if somebody had approved them. */
function counties(): { type: string; features: { properties: { code: string } }[] } {
  const read = readStandards();
  return (read.ok ? read.value.files.get('trade-heze-schematic.geojson') : null) as never;
}

function upload(api: TestApi, content: unknown, given: object = {}, caller = admin) {
  const form = new FormData();
  const values = {
    name: '政区图',
    approval: '鲁S（2024）026号',
    attribution: '省地图院',
    ...given,
  };
  for (const [name, value] of Object.entries(values)) form.append(name, value);
  form.append('file', new Blob([JSON.stringify(content)]), 'map.geojson');
  return api.call(caller, 'POST', PATH, form);
}

interface MapView {
  readonly approval: string | null;
  readonly attribution: string | null;
  readonly boundaries: { readonly features: readonly unknown[] };
}
const shown = (api: TestApi) =>
  get<MapView>(api, bureauOf(CITY), '/api/map?asOf=2024-06-30&metric=monitoring-online');

test('an approved base map is checked, put in force with its number, taken back, audited', async () => {
  const api = await testApi();
  const { features, type } = counties();
  const refusals = [
    await upload(api, { type, features: features.slice(1) }),
    await upload(api, 'no map'),
    await upload(api, { type, features }, { approval: '1234' }),
    await upload(api, { type, features }, {}, bureauOf(CITY)),
  ];
  expect(refusals.map(({ status }) => status)).toEqual([422, 422, 400, 403]);
  const [lacking] = refusals;
  expect(await lacking?.json()).toMatchObject({ code: 'not-a-base-map' });
  const added = await upload(api, { type, features });
  expect(added.status).toBe(200);
  const map = (await added.json()) as { id: string };
  expect(map).toMatchObject({ approval: '鲁S(2024)026号', areas: 9, inForce: false });
  expect(await shown(api)).toMatchObject({ approval: null, attribution: null });

  const choose = (seq: number) =>
    api.call(admin, 'POST', `${PATH}/choice`, { baseMap: map.id, seq });
  expect((await choose(0)).status).toBe(200);
  // Somebody else chose meanwhile: what stands now comes with the refusal.
  const late = await choose(0);
  expect(late.status).toBe(409);
  const now = await get<BaseMaps>(api, admin, PATH);
  expect(now.rows.map(({ inForce }) => inForce)).toEqual([true]);
  const drawn = await shown(api);
  expect(drawn).toMatchObject({ approval: '鲁S(2024)026号', attribution: '省地图院' });
  expect(drawn.boundaries.features).toHaveLength(9);

  expect((await api.call(admin, 'POST', `${PATH}/undo`, { seq: now.seq })).status).toBe(200);
  expect(await shown(api)).toMatchObject({ approval: null, attribution: null });
  const { rows } = await api.db.owner.query<{ detail: object }>(
    `select detail from identity.audit where action = 'setting' and object = 'base-map' order by pos`,
  );
  expect(rows.map(({ detail }) => detail)).toEqual([
    { added: '政区图', approval: '鲁S(2024)026号' },
    { chosen: map.id },
    { undone: now.seq },
  ]);
  expect(api.faults).toEqual([]);
}, 120_000);
