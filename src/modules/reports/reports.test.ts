import { expect, test } from 'vitest';
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
import type { ReportWhole } from './contract.ts';

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
    expect(api.faults).toEqual([]);
  },
);
