import { describe, expect, it } from 'vitest';
import { loadGb18218 } from '../load.ts';
import type { Judgement } from '../model.ts';
import { judgeInventory } from './judge.ts';

const [edition] = loadGb18218();

function accepted(input: unknown): Judgement {
  if (!edition) throw new Error('no edition');
  const judged = judgeInventory(input, edition, '2026-01-01');
  if (!judged.ok) throw new Error(JSON.stringify(judged.error));
  return judged.value;
}

const lines = (...substances: unknown[]): unknown => ({ substances, exposedPopulation: 10 });
const NH3 = { cas: '7664-41-7', quantity: 1 };

describe('what is no fault', () => {
  it.each([
    [
      'null for a field left out',
      { ...NH3, class: null, name: null, row: null, mixture: null },
      '1',
    ],
    ['full width digits and dashes of a CAS', { cas: '７６６４－41–7', quantity: 1 }, '1'],
    ['brackets and spaces of a name', { name: ' 甲醛（含量＞90%） ', quantity: 1 }, '8'],
    ['a class in lower case', { class: ' w5.1', quantity: 1 }, 'W5.1'],
    ['a name of the caller beside a CAS', { ...NH3, name: '3号罐液氨' }, '1'],
    ['a member of a group without CAS', { cas: '97-93-8', name: '烷基铝', quantity: 1 }, '74'],
    ['a row alone', { row: 45, quantity: 1 }, '45'],
    ['a name whole', { cas: '6484-52-2', name: '硝酸铵(含可燃物≤0.2%)', quantity: 1 }, '44'],
    ['a known name with a class', { name: '甲醇', class: 'W5.3', quantity: 1 }, '65'],
  ])('%s', (_, line, row) => {
    expect(accepted(lines(line))).toMatchObject({ items: [{ sources: { Q: { row } } }] });
  });

  it('different substances that share a CAS, a class or a row', () => {
    const judged = accepted(
      lines(
        { cas: '6484-52-2', row: 43, quantity: 1 },
        { cas: '6484-52-2', row: 44, quantity: 1 },
        { class: 'W2', quantity: 1 },
        { class: 'W2', quantity: 1 },
        { cas: '74-98-6', quantity: 1 },
        { name: '丁烷', quantity: 1 },
        { name: '汽油', quantity: 1 },
        { name: '乙醇汽油', quantity: 1 },
        { cas: '7722-84-1', name: '过氧化氢溶液(含量≥60%)', quantity: 1 },
        { cas: '7722-84-1', name: '30%双氧水', mixture: 'newClass', class: 'W9.2', quantity: 1 },
        { cas: '7722-84-1', name: '8%双氧水', mixture: 'newClass', class: 'none', quantity: 1 },
      ),
    );
    if ('units' in judged) throw new Error('one unit expected');
    expect(judged.items.map((item) => item.Q)).toEqual([
      ...[5, 50, 10, 10, 50, 50, 200, 200, 50, 200, null],
    ]);
  });

  it('the same substance in two units, each judged alone', () => {
    const half = [{ cas: '7664-41-7', quantity: 5 }];
    const whole = [{ cas: '7664-41-7', quantity: 10 }];
    const judged = accepted({
      units: [
        { name: '罐区', substances: half },
        { name: '装置', substances: half },
        { name: '仓库', substances: whole, exposedPopulation: 0 },
      ],
      exposedPopulation: 100,
    });
    if (!('units' in judged)) throw new Error('units expected');
    expect(judged.units.map((unit) => [unit.name, unit.S, unit.level, unit.alpha])).toEqual([
      ['罐区', 0.5, null, 2],
      ['装置', 0.5, null, 2],
      ['仓库', 1, 4, 0.5],
    ]);
    expect(judged.highestLevel).toBe(4);
  });
});
