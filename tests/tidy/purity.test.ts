import { describe, expect, it } from 'vitest';
import { impurities } from '../support/purity.ts';
import { read, sources } from '../support/sources.ts';

const pure = sources().filter(
  (file) => /^src\/(kernel|law)\/|\/rules\//.test(file) && !file.endsWith('.test.ts'),
);

describe('purity', () => {
  it('rules, kernel and law contain no clock, chance, process, timer, network, wait or state', () => {
    expect(pure.length).toBeGreaterThan(50);
    const found = pure.flatMap((file) => impurities(read(file)).map((name) => `${file}: ${name}`));
    expect(found).toEqual([]);
  });

  it.each([
    ['const now = new Date();', 'a clock: new Date()'],
    ['const now = Date();', 'a clock: new Date()'],
    ['const now = Date.now();', 'a clock: Date.now'],
    ['const now = performance.now();', 'a clock: Date.now'],
    ['const dice = Math.random();', 'chance'],
    ['const id = crypto.randomUUID();', 'chance'],
    ['const home = process.env.HOME;', 'the process'],
    ['const g = globalThis;', 'the process'],
    ['setTimeout(go, 10);', 'a timer'],
    ['setInterval(go, 10);', 'a timer'],
    ["const page = fetch('http://x');", 'the network'],
    ["console.log('here');", 'the console'],
    ['export async function judge() {}', 'waiting'],
    ['const x = await load();', 'waiting'],
    ['let count = 0;', 'state of the module'],
    ['export let count = 0;', 'state of the module'],
  ])('finds %s', (line, name) => {
    expect(impurities(`import { x } from './x.ts';\n${line}\n`)).toContain(name);
  });

  it.each([
    ['const day = new Date(moment).getUTCDay();'],
    ['// process.env is not read here'],
    ["const text = 'an async process.';"],
    ['function judge() {\n  let count = 0;\n  return count;\n}'],
    ['const process = facts.process;'],
  ])('lets pass %s', (line) => expect(impurities(line)).toEqual([]));
});
