import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOf } from '../src/kernel/calendar.ts';
import { hazardLevel, parseInventory } from '../src/modules/installations/index.ts';

const root = resolve(import.meta.dirname, '..');
const main = join(root, 'src/apps/cli/main.ts');

function run(args: readonly string[], input: string | Uint8Array) {
  const done = spawnSync(process.execPath, [main, 'hazard-level', ...args], {
    input,
    encoding: 'utf8',
  });
  return { code: done.status, out: done.stdout, err: done.stderr };
}

const contract =
  '{"substances":[{"cas":"7664-41-7","name":"氨","quantity":30}],"exposedPopulation":60}';

describe('zhiben hazard-level', () => {
  it('prints one JSON document and nothing else', () => {
    const { code, out, err } = run(['--json'], contract);
    expect([code, err]).toEqual([0, '']);
    expect(out.endsWith('}\n') && !out.trimEnd().includes('\n')).toBe(true);
    // 30/10 = 3; 1.5 × 2 × 3 = 9, under 10
    expect(JSON.parse(out)).toMatchObject({
      S: 3,
      isMajorHazard: true,
      R: 9,
      level: 4,
      alpha: 1.5,
      items: [{ name: '氨', q: 30, Q: 10, beta: 2 }],
      recalled: false,
    });
  });

  it('ends with 0 below the threshold too, with S and R and no level', () => {
    const { code, out } = run(['--json'], contract.replace('30', '9.9'));
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ S: 0.99, isMajorHazard: false, R: 2.97, level: null });
  });

  it('speaks Chinese to a person', () => {
    const { code, out, err } = run([], contract);
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('结论：构成四级重大危险源');
    expect(out).toContain('计算过程');
  });

  it('judges units each alone', () => {
    const input = {
      units: ['甲', '乙'].map((name) => ({ name, substances: JSON.parse(contract).substances })),
      exposedPopulation: 0,
    };
    const { code, out } = run(['--json'], `\ufeff${JSON.stringify(input)}`);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      units: [
        { name: '甲', R: 3 },
        { name: '乙', R: 3 },
      ],
      highestLevel: 4,
    });
  });

  it('reads the digits of a quantity, not the nearest double', () => {
    const input =
      '{"substances":[{"cas":"74-86-2","quantity":0.99999999999999999999}],"exposedPopulation":0}';
    expect(JSON.parse(input).substances[0].quantity).toBe(1);
    expect(JSON.parse(run(['--json'], input).out)).toMatchObject({
      isMajorHazard: false,
      level: null,
    });
  });

  it('lists every fault, as JSON on standard output and for a person on standard error', () => {
    const input =
      '{"substances":[{"cas":"7664-41-8","quantity":-1},{"cas":"50-78-2","quantity":1}]}';
    const { code, out, err } = run(['--json'], input);
    expect(code).toBe(2);
    const { errors } = JSON.parse(out);
    expect(errors.map((one: { path: string }) => one.path)).toEqual([
      'exposedPopulation',
      'substances[0].cas',
      'substances[0].quantity',
      'substances[1].cas',
    ]);
    for (const one of errors) expect(err).toContain(one.mend.zh);
    const plain = run([], input);
    expect([plain.code, plain.out]).toEqual([2, '']);
  });

  it.each([
    ['nothing', '', 'emptyInput'],
    ['broken JSON', '{"substances":[', 'notJson'],
  ])('refuses %s', (_, input, code) => {
    const done = run(['--json'], input);
    expect(done.code).toBe(2);
    expect(JSON.parse(done.out).errors[0].code).toBe(code);
    expect(done.err).not.toBe('');
  });

  it.each([[['--fast']], [['--as-of', '2026-02-30']]])('refuses the words %j', (args) => {
    const { code, out, err } = run(args, contract);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/^zhiben: /);
  });

  it('helps', () => {
    const { code, out } = run(['--help'], '');
    expect(code).toBe(0);
    for (const word of ['exposedPopulation', 'mixture', '--as-of']) expect(out).toContain(word);
  });

  it('judges by the edition of the day', () => {
    expect(run(['--json', '--as-of', '2019-03-01'], contract).code).toBe(0);
    const before = run(['--json', '--as-of', '2019-02-28'], contract);
    expect(before.code).toBe(2);
    expect(JSON.parse(before.out).errors[0]).toMatchObject({ code: 'noEdition' });
  });

  it('prints what the rules say, for any inventory', () => {
    const substance = fc.record({
      row: fc.integer({ min: 1, max: 85 }),
      quantity: fc.oneof(
        fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
        fc.nat({ max: 1_000_000 }).map((n) => `${n + 1}.5`),
      ),
    });
    const unit = fc.record({
      name: fc.uuid(),
      substances: fc.uniqueArray(substance, {
        minLength: 1,
        maxLength: 5,
        selector: (one) => one.row,
      }),
      exposedPopulation: fc.nat(),
    });
    const units = fc.uniqueArray(unit, {
      minLength: 10,
      maxLength: 40,
      selector: (one) => one.name,
    });
    fc.assert(
      fc.property(units, (list) => {
        const text = JSON.stringify({ units: list });
        const parsed = parseInventory(new TextEncoder().encode(text));
        if (!parsed.ok) throw new Error(parsed.error.code);
        const judged = hazardLevel(parsed.value, dayOf(2026, 1, 1));
        if (!judged.ok) throw new Error(JSON.stringify(judged.error));
        const { code, out } = run(['--json', '--as-of', '2026-01-01'], text);
        expect(code).toBe(0);
        expect(JSON.parse(out)).toEqual(JSON.parse(JSON.stringify(judged.value)));
      }),
      { numRuns: 3 },
    );
  });
});
