import { expect, test } from 'vitest';
import { bureauOf } from '../../../tests/support/api.ts';
import type { World } from '../../../tests/support/reporting.ts';
import {
  act,
  dutyOf,
  get,
  NAME,
  newest,
  reported,
  send,
  shown,
  TEXT,
  world,
} from '../../../tests/support/reporting.ts';
import type { ReportRow, ReportWhole } from './contract.ts';

const TIMEOUT = { timeout: 240_000 };

test(
  'from a citizen without a script to the answer and the reward, with the duty met',
  TIMEOUT,
  async () => {
    const w = await world();
    const { api, bureau, officer, enterprise, today } = w;
    const ticket = await reported(w);
    const row = await newest(w, bureau);
    expect(row).toMatchObject({ date: today, stage: { code: 'received' }, overdue: false });
    const whole = await get<ReportWhole>(api, bureau, `/api/tips/${row.id}`);
    expect(whole).toMatchObject({
      content: { place: '某某机械厂', text: TEXT, photo: true, kind: { code: 'fire' } },
      ...{ named: true, mayReveal: true, limits: [{ confidence: 'recalled' }] },
    });
    expect(JSON.stringify(whole)).not.toContain(NAME);
    await act(w, bureau, row.id, 'accept', { set: { topic: 'major-hazard', enterprise } });
    // TRADE-S3.2: 举报重大事故隐患, handled.
    expect(await dutyOf(w, 'TRADE-S3.2', row.id)).not.toBe(0);
    const { hazard } = await act(w, officer, row.id, 'check', {
      set: { result: 'true', verifiedOn: today, hazardText: '配电室内有烟头，未设禁烟标志' },
    });
    expect(hazard).toMatch(/^HZ-/);
    await act(w, bureau, row.id, 'answer', { told: '已责令企业整改，感谢您的监督' });
    expect(await dutyOf(w, 'TRADE-S3.2', row.id)).toBe(0);
    const asked = await send(w, '/r/q', { ...ticket, note: '今天又看见一次' });
    expect(asked.status).toBe(200);
    expect(shown(asked.text, 'state')).toBe('已答复');
    expect(asked.text).toContain('已责令企业整改');
    expect(asked.text).toContain('今天又看见一次');
    const working = await get<{ amount: number }>(
      api,
      bureau,
      `/api/tips/${row.id}/working?fine=20000`,
    );
    expect(working.amount).toBe(10_000);
    const reward = { fine: 20_000 };
    await expect(
      act(w, bureau, row.id, 'reward', { set: { amount: 9_000 }, reward }),
    ).rejects.toThrow('说明理由');
    await act(w, bureau, row.id, 'reward', { set: { amount: 10_000 }, reward });
    const paid = await send(w, '/r/q', { code: ticket.code.toLowerCase(), pin: ticket.pin });
    expect(paid.text).toContain('10000');
    expect(shown(paid.text, 'state')).toBe('已奖励');
    const done = await get<ReportWhole>(api, bureau, `/api/tips/${row.id}`);
    expect(done.steps.map((step) => step.act)).toEqual([
      ...['receive', 'accept', 'check', 'answer', 'note', 'reward'],
    ]);
    expect(done).toMatchObject({ row: { amount: 10_000 }, content: { notes: ['今天又看见一次'] } });
    expect(done.next).toEqual([]);
    await lateAndPassedOn(w);
    expect(api.faults).toEqual([]);
  },
);

/** A limit that has passed is shown and counted; whoever is not the one to handle it passes it on. */
async function lateAndPassedOn(w: World): Promise<void> {
  const { api, bureau, county } = w;
  const city = bureauOf('371700');
  type Figures = { total: number; overdue: number };
  const counted = (): Promise<Figures> => get(api, bureau, '/api/tips/figures');
  const before = await counted();
  const ticket = await reported(w);
  const { id } = await newest(w, bureau);
  expect(await counted()).toEqual(
    expect.objectContaining({ total: before.total + 1, overdue: before.overdue }),
  );
  await api.db.owner.query(`update reports.step set due = '2026-11-23' where report = $1`, [id]);
  expect((await counted()).overdue).toBe(before.overdue + 1);
  const late = await get<{ rows: ReportRow[]; total: number }>(
    api,
    bureau,
    '/api/tips?overdue=true',
  );
  expect(late).toMatchObject({ rows: [{ id, overdue: true }], total: 1 });
  const passedTo = { passedTo: '市应急管理局', division: '371700' };
  await act(w, bureau, id, 'pass', { set: passedTo, told: '属市级职责' });
  expect((await api.call(bureau, 'GET', `/api/tips/${id}`)).status).toBe(403);
  const whole = await get<ReportWhole>(api, city, `/api/tips/${id}`);
  expect(whole).toMatchObject({ row: { stage: { code: 'received' }, overdue: false } });
  expect(whole.row.due).toMatch(/^2026-12/);
  expect((await send(w, '/r/q', { ...ticket })).text).toContain('属市级职责');
  // Two who look at the same step: the second one is told.
  const body = { act: 'accept', version: whole.version, set: { topic: 'hazard' } };
  const both = [1, 2].map(() => api.call(city, 'POST', `/api/tips/${id}/acts`, body));
  expect((await Promise.all(both)).map(({ status }) => status).sort()).toEqual([200, 409]);
  expect(county).not.toBe('371700');
}
