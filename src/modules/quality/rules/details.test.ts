import { expect, test } from 'vitest';
import { detailOf } from './details.ts';

const said = (source: string, value: string, on: string) => [source, value, on].join('\u001f');

test('says what is wrong in words', () => {
  const of = (check: Parameters<typeof detailOf>[0], ...detail: string[]) =>
    detailOf(check, detail, [], null).zh;
  expect(of('same-name', '2')).toBe('同名 2 家');
  expect(of('no-township', '')).toBe('未填区划');
  expect(of('no-township', 'county')).toBe('区划未到乡镇');
  expect(of('late', 'hazard', 'import', '12')).toBe('hazard：批量导入，晚于发生 12 天');
  expect(of('missing', 'name', 'industry')).toBe('缺少：name、industry');
  const two = [said('import', '120', '2026-01-03'), said('U1', '80', '2026-01-01')];
  expect(of('differing', 'employees', ...two)).toBe(
    'employees：批量导入 120（2026-01-03）；账号 U1 80（2026-01-01）',
  );
  const errors = JSON.stringify([{ message: { zh: '日期写错', en: 'bad date' } }]);
  expect(of('refused', 'person', '7', errors)).toBe('person第 7 行：日期写错');
  expect(of('refused', 'person', '7', '[]')).toBe('person第 7 行：未能入账');
});
