import { expect, it } from 'vitest';
import type { ParameterDefinition } from '../../../law/plans/model.ts';
import { readValue, valueShape } from './parameter-value.ts';

const definition = (type: ParameterDefinition['type'], more = {}): ParameterDefinition => ({
  name: 'some.name',
  type,
  zh: '某参数',
  en: 'some parameter',
  owner: 'city-eb',
  reason: { zh: '未定', en: 'open' },
  ...more,
});
const choice = definition('choice', { choices: ['shift', 'total'] });

it.each<[ParameterDefinition, string, unknown]>([
  [definition('duration'), 'PT24H', 'PT24H'],
  [definition('period'), ' P3M ', 'P3M'],
  [definition('share'), '0.8', 0.8],
  [definition('int'), '30', 30],
  [definition('number'), '-1.5', -1.5],
  [definition('date'), '2024-12-31', '2024-12-31'],
  [definition('text'), '三人以上', '三人以上'],
  [definition('list'), '甲，乙、丙,丁', ['甲', '乙', '丙', '丁']],
  [definition('list'), '["甲,乙","丙"]', ['甲,乙', '丙']],
  [definition('mapping'), '{"甲":"乙"}', { 甲: '乙' }],
  [choice, 'total', 'total'],
])('%# a value as a person writes it: %j', (of, text, value) => {
  expect(readValue(of, text)).toEqual({ ok: true, value });
});

it.each<[ParameterDefinition, string]>([
  [definition('duration'), '30'],
  [definition('duration'), 'P0D'],
  [definition('share'), '80'],
  [definition('share'), ''],
  [definition('int'), '2.5'],
  [definition('int'), '-1'],
  [definition('number'), 'many'],
  [definition('date'), '2024-02-30'],
  [definition('text'), ' '],
  [definition('list'), '、'],
  [definition('list'), '["甲"'],
  [definition('mapping'), '["甲"]'],
  [definition('mapping'), 'null'],
  [choice, 'all'],
])('%# refused, with what it needs: %j', (of, text) => {
  const { zh, en } = valueShape(of);
  expect(readValue(of, text)).toMatchObject({
    ok: false,
    error: { zh: expect.stringContaining(zh), en: expect.stringContaining(en) },
  });
});
