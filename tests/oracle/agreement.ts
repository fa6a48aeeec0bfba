import fc from 'fast-check';
import type { Moment } from '../../src/kernel/calendar.ts';
import { formatDay, parseDay } from '../../src/kernel/calendar.ts';
import { must } from '../../src/kernel/result.ts';
import { selector } from '../../src/law/plans/condition.ts';
import type {
  Clause,
  ParameterDefinition,
  ParameterEntry as ProductEntry,
} from '../../src/law/plans/model.ts';
import { clauseFile } from '../../src/law/plans/model.ts';
import { ALWAYS } from '../../src/law/plans/parameter.ts';
import { requirement } from '../../src/law/plans/requirement-file.ts';
import { importFacts } from '../../src/modules/ledger/index.ts';
import { evaluatePlan, loadDictionary, project } from '../../src/modules/plan/index.ts';
import type { TestDatabase } from '../support/database.ts';
import { dictionary } from './dictionary.ts';
import { evaluate } from './evaluate.ts';
import type { ClauseInput, ClauseResult, Duty, Fact, ParameterEntry, Value } from './types.ts';
import { worldFor } from './worlds.ts';

/** Random worlds of one clause, side by side under one prefix. */
export interface Batch {
  readonly clause: ClauseInput;
  readonly prefix: string;
  readonly facts: readonly Fact[];
  readonly asOf: string;
}

export interface Round {
  readonly batches: readonly Batch[];
  readonly parameters: readonly ParameterEntry[];
}

/** The worlds of a seed: `count` for each clause; parameters hold for all clauses of the round. */
export function roundOf(clauses: readonly ClauseInput[], seed: number, count: number): Round {
  const pool = new Map<string, readonly ParameterEntry[]>();
  const batches = clauses.map((clause, index): Batch => {
    const worlds = fc.sample(worldFor(clause, dictionary), {
      seed: seed * 1009 + index,
      numRuns: count,
    });
    const [first] = worlds;
    for (const name of namesIn(clause)) {
      if (!pool.has(name)) pool.set(name, first?.parameters.filter((e) => e.name === name) ?? []);
    }
    const facts = worlds.flatMap((world, w) =>
      world.facts.map((f) => renamed(f, `${index}x${w}~`)),
    );
    return { clause, prefix: `${index}x`, facts, asOf: first?.asOf ?? '2026-01-01' };
  });
  const prefixes = batches.flatMap((_, i) => Array.from({ length: count }, (_, w) => `${i}x${w}~`));
  const parameters = [...pool.values()]
    .flat()
    .flatMap((entry) =>
      entry.jurisdiction === undefined
        ? [entry]
        : prefixes.map((p) => ({ ...entry, jurisdiction: `${p}${entry.jurisdiction}` })),
    );
  return { batches, parameters };
}

/** Parameters that the clause or a derived attribute may read. */
function namesIn(clause: ClauseInput): string[] {
  const named = (JSON.stringify(clause).match(/"param":"([^"]+)"/g) ?? []).map((x) =>
    x.slice(9, -1),
  );
  const derived = dictionary.records.flatMap((r) => r.attributes.flatMap((a) => a.reads ?? []));
  return [...new Set([...named, ...clause.reads, ...derived])];
}

const references = new Map(
  dictionary.records.map((r) => [
    r.type,
    new Set(r.attributes.filter((a) => /^refs?:/.test(a.type)).map((a) => a.name)),
  ]),
);

function renamed(fact: Fact, prefix: string): Fact {
  const refs = references.get(fact.type);
  const name = (value: Value | null): Value | null => {
    if (typeof value === 'string') return `${prefix}${value}`;
    return Array.isArray(value) ? value.map((each) => `${prefix}${each}`) : value;
  };
  const set = Object.fromEntries(
    Object.entries(fact.set ?? {}).map(([key, value]): [string, Value | null] => {
      if (key === 'subject' && typeof value === 'string' && fact.type === 'attestation') {
        const at = value.indexOf('/') + 1;
        return [key, `${value.slice(0, at)}${prefix}${value.slice(at)}`];
      }
      return [key, refs?.has(key) ? name(value) : value];
    }),
  );
  return { ...fact, record: `${prefix}${fact.record}`, set };
}

/** Imports every fact; those that the ledger refuses are left out on both sides. */
export async function load(db: TestDatabase, facts: readonly Fact[]): Promise<Fact[]> {
  async function* source(): AsyncGenerator<Uint8Array> {
    for (const fact of facts) yield Buffer.from(`${JSON.stringify(fact)}\n`);
  }
  const refused = new Set<number>();
  await importFacts({
    db: db.app,
    dictionary: loadDictionary(),
    source: source(),
    recorder: 'test',
    clock: () => 0 as Moment,
    isKnown: () => true,
    onReject: (reject) => refused.add(reject.line),
  });
  return facts.filter((_, index) => !refused.has(index + 1));
}

