import { describe, expect, it } from 'vitest';
import type { JudgedEdition, JudgedItem } from '../model.ts';
import { choicesOf, matching } from './choices.ts';

const item = (id: string, more: Partial<JudgedItem> = {}): JudgedItem => ({
  ...{ id, clause: `第${id}项`, title: `条目${id}`, text: '未设置检测报警装置', nature: 'static' },
  ...{ confidence: 'verified', parts: [], asks: [], successors: [], detectable: true },
  ...{ concerns: true, suspicions: [], hazards: [], ...more },
});
const suspicion = {
  detector: 'd',
  basis: 'shown' as const,
  says: { zh: '离线', en: 'offline' },
  missing: { zh: '', en: '' },
  parts: ['B.2'],
  found: 1,
  evidence: [],
};
const part = (id: string, nature: 'static' | 'dynamic') => ({ id, text: `部分${id}`, nature });
const edition: JudgedEdition = {
  ...{ id: 'e', kind: 'statutory', number: '令第10号', title: '', from: null, until: null },
  ...{ dates: 'verified', words: 'full', scope: '', sources: [], note: null, unsure: null },
  items: [
    item('A', { confidence: 'recalled' }),
    item('B', {
      nature: 'mixed',
      parts: [part('B.1', 'static'), part('B.2', 'dynamic')],
      suspicions: [suspicion],
    }),
  ],
};

describe('the choices of a criterion', () => {
  it('begin with what facts point to; parts stand below their item', () => {
    expect(
      choicesOf([edition]).map(({ id, suspected, nature }) => [id, suspected, nature]),
    ).toEqual([
      ['B', true, null],
      ['B.1', false, 'static'],
      ['B.2', true, 'dynamic'],
      ['A', false, 'static'],
    ]);
    expect(choicesOf([edition]).find(({ id }) => id === 'A')?.recalled).toBe(true);
  });

  it.each([
    ['', ['B', 'B.1', 'B.2', 'A']],
    ['条目A', ['A']],
    ['报警 条目b', ['B']],
    ['令第10号 部分', ['B.1', 'B.2']],
    ['没有', []],
  ])('are found by the words %j', (typed, found) => {
    expect(matching(choicesOf([edition]), typed).map(({ id }) => id)).toEqual(found);
  });
});
