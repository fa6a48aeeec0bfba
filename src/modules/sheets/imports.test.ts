import { expect, test } from 'vitest';
import type { World } from '../../../tests/support/sheets.ts';
import { begin, Importing, recordOf } from '../../../tests/support/sheets.ts';
import { workbookFile } from '../../../tests/support/workbook-files.ts';
import { wpsWorkbook } from '../../../tests/support/wps-workbook.ts';
import { formatDay } from '../../kernel/calendar.ts';
import { must } from '../../kernel/result.ts';
import type { Standing } from '../identity/index.ts';
import { SheetImports } from './index.ts';

const hazard = (enterprise: string, more: Record<string, string | number | Date> = {}) => ({
  企业: enterprise,
  来源: '企业自查',
  发现日期: '2026年5月6日',
  ...more,
});

/** Template → filled in → checked → facts → undone. */
async function roundTrip({ api, mine, at }: World): Promise<void> {
  const file = await at.filled(
    hazard(mine.id, { 备注: '法兰泄漏', 发现日期: new Date('2026-05-06') }),
    hazard(mine.name, { 类别: '管理' }),
    { ...hazard(mine.id), 来源: '听说', 企业: '' },
  );
  const checked = await at.checked(file);
  expect(checked).toMatchObject({
    state: 'checked',
    counts: { new: 2, change: 0, same: 0, error: 1 },
    notices: [],
  });
  const [wrong] = await at.rows(checked.id, 'state=error');
  expect(wrong?.row).toBe(7);
  expect(wrong?.errors.map(({ message }) => message.zh)).toEqual([
    expect.stringContaining('“听说”不在可选项中'),
    '缺少企业',
  ]);
  const done = await at.step(checked.id, 'commit');
  expect(done).toMatchObject({ state: 'imported', outcomes: { imported: 2, refused: 0 } });
  expect(done.undoUntil).not.toBeNull();
  const rows = await at.rows(checked.id, 'outcome=imported');
  const record = must(rows[0], 'a row').record;
  expect((await recordOf(api, 'hazard', record))?.r).toMatchObject({
    enterprise: mine.id,
    foundOn: '2026-05-06',
    stage: 'reported',
    note: '法兰泄漏',
  });
  const undone = await at.step(checked.id, 'undo');
  expect(undone).toMatchObject({ state: 'undone', outcomes: { undone: 2, kept: 0 } });
  expect((await recordOf(api, 'hazard', record))?.live).toBe(false);
  expect(api.faults).toEqual([]);
}

/** Existing enterprises change; what is empty or the same is left; undoing restores. */
async function changes({ api, mine, at }: World): Promise<void> {
  const before = (await recordOf(api, 'enterprise', mine.id))?.r as Record<string, unknown>;
  const file = await at.filled(
    { 统一社会信用代码: mine.id, 企业名称: `${mine.name}（更名）`, 从业人数: '１２３' },
    {
      统一社会信用代码: '91371799MA0000NEW1',
      企业名称: '新办化工有限公司',
      所属区划: mine.county,
      行业: '化工、工贸',
    },
  );
  const checked = await at.checked(file);
  expect(checked.counts).toMatchObject({ new: 1, change: 1, error: 0 });
  const [changed] = await at.rows(checked.id, 'state=change');
  expect(changed?.changes).toEqual([
    expect.objectContaining({
      from: expect.objectContaining({ zh: mine.name }),
      to: expect.objectContaining({ zh: `${mine.name}（更名）` }),
    }),
    expect.objectContaining({ to: { zh: '123', en: '123' } }),
  ]);
  await at.step(checked.id, 'commit');
  const now = (await recordOf(api, 'enterprise', mine.id))?.r as Record<string, unknown>;
  expect(now).toMatchObject({ name: `${mine.name}（更名）`, employees: 123 });
  expect(now.industry).toEqual(before.industry);
  expect((await at.checked(file)).counts).toMatchObject({ new: 0, same: 2 });
  await at.step(checked.id, 'undo');
  const again = (await recordOf(api, 'enterprise', mine.id))?.r as Record<string, unknown>;
  expect([again.name, again.employees]).toEqual([before.name, before.employees]);
  expect((await recordOf(api, 'enterprise', '91371799MA0000NEW1'))?.live).toBe(false);
}

