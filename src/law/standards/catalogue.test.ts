import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseDay } from '../../kernel/calendar.ts';
import { must } from '../../kernel/result.ts';
import { catalogueFile, standardOn } from './catalogue.ts';

const raw = () =>
  JSON.parse(readFileSync(new URL('./catalogue.json', import.meta.url), 'utf8')) as {
    series: { id: string; editions: Record<string, unknown>[] }[];
  };
const { series } = catalogueFile.parse(raw());

function inForce(id: string, on: string): string | null {
  const found = must(series.find((each) => each.id === id) ?? null, `series ${id}`);
  const day = parseDay(on);
  return standardOn(found, must(day.ok ? day.value : null, on))?.number ?? null;
}

describe('a standard on a day', () => {
  it.each([
    ['major-hazard-identification', '2019-02-28', 'GB 18218-2009'],
    ['major-hazard-identification', '2019-03-01', 'GB 18218-2018'],
    ['hazchem-major-hazard-criteria', '2017-11-12', null],
    ['hazchem-major-hazard-criteria', '2017-11-13', '安监总管三〔2017〕121号'],
    ['hazchem-major-hazard-criteria', '2026-09-29', '安监总管三〔2017〕121号'],
    ['hazchem-major-hazard-criteria', '2026-09-30', 'AQ 3067-2026'],
    ['trade-major-hazard-criteria', '2023-05-14', '安监总管四〔2017〕129号'],
    ['trade-major-hazard-criteria', '2023-05-15', '应急管理部令第10号'],
    ['major-hazard-guarantors', '2024-02-03', '应急厅〔2021〕12号'],
    ['major-hazard-guarantors', '2024-02-04', null],
    ['major-hazard-guarantors', '2026-09-29', null],
    ['major-hazard-guarantors', '2026-09-30', 'AQ 3072-2026'],
    ['work-at-height-grades', '2026-04-30', 'GB/T 3608-2008'],
    ['work-at-height-grades', '2026-05-01', 'GB 3608-2025'],
    ['hazchem-safety-law', '2026-04-30', null],
    ['hazchem-safety-law', '2026-05-01', '危险化学品安全法'],
    ['public-holidays', '2026-12-31', '国办发明电〔2025〕7号'],
    ['public-holidays', '2027-01-01', null],
    ['chemical-parks', '2020-01-01', '应急〔2023〕123号 / 应急厅〔2022〕5号'],
  ])('%s on %s is %s', (id, on, number) => {
    expect(inForce(id, on)).toBe(number);
  });
});

describe('the catalogue', () => {
  const message = (edit: (file: ReturnType<typeof raw>) => void): string => {
    const file = raw();
    edit(file);
    const parsed = catalogueFile.safeParse(file);
    return parsed.success ? '' : JSON.stringify(parsed.error.issues[0]);
  };
  const first = (file: ReturnType<typeof raw>) => must(file.series[0] ?? null, 'a series').editions;

  it('refuses editions that overlap', () => {
    expect(message((file) => Object.assign(first(file)[0] ?? {}, { until: '2019-03-01' }))).toMatch(
      /GB 18218-2018 overlaps the one before.*"path":\["series",0,"editions"\]/,
    );
  });

  it('refuses an edition that ends before it begins', () => {
    expect(message((file) => Object.assign(first(file)[0] ?? {}, { until: '2000-01-01' }))).toMatch(
      /GB 18218-2009 ends too early/,
    );
  });

  it('refuses a later edition without a first day', () => {
    expect(message((file) => Object.assign(first(file)[1] ?? {}, { from: null }))).toMatch(
      /has no first day but follows another/,
    );
  });

  it('refuses an unknown key and a day that does not exist', () => {
    expect(message((file) => Object.assign(first(file)[0] ?? {}, { untill: null }))).toMatch(
      /untill/,
    );
    expect(message((file) => Object.assign(first(file)[0] ?? {}, { until: '2019-02-30' }))).toMatch(
      /"path":\["series",0,"editions",0,"until"\].*is not a day/,
    );
  });

  it('refuses a series that stands twice', () => {
    expect(
      message((file) => {
        file.series.push(must(file.series[0] ?? null, 'a series'));
      }),
    ).toMatch(/'major-hazard-identification' stands twice/);
  });
});