/** What clause files must say and the slow evaluator does not ask for. */
const ofDue: Readonly<Record<string, object>> = {
  annual: { every: 'P1Y' },
  event: { on: 'trigger' },
  routine: { wording: '' },
};

function completed(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(completed);
  if (typeof part !== 'object' || part === null) return part;
  const fields = Object.entries(part).map(([key, value]) => [key, completed(value)]);
  const whole = Object.fromEntries(fields) as Record<string, unknown>;
  return whole.form === 'attest' ? { document: true, ...whole } : whole;
}

/** The clause as the product reads it. */
export function clauseOf(input: ClauseInput): Clause {
  const { due, target } = clauseFile.shape;
  const read = {
    id: input.id,
    plan: 'test',
    subject: { words: '', selector: selector.parse(input.selector) },
    requirement: requirement.parse(completed(input.requirement)),
    due: due.parse({ ...ofDue[input.due.type], ...input.due }),
    every: clauseFile.shape.every.parse(input.every),
    measure: input.measure,
    target: target.parse(
      input.target && {
        ...input.target,
        basis: typeof input.target.value === 'number' ? 'inferred' : 'parameter',
      },
    ),
    reads: [...input.reads],
    informs: [],
  };
  const window = input.due.window ?? { from: '2024-01-01', until: '2026-12-31' };
  return { ...read, window } as unknown as Clause;
}

/** Parameters as the product reads them. */
export function entriesOf(parameters: readonly ParameterEntry[]): ProductEntry[] {
  return parameters.map((entry) => ({
    name: entry.name,
    value: entry.value as string,
    from: entry.from ?? ALWAYS,
    jurisdiction: entry.jurisdiction ?? null,
    reason: null,
    by: null,
  }));
}

export async function judged(
  db: TestDatabase,
  clauses: readonly ClauseInput[],
  asOf: string,
  parameters: readonly ParameterEntry[],
  definitions: ReadonlyMap<string, ParameterDefinition>,
): Promise<readonly ClauseResult[]> {
  const day = parseDay(asOf);
  if (!day.ok) throw new Error(day.error);
  const result = await evaluatePlan({
    db: db.owner,
    dictionary: loadDictionary(),
    clauses: clauses.map(clauseOf),
    definitions,
    values: entriesOf(parameters),
    asOf: day.value,
  });
  return result.clauses as unknown as readonly ClauseResult[];
}

/** A trigger is named by its record here and by its date there; an instant is due on its day. */
const line = ({ subject, period, due, status, since }: Duty): string =>
  [subject, period, due?.slice(0, 10) ?? null, status, since].join(' | ');

/** Duties of both sides that the other does not have; empty when they agree. */
export function differences(fast: readonly Duty[], slow: readonly Duty[]): string[] {
  const count = new Map<string, number>();
  for (const duty of slow) count.set(line(duty), (count.get(line(duty)) ?? 0) + 1);
  for (const duty of fast) count.set(line(duty), (count.get(line(duty)) ?? 0) - 1);
  return [...count]
    .filter(([, n]) => n !== 0)
    .map(([text, n]) => `${n > 0 ? 'slow' : 'fast'}: ${text}`)
    .sort((a, b) => (a.slice(6) < b.slice(6) ? -1 : 1));
}

/** Reads the standards of the whole ledger, not only what is tied to the subject. */
export const readsAll = (clause: ClauseInput): boolean =>
  JSON.stringify(clause).includes('updatedStandardInForce');

/** World by world, for they are strangers to each other. */
export function slowly(
  batch: Batch,
  facts: readonly Fact[],
  parameters: readonly ParameterEntry[],
): ClauseResult {
  const { clause, prefix, asOf } = batch;
  const worlds = new Map<string, Fact[]>();
  for (const fact of facts) {
    if (!fact.record.startsWith(prefix)) continue;
    const world = readsAll(clause) ? prefix : fact.record.slice(0, fact.record.indexOf('~'));
    const own = worlds.get(world) ?? [];
    own.push(fact);
    worlds.set(world, own);
  }
  const results = [...worlds].map(([world, own]) => {
    const here = parameters.filter((e) => e.jurisdiction?.startsWith(world) ?? true);
    const input = { dictionary, clauses: [clause], parameters: here, facts: own, asOf };
    return must(evaluate(input).clauses[0], 'one clause');
  });
  return {
    ...must(results[0], 'one world'),
    duties: results.flatMap((result) => result.duties),
  };
}

export { formatDay, project };
