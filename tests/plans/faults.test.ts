import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faultText, loadPlans, PlanFilesError, readPlans } from '../../src/modules/plan/index.ts';
import { seeds } from './cases/faults.ts';

const sound = join(import.meta.dirname, 'made-up-city');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'zhiben-plans-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A copy of the sound plan with one fault in it. */
function seeded(name: string, file: string, edit: (text: string) => string): string {
  const plan = join(folder, name.replace(/\W+/g, '-'));
  cpSync(sound, plan, { recursive: true });
  const path = join(plan, file);
  const before = readFileSync(path, 'utf8');
  const after = edit(before);
  expect(after, 'the seed changes the file').not.toBe(before);
  writeFileSync(path, after);
  return plan;
}

function faultsOf(plan: string): string[] {
  const read = readPlans([plan]);
  if (read.ok) return [];
  const prefix = `${relative('.', plan)}/`;
  return read.error.map((fault) => faultText(fault).replace(prefix, ''));
}

describe('a plan with a fault', () => {
  it('is sound before', () => {
    expect(faultsOf(sound)).toEqual([]);
  });

  it.each(seeds)('$name: names file, clause and field', ({ name, file, edit, faults }) => {
    expect(faultsOf(seeded(name, file, edit))).toEqual(faults);
  });

  it('names the file of a plan whose text is missing', () => {
    const plan = seeded('no text', 'plan.json', (text) => text.replace('text.zh.txt', 'lost.txt'));
    expect(faultsOf(plan)).toEqual(["plan.json: text: no file 'lost.txt' beside it"]);
  });

  it('says that a folder holds no plan', () => {
    const read = readPlans([join(folder, 'nothing')]);
    expect(read.ok ? [] : read.error.map(({ field, message }) => [field, message])).toEqual([
      ['', 'no such file'],
    ]);
  });

  it('refuses the same plan twice', () => {
    const read = readPlans([sound, sound]);
    const messages = read.ok ? [] : read.error.map(faultText);
    expect(messages).toContain("tests/plans/made-up-city: id: plan 'lanwan' is loaded twice");
    expect(messages).toContain(
      'tests/plans/made-up-city/clauses/01.json: LANWAN-1.1: id: is taken',
    );
  });

  it('throws every fault at once where a program cannot go on', () => {
    const plan = seeded('two faults', 'clauses/01.json', (text) =>
      text
        .replace('"attr": "planningConformity"', '"attr": "planningConform"')
        .replace('"kind": "recurring"', '"kind": "now and then"'),
    );
    expect(() => loadPlans([plan])).toThrow(PlanFilesError);
    expect(() => loadPlans([plan])).toThrow(/LANWAN-1\.2: kind.*\n.*LANWAN-1\.1: requirement/);
  });
});
