import { expect, test } from 'vitest';
import type { World } from '../../../tests/support/reporting.ts';
import { act, get, newest, reported, world } from '../../../tests/support/reporting.ts';
import { must } from '../../kernel/result.ts';
import type { ReportWhole } from './contract.ts';

const TIMEOUT = { timeout: 240_000 };

/** Facts of reports, or steps, fail from now on: as if the server died there. */
async function failing({ api }: World, where: 'facts' | 'steps'): Promise<() => Promise<unknown>> {
  const { owner } = api.db;
  await owner.query(`create or replace function reports.dies() returns trigger language plpgsql as
    $$ begin raise exception 'died'; end $$`);
  const { rows } = await owner.query<{ section: number }>(
    `select section from ledger.published_type where type = 'report'`,
  );
  const section = Number(must(rows[0], 'the type is there').section);
  const [table, when] =
    where === 'facts' ? ['ledger.fact', `new.section = ${section}`] : ['reports.step', 'true'];
  await owner.query(
    `create trigger dies before insert on ${table} for each row when (${when}) execute function reports.dies()`,
  );
  return () => owner.query(`drop trigger dies on ${table}`);
}

async function hazardsOf({ api, enterprise }: World): Promise<number> {
  const { rows } = await api.db.owner.query<{ n: number }>(
    `select count(*)::int n from rec.hazard where "enterprise" = $1 and vt = 'infinity'`,
    [enterprise],
  );
  return rows[0]?.n ?? 0;
}

test(
  'a check that dies halfway and is tried again makes one hazard and one step',
  TIMEOUT,
  async () => {
    const w = await world();
    const { api, bureau, officer, enterprise, today } = w;
    await reported(w);
    const { id } = await newest(w, bureau);
    await act(w, bureau, id, 'accept', { set: { topic: 'hazard', enterprise } });
    const before = await hazardsOf(w);
    const { version } = await get<ReportWhole>(api, bureau, `/api/tips/${id}`);
    const set = { result: 'true', verifiedOn: today, hazardText: '安全出口锁闭' };
    const tried = (more: object = {}): Promise<Response> =>
      api.call(officer, 'POST', `/api/tips/${id}/acts`, {
        ...{ act: 'check', version, set: { ...set, ...more } },
      });
    for (const where of ['facts', 'steps'] as const) {
      const mended = await failing(w, where);
      expect((await tried()).status, where).toBe(500);
      await mended();
    }
    api.faults.length = 0;
    // In the end he judges it otherwise: what he says last stands.
    const done = await tried({ result: 'partly-true' });
    expect(done.status).toBe(200);
    const { hazard } = (await done.json()) as { hazard: string };
    expect(await hazardsOf(w)).toBe(before + 1);
    const whole = await get<ReportWhole>(api, bureau, `/api/tips/${id}`);
    expect(whole.steps.map((step) => step.act)).toEqual(['receive', 'accept', 'check']);
    expect(whole).toMatchObject({
      hazard: { id: hazard },
      row: { result: { code: 'partly-true' } },
    });
    await doorsClosed(w, id);
    expect(api.faults).toEqual([]);
  },
);

/** Nothing states a report or a reward beside its handling, and each refusal says why. */
async function doorsClosed(w: World, id: string): Promise<void> {
  const { api, bureau, officer, enterprise, at, today } = w;
  await act(w, bureau, id, 'answer', { told: '已整改' });
  await act(w, bureau, id, 'reward', { set: { amount: 500 }, told: '按线索价值' });
  const versionOf = async (type: string, record: string): Promise<number> =>
    (await get<{ version: number }>(api, bureau, `/api/records/${type}/${record}`)).version;
  const reward = { report: id, date: today, amount: 100_000, jurisdiction: w.county };
  const tried: [string, string, object][] = [
    ['POST', '/api/records/reward', { set: reward }],
    ['POST', '/api/records/report', { set: { date: today } }],
  ];
  for (const [type, record] of [
    ['reward', `${id}-rw`],
    ['report', id],
  ] as const) {
    const version = await versionOf(type, record);
    const one = `/api/records/${type}/${record}`;
    tried.push(
      ['PATCH', one, { version, set: type === 'reward' ? { amount: 1 } : { result: 'not-true' } }],
      ['POST', `${one}/undo`, { version }],
      ['POST', `${one}/retire`, { version, reason: '不要了' }],
    );
  }
  for (const caller of [bureau, officer, at('principal')]) {
    for (const [method, path, body] of tried) {
      const answer = await api.call(caller, method, path, body);
      expect([method, path, answer.status]).not.toContain(200);
      const told = JSON.stringify(await answer.json());
      if (caller === bureau)
        expect([path, told]).toEqual([path, expect.stringMatching(/流程|步骤/)]);
    }
  }
  for (const fact of [
    { type: 'reward', record: 'RW-X', at: today, set: reward },
    { type: 'report', record: id, at: today, set: { enterprise } },
    { type: 'report', record: id, at: today, retired: true },
  ]) {
    const { error } = (await api.city.state(bureau, [fact])) as { error?: object };
    expect(error).toMatchObject({
      code: 'forbidden',
      detail: { zh: expect.stringContaining('举报') },
    });
  }
  expect(await get<ReportWhole>(api, bureau, `/api/tips/${id}`)).toMatchObject({
    row: { amount: 500 },
  });
}
