import { expect, test } from 'vitest';
import { bureauOf } from '../../../tests/support/api.ts';
import type { World } from '../../../tests/support/sheets.ts';
import { begin, recordOf } from '../../../tests/support/sheets.ts';
import { workbookFile } from '../../../tests/support/workbook-files.ts';
import { addDays, formatDay } from '../../kernel/calendar.ts';
import { must } from '../../kernel/result.ts';

const SLOW = { timeout: 240_000 };
const DAY = '2025-03-10';
const HEADINGS = ['信用代码', '企业名称', '从业人数', '企业地址'];

/** Name, employees and address of the enterprise at the end of a day. */
async function onDay({ api, mine }: World, day: string): Promise<unknown[]> {
  const { rows } = await api.db.owner.query(
    `select name, employees, address from rec.enterprise where id = $1 and vf <= $2 and $2 < vt`,
    [mine.id, `${day}T23:59:59.999+08:00`],
  );
  return Object.values(must(rows[0], day));
}

test(
  'a file speaks of a day of its own; a mark takes values away; both are undone',
  SLOW,
  async () => {
    const world = await begin('enterprise');
    const { api, at, mine, bureau } = world;
    const later = '2025-09-01';
    const set = { employees: 50, address: '甲路1号' };
    await api.city.state(bureau, [
      { type: 'enterprise', record: mine.id, at: '2025-01-05', set: { ...set, employees: 30 } },
      { type: 'enterprise', record: mine.id, at: later, set: { employees: 50 } },
    ]);
    const before = { day: await onDay(world, DAY), later: await onDay(world, later) };
    const file = workbookFile([HEADINGS, [mine.id, null, 40, '【清空】']]);
    const checked = await at.checked(file, DAY);
    expect(checked).toMatchObject({ validFrom: DAY, counts: { change: 1, error: 0 } });
    expect(checked.notices[0]?.zh).toContain(`自 ${DAY} 起生效`);
    const [row] = await at.rows(checked.id, 'state=change');
    // Against what stood on that day, not against what stands now.
    expect(row?.changes.map(({ from, to }) => `${from.zh}→${to.zh}`).sort()).toEqual([
      '30→40',
      '甲路1号→（空）',
    ]);
    await at.step(checked.id, 'commit');
    expect(await onDay(world, '2025-03-09')).toEqual(before.day);
    expect((await onDay(world, DAY)).slice(1)).toEqual([40, null]);
    // What was stated for a later day stays; what nobody stated since follows.
    expect((await onDay(world, later)).slice(1)).toEqual([50, null]);
    const path = `/api/records/enterprise/${mine.id}/history?attribute=employees`;
    const history = (await (await api.call(bureau, 'GET', path)).json()) as {
      changes: { source: { at: string; late: boolean } }[];
    };
    expect(history.changes.map(({ source }) => source)).toContainEqual(
      expect.objectContaining({ at: `${DAY}T00:00:00+08:00`, late: true }),
    );
    const undone = await at.step(checked.id, 'undo');
    expect(undone.outcomes).toMatchObject({ undone: 1, kept: 0 });
    expect(await onDay(world, DAY)).toEqual(before.day);
    expect(await onDay(world, later)).toEqual(before.later);
    await refused(world);
    await fresh(world);
  },
);

/** Days that cannot be, values that must be, records that were not there yet. */
async function refused({ api, at, mine, bureau }: World): Promise<void> {
  const file = workbookFile([HEADINGS, [mine.id, '【清空】', null, null]]);
  const { answer } = await at.upload(file);
  const mapping = answer.headings.map(({ attribute }) => attribute);
  const tomorrow = formatDay(addDays(api.city.today(), 1));
  for (const validFrom of [tomorrow, '2023-12-31', '2025-02-30', 'soon']) {
    const put = await at.ask('PUT', `/imports/${answer.id}/mapping`, { mapping, validFrom });
    expect([validFrom, put.status]).toEqual([validFrom, 400]);
  }
  const checked = await at.checked(file);
  const [wrong] = await at.rows(checked.id, 'state=error');
  expect(wrong?.errors.map(({ message }) => message.zh)).toEqual(['企业名称必填，不能清空']);
  const code = '91371799MA0000NEW7';
  const set = { name: '后来的企业', jurisdiction: mine.county, industry: ['trade'] };
  await api.city.state(bureau, [{ type: 'enterprise', record: code, at: '2025-06-01', set }]);
  const early = await at.checked(workbookFile([HEADINGS, [code, null, 9, null]]), DAY);
  const [notYet] = await at.rows(early.id, 'state=error');
  expect(notYet?.errors.map(({ message }) => message.zh)).toEqual([
    expect.stringContaining('还不存在'),
  ]);
}

/** A record that begins on an earlier day, taken back for all of time. */
async function fresh({ api, at, mine }: World): Promise<void> {
  const code = '91371799MA0000NEW8';
  const head = [...HEADINGS, '所属区划', '行业'];
  const file = workbookFile([head, [code, '补录企业', 7, '【清空】', mine.county, '化工']]);
  const checked = await at.checked(file, DAY);
  expect(checked.counts).toMatchObject({ new: 1, error: 0 });
  await at.step(checked.id, 'commit');
  const seen = async (day: string): Promise<number> => {
    const path = `/api/enterprises/${code}?asOf=${day}`;
    return (await api.call(bureauOf('371700'), 'GET', path)).status;
  };
  expect([await seen('2025-03-09'), await seen(DAY)]).toEqual([403, 200]);
  await at.step(checked.id, 'undo');
  expect((await recordOf(api, 'enterprise', code))?.live).toBe(false);
  const { rows } = await api.db.owner.query(`select from rec.enterprise where id = $1 and live`, [
    code,
  ]);
  expect(rows).toEqual([]);
}
