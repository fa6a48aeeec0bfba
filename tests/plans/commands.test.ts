import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shippedPlans } from '../../src/modules/plan/index.ts';

const root = resolve(import.meta.dirname, '..', '..');
const main = join(root, 'src/apps/cli/main.ts');
const city = join(import.meta.dirname, 'made-up-city');

function run(...args: string[]) {
  const done = spawnSync(process.execPath, [main, ...args], { encoding: 'utf8', cwd: root });
  return { code: done.status, out: done.stdout, err: done.stderr };
}

describe('zhiben plan check', () => {
  let broken: string;
  beforeAll(() => {
    broken = mkdtempSync(join(tmpdir(), 'zhiben-check-'));
    cpSync(city, broken, { recursive: true });
    const file = join(broken, 'clauses/01.json');
    const text = readFileSync(file, 'utf8');
    const edited = text
      .replace('"attr": "planningConformity"', '"attr": "planningConform"')
      .replace('"module": "quay"', '"module": "key"');
    writeFileSync(file, edited);
  });
  afterAll(() => rmSync(broken, { recursive: true, force: true }));

  it('passes a sound plan of another city, and the shipped ones', () => {
    const other = run('plan', 'check', city);
    expect([other.code, other.err]).toEqual([0, '']);
    expect(other.out).toContain('lanwan');
    const shipped = run('plan', 'check', '--json', ...shippedPlans);
    expect(shipped.code).toBe(0);
    expect(JSON.parse(shipped.out)).toMatchObject({
      sound: true,
      plans: [
        { id: 'chem', clauses: 191 },
        { id: 'trade', clauses: 161 },
      ],
      faults: [],
    });
  });

  it('prints every fault with file, clause and field, and ends with 1', () => {
    const { code, out, err } = run('plan', 'check', broken);
    expect(code).toBe(1);
    const lines = out.trimEnd().split('\n');
    expect(lines.map((line) => line.replace(/^.*clauses\//, ''))).toEqual([
      "01.json: LANWAN-1.1: requirement.predicate.all.0: 'enterprise' has no attribute 'planningConform'",
      "01.json: LANWAN-1.2: module: 'key' is not in the vocabulary",
    ]);
    expect(err).toContain('2 faults');
    const json = JSON.parse(run('plan', 'check', broken, '--json').out);
    expect(json).toMatchObject({ sound: false, faults: [{ clause: 'LANWAN-1.1' }, {}] });
  });

  it('needs a folder', () => {
    expect(run('plan', 'check')).toMatchObject({ code: 2, out: '' });
    const { code, out } = run('plan', 'check', join(city, 'nowhere'));
    expect([code, out]).toEqual([1, 'tests/plans/made-up-city/nowhere/plan.json: no such file\n']);
  });
});

describe('zhiben standards list', () => {
  it('lists every edition with its days and confidence', () => {
    const { code, out, err } = run('standards', 'list', '--json');
    expect([code, err]).toEqual([0, '']);
    const rows = JSON.parse(out) as Record<string, unknown>[];
    expect(rows.find(({ number }) => number === '应急管理部令第10号')).toMatchObject({
      id: 'trade-major-hazard-criteria',
      zh: '工贸企业重大事故隐患判定',
      from: '2023-05-15',
      until: null,
      file: 'trade-major-hazard-criteria-2023.json',
    });
    expect(rows.find(({ number }) => number === 'AQ 3067-2026')).toMatchObject({
      file: null,
      confidence: null,
      articles: 0,
    });
  });

  it('shows what holds on a day, and marks what was not checked', () => {
    const before = run('standards', 'list', '--as-of', '2026-09-29').out;
    expect(before).toContain('安监总管三〔2017〕121号');
    expect(before).not.toContain('AQ 3067-2026  ');
    const after = run('standards', 'list', '--as-of', '2026-09-30').out;
    expect(after).toContain('AQ 3067-2026  ');
    expect(after).toContain('正文未取得');
    expect(after).toMatch(/应急〔2021〕83号[^\n]*\n[^\n]*未核实 recalled/);
    expect(run('standards', 'list', '--as-of', 'today').code).toBe(2);
  });
});