/** Headings of every kind, whoever wrote the file; other columns are left out. */
async function headings({ at, mine }: World): Promise<void> {
  for (const program of ['excel', 'wps', 'libreOffice', 'openXmlSdk'] as const) {
    const file = workbookFile(
      [
        ['曹县隐患排查台账'],
        ['序号', '社会信用代码', '隐患来源', '排查时间', '隐患描述', '责任科室'],
        [1, mine.id, '企业自查', '2026.4.9', '护栏缺失', '安全科'],
      ],
      { program },
    );
    const checked = await at.checked(file);
    expect(checked.headings.map(({ attribute }) => attribute)).toEqual([
      null,
      'enterprise',
      'source',
      'foundOn',
      'note',
      null,
    ]);
    expect(checked.counts).toMatchObject({ new: 1, error: 0 });
  }
}

/** As WPS saves it, with dates by its Chinese formats. */
async function fromWps({ at, mine }: World): Promise<void> {
  const row = [mine.id, '企业自查', { serial: 46121, style: 1 }, '护栏缺失'] as const;
  const checked = await at.checked(
    wpsWorkbook([['社会信用代码', '隐患来源', '排查时间', '隐患描述'], row]),
  );
  expect(checked.counts).toMatchObject({ new: 1, error: 0 });
}

/** A mapping of his own, what is missing, rows that repeat each other. */
async function mappings({ at, mine }: World): Promise<void> {
  const row = [mine.id, '企业自查', '2026-04-09'];
  const file = workbookFile([['哪家', '来源', '发现日期'], row, row]);
  const { answer } = await at.upload(file);
  expect(answer.missing).toEqual([expect.objectContaining({ zh: '企业' })]);
  const odd = await at.ask('PUT', `/imports/${answer.id}/mapping`, { mapping: ['name'] });
  expect([odd.status, odd.answer.code]).toEqual([400, 'bad-request']);
  const mapping = ['enterprise', 'source', 'foundOn'];
  const put = await at.ask('PUT', `/imports/${answer.id}/mapping`, { mapping });
  expect(put.answer.counts).toMatchObject({ new: 1, error: 1 });
  const [wrong] = await at.rows(answer.id, 'state=error');
  expect(wrong?.errors[0]?.message.zh).toBe('与第 2 行重复');
}

/** The file comes back with comments and a column that says why. */
async function givenBack({ at, mine }: World): Promise<void> {
  const checked = await at.checked(
    workbookFile([
      ['企业', '来源', '发现日期'],
      [mine.id, '企业自查', '昨天'],
      [mine.id, '企业自查', '2026-04-09'],
    ]),
  );
  const book = await at.file(`/imports/${checked.id}/errors.xlsx`);
  const sheet = must(book.worksheets[0], 'a sheet');
  expect(sheet.getCell('D1').value).toBe('错误说明');
  expect(sheet.getCell('D2').text).toMatch(/^发现日期：“昨天”不是日期/);
  expect(JSON.stringify(sheet.getCell('C2').note)).toContain('不是日期');
  expect(sheet.rowCount).toBe(3);
  await at.step(checked.id, 'commit');
  const left = await at.file(`/imports/${checked.id}/errors.xlsx`);
  expect(must(left.worksheets[0], 'a sheet').rowCount).toBe(2);
}

/** What somebody else changed since is kept and listed. */
async function keptByOthers({ api, mine, bureau, at }: World): Promise<void> {
  const file = workbookFile([
    ['信用代码', '企业名称', '所属区划', '行业', '企业地址'],
    [mine.id, '第一次改名', null, null, '甲路1号'],
    ['91371799MA0000NEW3', '新办', mine.county, '化工', '乙路2号'],
  ]);
  const { id } = await at.checked(file);
  await at.step(id, 'commit');
  const at2 = `${formatDay(api.city.today())}T23:59:58+08:00`;
  await api.city.state(bureau, [
    { type: 'enterprise', record: mine.id, at: at2, set: { name: '第二次改名' } },
    { type: 'enterprise', record: '91371799MA0000NEW3', at: at2, set: { employees: 9 } },
  ]);
  const undone = await at.step(id, 'undo');
  expect(undone.outcomes).toMatchObject({ undone: 0, kept: 2 });
  const kept = await at.rows(id, 'outcome=kept');
  expect(kept.map(({ errors }) => errors[0]?.message.zh)).toEqual([
    '导入后“企业名称”已被他人修改，未撤销',
    '导入后“从业人数”已被他人修改，未撤销',
  ]);
  expect((await recordOf(api, 'enterprise', mine.id))?.r).toMatchObject({
    name: '第二次改名',
    address: '甲路1号',
  });
}

