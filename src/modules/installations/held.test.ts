import { describe, expect, test } from 'vitest';
import { dayOf } from '../../kernel/calendar.ts';
import { faultsOfLine, judgeHeld } from './index.ts';

const day = dayOf(2025, 3, 1);
const ammonia = { name: '氨', cas: '7664-41-7', quantity: '30' };

describe('an inventory kept as records', () => {
  test('is judged by the standard, with the digits as they were written', () => {
    const judged = judgeHeld([ammonia], 60, day);
    expect(judged).toMatchObject({
      ok: true,
      value: { S: 3, R: 9, level: 4, alpha: 1.5, standard: 'GB 18218-2018' },
    });
    const near = judgeHeld([{ ...ammonia, quantity: '9.99999999999999999999' }], 60, day);
    expect(near).toMatchObject({ ok: true, value: { isMajorHazard: false, level: null } });
  });

  test('takes stated classes, and none at all', () => {
    const classed = { name: '某混合物', quantity: '100', hazardClass: ['W5.1'] };
    expect(judgeHeld([classed], 0, day)).toMatchObject({ ok: true, value: { S: 10 } });
    const none = { ...classed, hazardClass: ['none'] };
    expect(judgeHeld([none, ammonia], 0, day)).toMatchObject({ ok: true, value: { S: 3 } });
  });

  test.each([
    ['a wrong check digit', { ...ammonia, cas: '7664-41-8' }, 'cas', '校验位'],
    ['a CAS number that is none', { ...ammonia, cas: '氨' }, 'cas', '不是CAS号'],
    [
      'a CAS number outside the table',
      { name: '碘', cas: '7553-56-2', quantity: '1' },
      'cas',
      '危险性类别',
    ],
    ['a name outside the table', { name: '某物质', quantity: '1' }, 'name', '危险性类别'],
    ['less than nothing', { ...ammonia, quantity: '-5' }, 'quantity', '-5'],
    ['nothing', { ...ammonia, quantity: '0' }, 'quantity', '0'],
    ['words for a quantity', { ...ammonia, quantity: '约三十' }, 'quantity', '约三十'],
    ['a row of the table that is not there', { ...ammonia, tableRow: 900 }, 'tableRow', '900'],
    ['none beside a class', { ...ammonia, hazardClass: ['none', 'W2'] }, 'hazardClass', '单独'],
    ['several rows', { name: '硝酸铵', cas: '6484-52-2', quantity: '1' }, 'cas', '表1序号'],
  ])('refuses %s at its field', (_, line, attribute, words) => {
    const faults = faultsOfLine(line, [], day);
    expect(faults.map((fault) => fault.attribute)).toContain(attribute);
    expect(faults.map(({ message }) => message.zh).join()).toContain(words);
  });

  test('a line is compared with those of its unit, and their faults are not its own', () => {
    const again = faultsOfLine({ name: '液氨', quantity: '2' }, [ammonia], day);
    expect(again).toHaveLength(1);
    expect(again[0]).toMatchObject({
      attribute: 'name',
      message: { zh: expect.stringContaining('同一物质') },
    });
    expect(faultsOfLine(ammonia, [{ name: '某物质', quantity: '-1' }], day)).toEqual([]);
  });
});
