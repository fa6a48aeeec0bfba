import { expect, test } from 'vitest';
import { codeIn } from './phone-code.ts';

const HERE = 'https://zhiben.example.cn';

test.each([
  [`${HERE}/s/RI-12`, false, 'RI-12'],
  [`${HERE}/s/%E7%BD%90%E5%8C%BA`, false, '罐区'],
  [` ${HERE}/s/RI-12/ `, false, 'RI-12'],
  ['RI-12', true, 'RI-12'],
  ['RI-12', false, null],
  [`${HERE}/s/RI-12`, true, 'RI-12'],
  ['https://elsewhere.example/s/RI-12', false, null],
  [`${HERE}.elsewhere.example/s/RI-12`, true, null],
  [`${HERE}/hazards/HZ-1`, false, null],
  [`${HERE}/s/RI-12/more`, false, null],
  [`${HERE}/s/%E7%`, false, null],
  ['javascript:alert(1)', true, null],
  ['', true, null],
])('%s, typed: %s, is the code %s', (text, typed, code) => {
  expect(codeIn(text, HERE, typed)).toBe(code);
});
