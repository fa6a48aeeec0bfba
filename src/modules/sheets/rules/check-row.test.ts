import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { must } from '../../../kernel/result.ts';
import { loadDictionary } from '../../plan/index.ts';
import { sheetTypes } from '../../registry/index.ts';
import type { Rights, Standing } from './check-row.ts';
import { draftOf, judged, naturalKeyOf, resolved, sameRowKey } from './check-row.ts';
import { ledgersOf } from './columns.ts';
import { dateText, momentText } from './dates.ts';
import { findHeading, isMapping, mapHeadings, missingColumns } from './headings.ts';
import { ledgerTypes } from './ledgers.ts';
import { headingKey, itemsOf } from './texts.ts';
import type { Cell } from './values.ts';
import { attributeValue } from './values.ts';

const ledgers = ledgersOf(loadDictionary());
const ledger = (type: string) => must(ledgers.get(type), type);
const attribute = (type: string, name: string) =>
  must(ledger(type).columns.find((column) => column.attribute === name)?.definition, name);

describe('dates as people write them', () => {
  test.each([
    ['2024-03-01', '2024-03-01'],
    ['2024/3/1', '2024-03-01'],
    ['2024.3.1', '2024-03-01'],
    ['2024年3月1日', '2024-03-01'],
    ['2024 年 3 月 1 日', '2024-03-01'],
    ['２０２４年３月１日', '2024-03-01'],
    ['20240301', '2024-03-01'],
    ['2024-03-01 00:00:00', '2024-03-01'],
    ['2024-03-01 08:30:00', null],
    ['2024-02-30', null],
    ['2024年3月', null],
    ['3/1/2024', null],
    ['下月', null],
  ])('%s', (written, date) => {
    expect(dateText(written)).toBe(date);
  });

  test('moments are of the clock in Shanghai', () => {
    expect(momentText('2024年3月1日 8:05')).toBe('2024-03-01T08:05:00+08:00');
    expect(momentText('2024-03-01T08:05:09')).toBe('2024-03-01T08:05:09+08:00');
    expect(momentText('2024/3/1')).toBe('2024-03-01T00:00:00+08:00');
    expect(momentText('2024/3/1 25:00')).toBeNull();
  });
});

describe('values', () => {
  test.each<[string, string, Cell, unknown]>([
    ['enterprise', 'employees', '１２０', 120],
    ['enterprise', 'employees', '1,200', 1200],
    ['enterprise', 'employees', 12.5, null],
    ['enterprise', 'employees', '约120', null],
    ['enterprise', 'longitude', '115.54', 115.54],
    ['enterprise', 'industry', '化工、工贸', ['chemical', 'trade']],
    ['enterprise', 'scale', ' 小 型', 'small'],
    ['enterprise', 'scale', 'SMALL', 'small'],
    ['enterprise', 'scale', '迷你', null],
    ['enterprise', 'keySupervisedChemicals', '√', true],
    ['enterprise', 'keySupervisedChemicals', '无', false],
    ['enterprise', 'keySupervisedChemicals', '可能', null],
    ['enterprise', 'establishedOn', { date: '2015-03-02' }, '2015-03-02'],
    ['enterprise', 'establishedOn', 42065, '2015-03-02'],
    ['enterprise', 'establishedOn', { date: '2015-03-02T10:00:00' }, null],
    ['enterprise', 'name', { bad: 'error', shown: '#N/A' }, null],
    ['enterprise', 'name', { bad: 'formulaWithoutValue', shown: '' }, null],
    ['enterprise', 'name', 'x'.repeat(2001), null],
    ['project', 'status', '在建、在研', 'underway'],
  ])('%s %s %j', (type, name, cell, expected) => {
    const definition = attribute(type, name);
    const result = attributeValue(cell, definition);
    if (expected === null) expect(result.ok).toBe(false);
    else if (name === 'status') expect(result.ok).toBe(true);
    else expect(result).toEqual({ ok: true, value: expected });
  });

  test('a wrong name says which is near and what may be chosen', () => {
    const result = attributeValue('停用中', attribute('facility', 'state'));
    expect(result.ok).toBe(false);
    if (!result.ok) expect(result.error.zh).toMatch(/可选：运行、备用、停用、拆除/);
  });

  test('blank is blank, whatever it is made of', () => {
    for (const cell of [null, '', '   ', '\u3000\u00a0', '\u200b']) {
      expect(attributeValue(cell, attribute('enterprise', 'name'))).toEqual({
        ok: true,
        value: null,
      });
    }
  });

  test('property: whatever a cell holds, a value or a refusal in both languages', () => {
    const columns = [...ledgers.values()].flatMap(({ columns: each }) =>
      each.flatMap(({ definition }) => definition ?? []),
    );
    const cell = fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.constant(null));
    fc.assert(
      fc.property(cell, fc.constantFrom(...columns), (each, definition) => {
        const result = attributeValue(each, definition);
        if (!result.ok) expect(result.error.zh.length * result.error.en.length).toBeGreaterThan(0);
      }),
    );
  });
});

