import { expect, test } from 'vitest';
import { bureauOf, callerWith } from '../../../tests/support/api.ts';
import type { World } from '../../../tests/support/sheets.ts';
import { begin, Importing, recordOf } from '../../../tests/support/sheets.ts';
import { workbookFile } from '../../../tests/support/workbook-files.ts';

/** Rows outside the scope, as not visible, whether they are there or not. */
async function outside({ at, mine, theirs }: World): Promise<void> {
  const file = workbookFile([
    ['企业', '来源', '发现日期'],
    [mine.id, '企业自查', '2026-04-09'],
    [theirs.id, '企业自查', '2026-04-09'],
    [theirs.name, '企业自查', '2026-04-09'],
    ['91371799MA0NOWHERE', '企业自查', '2026-04-09'],
  ]);
  const checked = await at.checked(file);
  expect(checked.counts).toMatchObject({ new: 1, error: 3 });
  const rows = await at.rows(checked.id, 'state=error');
  const said = rows.map(({ errors }) => errors[0]?.message.zh.replaceAll(/“.*”/g, ''));
  expect(new Set(said)).toEqual(new Set(['没有找到企业，或不在您的数据范围内']));
}

/** Enterprises of other counties cannot be changed or made. */
async function otherEnterprises({ api, at, theirs }: World): Promise<void> {
  const file = workbookFile([
    ['信用代码', '企业名称', '所属区划', '行业'],
    [theirs.id, '改名', theirs.county, '化工'],
    ['91371799MA0000NEW2', '新办', theirs.county, '化工'],
  ]);
  const checked = await at.checked(file);
  expect(checked.counts).toMatchObject({ new: 0, change: 0, error: 2 });
  await at.step(checked.id, 'commit');
  expect((await recordOf(api, 'enterprise', theirs.id))?.r).toMatchObject({ name: theirs.name });
}

/** An import is its owner's alone, at every step. */
async function owned({ api, at, mine }: World): Promise<void> {
  const { id } = await at.checked(
    workbookFile([
      ['企业', '来源', '发现日期'],
      [mine.id, '企业自查', '2026-04-09'],
    ]),
  );
  const other = new Importing(api, bureauOf('371700'), 'hazard');
  const wrongType = new Importing(api, bureauOf(mine.county), 'drill');
  for (const who of [other, wrongType]) {
    for (const [method, path, body] of [
      ['GET', ''],
      ['GET', '/rows'],
      ['GET', '/errors.xlsx'],
      ['PUT', '/mapping', { mapping: ['enterprise'] }],
      ['POST', '/commit'],
      ['POST', '/undo'],
      ['DELETE', ''],
    ] as const) {
      const { status, answer } = await who.ask(method, `/imports/${id}${path}`, body);
      expect([method, path, status, answer.code]).toEqual([method, path, 403, 'not-visible']);
    }
    expect((await who.ask('GET', '/imports')).answer.rows).toEqual([]);
  }
  expect((await at.ask('GET', '/imports')).answer.rows.map((row) => row.id)).toEqual([id]);
}

/** Files that are no ledgers, each with its reason. */
async function noLedgers({ api, at }: World): Promise<void> {
  const drills = new Importing(api, bureauOf('371700'), 'drill');
  for (const [bytes, reason] of [
    [Buffer.from('企业,来源\n'), '.xlsx'],
    [workbookFile([['a', 'b']]), '没有找到表头'],
    [workbookFile([['企业', '来源', '发现日期']]), '没有数据行'],
    [await drills.filled(), '其他台账的导入模板'],
  ] as const) {
    const { status, answer } = await at.upload(bytes);
    expect([status, answer.code]).toEqual([422, 'unreadable-file']);
    expect(answer.detail.zh).toContain(reason);
  }
}

/** Roles that state nothing, and steps out of turn. */
async function outOfTurn({ api, at, mine }: World): Promise<void> {
  const leader = callerWith('L', { role: 'leader', nodeKind: 'division', node: '371700' });
  const refused = await new Importing(api, leader, 'hazard').ask('GET', '/imports');
  expect([refused.status, refused.answer.code]).toEqual([403, 'forbidden']);
  const { answer } = await at.upload(
    workbookFile([
      ['企业', '来源', '发现日期'],
      [mine.id, '企业自查', '2026-04-09'],
    ]),
  );
  for (const step of ['commit', 'undo']) {
    const early = await at.ask('POST', `/imports/${answer.id}/${step}`);
    expect([early.status, early.answer.code]).toEqual([409, 'not-now']);
  }
  expect((await at.ask('DELETE', `/imports/${answer.id}`)).status).toBe(200);
  expect((await at.ask('GET', `/imports/${answer.id}`)).status).toBe(403);
}

/** Values that belong to another role are not asked for, nor taken. */
async function ownColumns({ api, mine }: World): Promise<void> {
  const manager = callerWith('M', {
    role: 'safetyManager',
    nodeKind: 'enterprise',
    node: mine.id,
  });
  const at = new Importing(api, manager, 'hazard');
  const sheet = (await at.file('/template')).worksheets[0];
  const headings: string[] = [];
  sheet?.getRow(3).eachCell((cell) => void headings.push(cell.text));
  expect(headings).toContain('类别');
  expect(headings).not.toContain('整改措施');
  expect(headings).not.toContain('重大事故隐患');
  const checked = await at.checked(
    workbookFile([
      ['企业', '来源', '发现日期', '重大事故隐患'],
      [mine.id, '企业自查', '2026-04-09', '是'],
      [mine.id, '企业自查', '2026-04-10', null],
    ]),
  );
  expect(checked.counts).toMatchObject({ new: 1, error: 1 });
  const leader = callerWith('T', { role: 'teamLeader', nodeKind: 'enterprise', node: mine.id });
  const people = await new Importing(api, leader, 'person').ask('GET', '/template');
  expect([people.status, people.answer.code]).toEqual([403, 'forbidden']);
}

/** A city takes seconds to open. */
const SLOW = { timeout: 240_000 };

test('what is refused: rows, files, people, steps', SLOW, async () => {
  const world = await begin('hazard');
  await ownColumns(world);
  await owned(world);
  await outside(world);
  await noLedgers(world);
  await outOfTurn(world);
  const { api, bureau } = world;
  await otherEnterprises({ ...world, at: new Importing(api, bureau, 'enterprise') });
});
