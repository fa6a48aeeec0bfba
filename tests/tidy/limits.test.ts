import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import biome from '../../biome.json' with { type: 'json' };
import { slices } from '../../src/modules/slices.ts';
import { functionLengths, read, root, sources } from '../support/sources.ts';

const files = sources();
const lines = (file: string): string[] => read(file).split('\n');
const matching = (pattern: RegExp, list = files): string[] =>
  list.flatMap((file) =>
    lines(file).flatMap((line, index) => (pattern.test(line) ? [`${file}:${index + 1}`] : [])),
  );

/** Old debt (a ratchet): these may only shrink; split them, then strike them out. */
const debt: Readonly<Record<string, number>> = {
  'tests/oracle/oracle.test.ts': 963,
  'tests/oracle/state.ts': 304,
  'tests/oracle/worlds.ts': 427,
};

/** SQL is read as a whole; its lines may be longer. */
const isSqlHome = (file: string): boolean => /\/store(\/|\.ts$)|^src\/platform\/db\//.test(file);

/** What is left of a line without its strings, templates, patterns: the formatter wraps only that. */
const bare = (line: string): string =>
  line.replace(/'(\\.|[^'\\])*'|`(\\.|[^`\\])*`|"(\\.|[^"\\])*"|\/(\\.|[^/\\])+\/[a-z]*/g, "''");

describe('limits', () => {
  it.each(files)('%s has at most 300 lines', (file) => {
    expect(lines(file).length).toBeLessThanOrEqual(debt[file] ?? 301);
  });

  it('old debt is struck out once it is paid', () => {
    expect(Object.keys(debt).filter((file) => lines(file).length <= 301)).toEqual([]);
  });

  it('lines have at most 100 columns, texts that cannot be broken aside', () => {
    const long = files.flatMap((file) =>
      lines(file)
        .map((line, index) => ({ line, at: `${file}:${index + 1}` }))
        .filter(({ line }) => [...line].length > 100)
        .filter(({ line }) => /^\s*(\/\/|\/?\*)/.test(line) || !isSqlHome(file))
        .filter(({ line }) => [...bare(line)].length > 100)
        .map(({ at }) => at),
    );
    expect(long).toEqual([]);
  });

  it('functions of tests too have at most 60 lines', () => {
    const long = files.filter((file) => functionLengths(read(file)).some((length) => length > 60));
    expect(long).toEqual([]);
    const lines = Array.from({ length: 60 }, () => '  go();').join('\n');
    expect(functionLengths(`// why\nfunction f() {\n${lines}\n}\n`)).toEqual([60]);
    expect(functionLengths(`describe('x', () => {\n${lines}\n});\n`)).toEqual([]);
  });

  it('the formatter and linter hold functions to 60 lines, the formatter lines to 100', () => {
    const { noExcessiveLinesPerFunction: rule } = biome.linter.rules.complexity;
    expect(rule).toEqual({ level: 'error', options: { maxLines: 60, skipBlankLines: true } });
    expect(biome.formatter.lineWidth).toBe(100);
  });
});

describe('habits', () => {
  it('no test is skipped, singled out or left to do', () => {
    const tests = files.filter((file) => file.endsWith('.test.ts'));
    expect(
      matching(/\b(it|test|describe)\.(skip|only|todo|fails)\b|\bx(it|test)\(/, tests),
    ).toEqual([]);
  });

  it('no mark of unfinished work', () => {
    // In two halves, so that this line is none.
    const marks = ['TO' + 'DO', 'FIX' + 'ME', 'XX' + 'X'];
    expect(matching(new RegExp(`\\b(${marks.join('|')})\\b`))).toEqual([]);
  });

  it('nothing reads outside the checkout', () => {
    const outside = new RegExp(['\\.\\./shared/', '/work/'].join('|').replace('work', '[w]ork'));
    expect(
      matching(
        outside,
        files.filter((file) => !file.endsWith('limits.test.ts')),
      ),
    ).toEqual([]);
  });

  it('every folder of src/modules is a slice in the order, and the other way round', () => {
    const folders = readdirSync(join(root, 'src', 'modules'), { withFileTypes: true });
    const names = folders.filter((entry) => entry.isDirectory()).map(({ name }) => name);
    expect(names.sort()).toEqual([...slices].sort());
  });
});
