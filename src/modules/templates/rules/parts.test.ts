import { describe, expect, test } from 'vitest';
import { partsShape } from '../model.ts';
import { builtIn, documentNumber, layered, nothingSet, paperParts, readParts } from './parts.ts';

describe('parts of a layout', () => {
  test('follow from the name where nothing is set', () => {
    expect(layered('菏泽市', nothingSet)).toEqual(builtIn('菏泽市'));
    expect(builtIn('示例曹县').circularCode).toBe('曹应急通报');
    const set = {
      ...nothingSet,
      letterhead: '菏泽市安全生产委员会办公室',
      reminderCode: '菏安办函',
    };
    expect(layered('菏泽市', set)).toMatchObject({
      letterhead: '菏泽市安全生产委员会办公室',
      signer: '菏泽市应急管理局',
      reminderCode: '菏安办函',
    });
  });

  test('give each kind of paper its own', () => {
    const parts = { ...builtIn('菏泽市'), closingReminder: '特此函达。', contact: '王某 0530-1' };
    expect(paperParts('reminder', parts)).toMatchObject({
      ...{ mark: '菏泽市应急管理局', closing: '特此函达。', contact: '王某 0530-1', copyTo: null },
    });
    expect(paperParts('circular', parts)).toMatchObject({
      ...{ mark: '菏泽市应急管理局文件', closing: null },
    });
    expect(paperParts('report', parts)).toMatchObject({ closing: null, contact: null });
  });

  test('make the number of a letter', () => {
    expect(documentNumber('菏应急函', 2026, 3)).toBe('菏应急函〔2026〕3号');
    expect(documentNumber(builtIn('示例曹县').circularCode, 2026, 1)).toBe('曹应急通报〔2026〕1号');
  });

  test.each([
    ['a year in the code', { reminderCode: '菏应急函〔2026〕' }],
    ['two lines', { closingReminder: '一\n二' }],
    ['too long a letterhead', { letterhead: '长'.repeat(41) }],
  ])('%s is refused', (_, bad) => {
    expect(partsShape.safeParse({ ...nothingSet, ...bad }).success).toBe(false);
  });

  test('kept ones are read though a part was unknown then', () => {
    expect(readParts({ signer: '甲', other: 1 })).toEqual({ ...nothingSet, signer: '甲' });
  });
});
