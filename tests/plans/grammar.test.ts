import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { must } from '../../src/kernel/result.ts';
import { checkClause } from '../../src/law/plans/check.ts';
import { comparisons, predicate, selector } from '../../src/law/plans/condition.ts';
import type { Clause } from '../../src/law/plans/model.ts';
import { clauseFile, dueRule, kinds, planFile, target } from '../../src/law/plans/model.ts';
import {
  parametersFile,
  parameterTypes,
  parseParameterFile,
} from '../../src/law/plans/parameter.ts';
import { requirement } from '../../src/law/plans/requirement-file.ts';
import { usesOf } from '../../src/law/plans/uses.ts';
import { dictionaryOf } from '../../src/law/records/lookup.ts';
import { loadDictionary, loadPlans } from '../../src/modules/plan/index.ts';

const page = readFileSync(resolve(import.meta.dirname, '../../docs/evaluation-grammar.md'), 'utf8');
const examples = [...page.matchAll(/^```json (\w+)(?: (\w+))?\n(.*?)^```$/gms)].map(
  ([, kind = '', entity = '', text = '']) => ({ kind, entity, text, line: lineOf(text) }),
);

function lineOf(text: string): number {
  return page.slice(0, page.indexOf(text)).split('\n').length;
}

const { clauses, parameters, vocabulary } = loadPlans();
const [model] = clauses;

/** Does everything that the example names exist? Asked as of a clause that has it. */
function faultsOf(part: Partial<Clause>): string[] {
  const base: Clause = {
    ...must(model ?? null, 'a shipped clause'),
    ...{ target: null, informs: [], reads: [], parameters: [], related: [], consequence: null },
    requirement: requirement.parse({ form: 'attest', by: ['city-eb'], document: true }),
    ...part,
  };
  const reads = usesOf(base).flatMap((use) => (use.kind === 'param' ? [use.name] : []));
  const clause = { ...base, reads: [...new Set(reads)] };
  const faults = checkClause(clause, {
    dictionary: dictionaryOf(loadDictionary()),
    parameters,
    vocabulary,
    plans: new Map(),
    texts: new Map([[clause.plan, `${clause.quote}${clause.consequence?.zh ?? ''}`]]),
    clauseIds: null,
  });
  // A derived attribute brings its parameters along: a real clause lists them.
  return faults.flatMap(({ field, message }) =>
    message.includes('not listed in reads') ? [] : [`${field}: ${message}`],
  );
}

const parsed =
  (schema: z.ZodType) =>
  (json: unknown): string[] =>
    (schema.safeParse(json).error?.issues ?? []).map(({ message }) => message);

const on = (entity: string) => ({ words: '', selector: selector.parse({ entity }) });

const read: Readonly<Record<string, (json: unknown, entity: string) => string[]>> = {
  plan: parsed(planFile),
  condition: (json, entity) => {
    const where = predicate.parse({ all: [json] });
    return faultsOf({ subject: { words: '', selector: { entity, ...where } } });
  },
  selector: (json) => faultsOf({ subject: { words: '', selector: selector.parse(json) } }),
  requirement: (json, entity) =>
    faultsOf({ subject: on(entity), requirement: requirement.parse(json) }),
  due: parsed(dueRule),
  every: (json) => faultsOf({ every: clauseFile.shape.every.parse(json) }),
  target: (json) => faultsOf({ target: target.parse(json) }),
  parameters: parsed(parametersFile),
  values: (json) => {
    const parsed = parseParameterFile(json, [...parameters.values()]);
    return parsed.ok ? [] : parsed.error.map(({ message }) => message);
  },
  clause: (json) => {
    const clause = clauseFile.parse(json);
    return faultsOf(clause);
  },
};

describe('docs/evaluation-grammar.md', () => {
  it.each(examples)(
    'line $line: the example of a $kind $entity is accepted',
    ({ kind, entity, text }) => {
      const reader = must(read[kind] ?? null, `a reader of '${kind}'`);
      expect(reader(JSON.parse(text), entity)).toEqual([]);
    },
  );

  it('has no other block of JSON', () => {
    expect(page.match(/^```json/gm)).toHaveLength(examples.length);
  });

  it('shows every form, due rule, comparison and parameter type', () => {
    const forms = examples.flatMap(({ text }) =>
      [...text.matchAll(/"form": "(\w+)"/g)].map((m) => m[1]),
    );
    expect([...new Set(forms)].sort()).toEqual(
      ['all', 'attest', 'follows', 'none', 'occurs', 'ratio', 'state', 'trend'].sort(),
    );
    expect(page).toContain('**all**, **any**');
    const dues = examples.flatMap(({ kind, text }) =>
      kind === 'due' ? [JSON.parse(text).type] : [],
    );
    expect([...new Set(dues)].sort()).toEqual(
      dueRule.options.map((option) => option.shape.type.value).sort(),
    );
    const words = [...comparisons, ...parameterTypes, ...kinds];
    expect(words.filter((word) => !new RegExp(`\\b${word}\\b`).test(page))).toEqual([]);
  });
});