describe('headings', () => {
  test.each([
    ['企业名称 *', '企业名称（必填）'],
    ['企业 名称：', '企业名称'],
    ['CODE', 'code'],
    ['人数（人）', '人数'],
  ])('%s and %s are one', (left, right) => {
    expect(headingKey(left)).toBe(headingKey(right));
  });

  test('synonyms: every spelling of the credit code is found', () => {
    for (const heading of ['统一社会信用代码', '信用代码', '社会信用代码', '企业信用代码*']) {
      expect(mapHeadings(ledger('enterprise'), [heading])).toEqual(['id']);
      expect(mapHeadings(ledger('hazard'), [heading])).toEqual(['enterprise']);
    }
  });

  test('an exact title goes before a synonym; what nobody knows is left out', () => {
    const texts = ['单位名称', '企业名称', '设施', '随便', '', '隐患描述'];
    expect(mapHeadings(ledger('hazard'), texts)).toEqual([
      'enterprise',
      null,
      'facility',
      null,
      null,
      'note',
    ]);
    expect(mapHeadings(ledger('hazard'), ['单位名称', '企业'])).toEqual([null, 'enterprise']);
  });

  test('the heading is found below titles and merged groups', () => {
    const rows = [
      ['企业台账', '企业台账', '企业台账'],
      ['基本情况', '基本情况', '人员'],
      ['企业名称', '信用代码', '从业人数'],
      ['甲', '9137', 12],
    ];
    const heading = findHeading(ledger('enterprise'), rows);
    expect(heading?.index).toBe(2);
    expect(heading?.mapping).toEqual(['name', 'id', 'employees']);
    expect(findHeading(ledger('enterprise'), [['a', 'b']])).toBeNull();
  });

  test('what is required and not there is named', () => {
    const missing = missingColumns(ledger('hazard'), ['enterprise', 'foundOn']);
    expect(missing.map(({ attribute: name }) => name)).toEqual(['source']);
  });

  test('a mapping names columns of the ledger, each once', () => {
    expect(isMapping(ledger('hazard'), ['enterprise', null], 2)).toBe(true);
    expect(isMapping(ledger('hazard'), ['enterprise', 'enterprise'], 2)).toBe(false);
    expect(isMapping(ledger('hazard'), ['enterprise', 'nonsense'], 2)).toBe(false);
    expect(isMapping(ledger('hazard'), [null], 1)).toBe(false);
    expect(isMapping(ledger('hazard'), ['enterprise', null], 1)).toBe(false);
  });

  test('lists of the registry lead to the ledgers that there are', () => {
    expect([...sheetTypes].sort()).toEqual([...ledgerTypes].sort());
  });

  test('no two columns of a ledger share a title', () => {
    for (const { type, columns } of ledgers.values()) {
      const titles = columns.map(({ title }) => headingKey(title.zh));
      expect(new Set(titles).size, type).toBe(titles.length);
    }
  });

  test('items of a list', () => {
    expect(itemsOf('动火、高处，吊装;断路\n动土')).toEqual([
      '动火',
      '高处',
      '吊装',
      '断路',
      '动土',
    ]);
  });
});

const E1 = { id: '91371721MA00000001', name: '甲厂', enterprise: null };
const E2 = { id: '91371721MA00000002', name: '乙厂', enterprise: null };
const F1 = { id: 'F1', name: '一号装置', enterprise: E1.id };
const F2 = { id: 'F2', name: '一号装置', enterprise: E2.id };
const lookup = (type: string, text: string) =>
  (type === 'enterprise' ? [E1, E2] : [F1, F2]).filter(
    ({ id, name }) => id === text || name === text,
  );
const rights: Rights = { begin: true, edit: () => true };
const standing: Standing = { existing: [], repeats: null, newId: 'N-1', rights };
const mapping = ['enterprise', 'facility', 'source', 'foundOn', 'id'];

const row = (...cells: Cell[]) =>
  resolved(ledger('hazard'), draftOf(ledger('hazard'), mapping, 5, cells), lookup);

