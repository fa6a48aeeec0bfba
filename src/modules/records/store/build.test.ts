import { describe, expect, it } from 'vitest';
import { loadDictionary } from '../../plan/index.ts';
import { buildStatements } from './build.ts';
import { rowRules } from './derived-row.ts';
import { isEnforcement } from './enforcement.ts';
import { facets } from './facets.ts';
import { readRules } from './read-rules.ts';

const types = new Map(loadDictionary().records.map((d) => [d.type, d]));

const read = (sql: string): string[] =>
  [...sql.matchAll(/(?:from|join) (rec\.(?:"\w+"|\w+))/g)].map(([, table = '']) => table);

describe('the projection', () => {
  it('fills every table before another one reads it', () => {
    const filled = new Set<string>();
    const early: string[] = [];
    for (const sql of buildStatements(types)) {
      const [, table] = /^insert into (rec\.(?:"\w+"|\w+))/.exec(sql) ?? [];
      if (!table) continue;
      early.push(
        ...read(sql)
          .filter((name) => name !== table && !filled.has(name))
          .map((name) => `${table} reads ${name}`),
      );
      filled.add(table);
    }
    expect(filled.size).toBeGreaterThan(100);
    expect(early).toEqual([]);
  });

  it('is not built anew for an index of a list', () => {
    expect(buildStatements(types).filter((sql) => /rec\.hazard_(list|by)_/.test(sql))).toEqual([]);
  });

  it('has a rule for every derived attribute', () => {
    const kept = new Set(facets.map((f) => `${f.owner}.${f.attr}`));
    const ruled = (name: string): boolean =>
      kept.has(name) || name in readRules || name in rowRules || name.endsWith('.jurisdiction');
    const derived = [...types.values()].flatMap((definition) =>
      definition.attributes.filter((a) => a.derived).map((a) => `${definition.type}.${a.name}`),
    );
    expect(derived.length).toBeGreaterThan(150);
    expect(derived.filter((name) => !ruled(name))).toEqual([]);
  });

  it('reads no facet that nothing fills', () => {
    const kept = new Set(facets.map((f) => `${f.owner}.${f.attr}`));
    const wanted = Object.values(readRules)
      .flatMap((rule) => Object.values(rule.facets ?? {}))
      .map((read) => read.facet)
      .filter((name) => !isEnforcement(name));
    expect(wanted.filter((name) => !kept.has(name))).toEqual([]);
  });
});
