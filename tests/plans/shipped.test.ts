import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Requirement } from '../../src/law/plans/model.ts';
import { alarmParameters } from '../../src/modules/alarms/index.ts';
import { checkParameters } from '../../src/modules/checks/index.ts';
import { loopParameters } from '../../src/modules/hazards/index.ts';
import { liveParameters } from '../../src/modules/live/index.ts';
import { loadPlans, shippedPlans } from '../../src/modules/plan/index.ts';
import { taskParameters } from '../../src/modules/tasks/index.ts';

const { plans, clauses, parameters, vocabulary } = loadPlans();
const textOf = new Map(
  plans.map((plan, index) => [
    plan.id,
    readFileSync(join(shippedPlans[index] ?? '', plan.text), 'utf8').replace(/\s/g, ''),
  ]),
);

describe('the shipped plans', () => {
  it('hold all 352 clauses, 191 of chemistry and 161 of trade', () => {
    const count = (plan: string) => clauses.filter((clause) => clause.plan === plan).length;
    expect([plans.map(({ id }) => id), count('chem'), count('trade')]).toEqual([
      ['chem', 'trade'],
      191,
      161,
    ]);
    expect(new Set(clauses.map(({ id }) => id)).size).toBe(352);
  });

  it('cover every task and safeguard that their text numbers', () => {
    for (const plan of plans) {
      const tasks = new Set(clauses.filter((c) => c.plan === plan.id).map(({ task }) => task));
      const numbered = Array.from({ length: plan.tasks ?? 0 }, (_, i) => i + 1);
      const named = Array.from({ length: plan.safeguards ?? 0 }, (_, i) => `S${i + 1}`);
      expect(tasks).toEqual(new Set([...numbered, ...named, 'P', 'G']));
    }
  });

  it.each(clauses.map((clause) => [clause.id, clause] as const))(
    '%s quotes its plan verbatim',
    (_, { quote, plan, consequence }) => {
      const text = textOf.get(plan) ?? '';
      expect(text).toContain(quote);
      if (consequence?.zh) expect(text).toContain(consequence.zh);
    },
  );

  it('have an English rendering, a kind, an actor and a requirement everywhere', () => {
    for (const { id, en, actor, evidence } of clauses) {
      expect([id, en.length > 10, actor.length > 0, evidence.facts.length > 0]).toEqual([
        id,
        true,
        true,
        true,
      ]);
    }
  });

  it('use every form', () => {
    const forms = (requirement: Requirement): string[] =>
      'of' in requirement && Array.isArray(requirement.of)
        ? [requirement.form, ...requirement.of.flatMap(forms)]
        : [requirement.form];
    expect(new Set(clauses.flatMap(({ requirement }) => forms(requirement)))).toEqual(
      new Set(['state', 'occurs', 'none', 'follows', 'ratio', 'trend', 'attest', 'all', 'any']),
    );
  });

  it('define no parameter that no clause, to-do, loop of hazards, check or alarm goes by', () => {
    const read = clauses.flatMap(({ reads, informs }) => [...reads, ...informs]);
    expect(taskParameters.filter((name) => !parameters.has(name))).toEqual([]);
    const others = [...taskParameters, ...loopParameters, ...checkParameters];
    const named = new Set([...read, ...others, ...alarmParameters(), ...liveParameters]);
    const live = [...alarmParameters(), ...liveParameters];
    expect(live.filter((name) => !parameters.has(name))).toEqual([]);
    expect([...parameters.keys()].filter((name) => !named.has(name))).toEqual([]);
  });

  it('give every parameter to an owner that the vocabulary knows', () => {
    const roles = new Set(vocabulary.roles.map(({ id }) => id));
    expect([...parameters.values()].filter(({ owner }) => !roles.has(owner))).toEqual([]);
  });
});