describe('rows', () => {
  test('references by name or code; of equal names the one of the enterprise', () => {
    const checked = judged(
      ledger('hazard'),
      row('乙厂', '一号装置', '企业自查', '2024.3.1'),
      standing,
    );
    expect(checked).toMatchObject({ state: 'new', record: 'N-1', errors: [] });
    expect(checked.set).toMatchObject({ enterprise: E2.id, facility: 'F2', foundOn: '2024-03-01' });
  });

  test('a facility of another enterprise is not found', () => {
    const { errors } = row('甲厂', 'F2', '企业自查', '2024-03-01');
    expect(errors).toMatchObject([{ column: 1, attribute: 'facility' }]);
  });

  test('two of a name are asked back', () => {
    const { errors } = row(null, '一号装置', '企业自查', '2024-03-01');
    expect(errors[0]?.message.zh).toContain('请改填编号');
  });

  test('what is missing is named once; a cell in error is not missing too', () => {
    const checked = judged(ledger('hazard'), row('丙厂', null, null, '昨天'), standing);
    expect(checked.state).toBe('error');
    expect(checked.errors.map((error) => [error.column, error.attribute])).toEqual([
      [3, 'foundOn'],
      [0, 'enterprise'],
      [2, 'source'],
    ]);
  });

  test('an unknown id, a repeated row, several that fit: each is said', () => {
    const draft = row('甲厂', null, '企业自查', '2024-03-01', 'H-9');
    const errors = judged(ledger('hazard'), draft, { ...standing, repeats: 4 }).errors;
    expect(errors.map(({ message }) => message.zh)).toEqual([
      '与第 4 行重复',
      '没有这个编号，或不在您的数据范围内；新增时请留空',
    ]);
    const two = { ...standing, existing: [0, 1].map((n) => ({ id: `H-${n}`, values: {} })) };
    expect(judged(ledger('hazard'), draft, two).errors[0]?.message.en).toContain('Several');
  });

  test('of an existing record only what differs is stated; empty cells say nothing', () => {
    const values = {
      enterprise: E1.id,
      source: 'selfInspection',
      foundOn: '2024-03-01',
      note: 'x',
    };
    const draft = row('甲厂', null, null, '2024-03-02', 'H-1');
    const one = { ...standing, existing: [{ id: 'H-1', values }] };
    const checked = judged(ledger('hazard'), draft, one);
    expect(checked).toMatchObject({ state: 'change', record: 'H-1' });
    expect(checked.set).toEqual({ foundOn: '2024-03-02' });
    const same = judged(ledger('hazard'), row('甲厂', null, null, '2024-03-01', 'H-1'), one);
    expect(same.state).toBe('same');
  });

  test("values that are another's to state are refused where they would change something", () => {
    const values = { enterprise: E1.id, source: 'selfInspection', foundOn: '2024-03-01' };
    const narrow: Rights = { begin: false, edit: (name) => name === 'foundOn' };
    const one = { ...standing, rights: narrow, existing: [{ id: 'H-1', values }] };
    const fine = row('甲厂', null, '企业自查', '2024-03-02', 'H-1');
    expect(judged(ledger('hazard'), fine, one).state).toBe('change');
    const other = row('甲厂', null, '监管检查', '2024-03-02', 'H-1');
    expect(judged(ledger('hazard'), other, one).errors).toMatchObject([
      { column: 2, message: { zh: '“来源”不由您的岗位填报，请清空该单元格' } },
    ]);
    const fresh = row('甲厂', null, '企业自查', '2024-03-02');
    expect(judged(ledger('hazard'), fresh, { ...one, existing: [] }).errors[0]?.message.zh).toMatch(
      '不能新增',
    );
  });

  test('rows of one record have one key, by id, by name or by all that they say', () => {
    const facilities = ledger('facility');
    const draft = (id: string | null, name: string) => ({
      row: 1,
      id,
      values: { enterprise: E1.id, name },
      errors: [],
      places: {},
    });
    expect(sameRowKey(facilities, draft(null, '一号 装置'))).toBe(
      sameRowKey(facilities, draft(null, '一号装置')),
    );
    expect(sameRowKey(facilities, draft('F1', 'a'))).toBe(sameRowKey(facilities, draft('F1', 'b')));
    expect(naturalKeyOf(ledger('hazard'), { enterprise: E1.id, name: 'x' })).toBeNull();
  });

  test('credit codes of enterprises: odd ones are said, small letters are not forgiven', () => {
    const enterprises = ledger('enterprise');
    const draft = draftOf(enterprises, ['id', 'name', 'jurisdiction', 'industry'], 2, [
      '9137 1721MA0000x1',
      '甲',
      '曹县',
      '化工',
    ]);
    const { errors } = judged(enterprises, draft, standing);
    expect(errors.map(({ attribute: name }) => name)).toEqual(['id']);
  });
});