/** Goes on after a restart, and states nothing twice. */
async function restarted({ api, at, mine, bureau }: World): Promise<void> {
  const rows = Array.from({ length: 1500 }, (_, n) => [
    mine.id,
    '企业自查',
    '2026-04-09',
    `第${n}条`,
  ]);
  const { id } = await at.checked(workbookFile([['企业', '来源', '发现日期', '备注'], ...rows]));
  await at.step(id, 'commit');
  const count = async () =>
    (await api.db.owner.query(`select count(*)::int n from rec.hazard where note ~ '^第\\d+条$'`))
      .rows[0]?.n;
  expect(await count()).toBe(1500);
  // As if the server had stopped after the facts, before anything was noted of the second part.
  await api.db.owner.query(
    `update sheets.import_row set outcome = null where import = $1 and row > 1001`,
    [id],
  );
  const faults: unknown[] = [];
  const restart = async (standing: Standing | null): Promise<string> => {
    await api.db.owner.query(`update sheets.import set state = 'importing' where id = $1`, [id]);
    const imports = new SheetImports(api.city);
    await imports.resume({ onFault: (e) => faults.push(e), standingOf: async () => standing });
    await imports.settled();
    return (await at.ask('GET', `/imports/${id}`)).answer.state;
  };
  // Whose account was closed meanwhile, his work does not go on.
  expect(await restart(null)).toBe('failed');
  expect(await restart(bureau)).toBe('imported');
  expect(faults).toEqual([]);
  const { answer } = await at.ask('GET', `/imports/${id}`);
  expect(answer).toMatchObject({ state: 'imported', outcomes: { imported: 1500, refused: 0 } });
  expect(await count()).toBe(1500);
  const again = await at.checked(workbookFile([['企业', '来源', '发现日期', '备注'], ...rows]));
  expect(again.notices.map(({ zh }) => zh)).toEqual([expect.stringContaining('同一文件已于')]);
}

/** The inventory of an installation: what the standard does not know is said at its cell. */
async function substances({ api, bureau, mine }: World): Promise<void> {
  const at = new Importing(api, bureau, 'substance');
  const { rows } = await api.db.owner.query<{ facility: string; enterprise: string }>(
    `select f.id facility, f.enterprise from rec.facility f
     join rec.enterprise e on e.id = f.enterprise
     where f.vt = 'infinity' and e.vt = 'infinity' and f.live
       and e.jurisdiction like $1 || '%' order by f.id limit 1`,
    [mine.county],
  );
  const { facility, enterprise } = must(rows[0], 'a facility');
  const line = (name: string, quantity: string | number, cas = '') => ({
    ...{ 所属企业: enterprise, '所在设施（单元）': facility },
    ...{ 物质名称: name, 设计最大量: quantity, CAS号: cas },
  });
  const file = await at.filled(
    line('丁二烯', 3.25, '106-99-0'),
    line('氯', '-2'),
    line('某物质', 5),
    line('氨', 5, '7664-41-8'),
  );
  const checked = await at.checked(file);
  expect(checked.counts).toMatchObject({ new: 1, error: 3 });
  const wrong = await at.rows(checked.id, 'state=error');
  expect(wrong.map(({ errors }) => errors[0]?.message.zh)).toEqual([
    expect.stringContaining('为负'),
    expect.stringContaining('危险性类别'),
    expect.stringContaining('校验位'),
  ]);
  await at.step(checked.id, 'commit');
  const [row] = await at.rows(checked.id, 'outcome=imported');
  const made = await recordOf(api, 'substance', must(row, 'a row').record);
  expect(made?.r).toMatchObject({ quantity: '3.25', facility, enterprise });
}

// A city takes seconds to open: what can share one does.
const SLOW = { timeout: 240_000 };

test(
  'a ledger of hazards comes in, from the template or any program, and is taken back',
  SLOW,
  async () => {
    const world = await begin('hazard');
    await headings(world);
    await fromWps(world);
    await mappings(world);
    await givenBack(world);
    await roundTrip(world);
  },
);

test('a ledger of enterprises changes those that are there', SLOW, async () => {
  const world = await begin('enterprise');
  await changes(world);
  await keptByOthers(world);
  await substances(world);
});

test('work in the background goes on after a restart, and states nothing twice', SLOW, async () => {
  await restarted(await begin('hazard'));
});
