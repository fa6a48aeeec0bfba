import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { DictionaryData } from '../../law/records/model.ts';
import { dictionarySchema } from '../../law/records/model.ts';
import type { ParameterDefinition, PlanClause } from './model.ts';

const law = resolve(import.meta.dirname, '..', '..', 'law');

export function loadDictionary(): DictionaryData {
  const file = join(law, 'records', 'records.json');
  const parsed = dictionarySchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(`${file}: ${issue?.path.join('.')}: ${issue?.message}`);
}

interface RawClause extends Omit<PlanClause, 'selector' | 'requirement' | 'window'> {
  readonly subject: { readonly predicate: PlanClause['selector'] };
}

interface RawRequirement {
  readonly id: string;
  readonly subject?: PlanClause['selector'];
}

/** Both published plans, clauses in the order of the texts. */
export function loadPlans(): { clauses: PlanClause[]; parameters: ParameterDefinition[] } {
  const read = (name: string): unknown =>
    JSON.parse(readFileSync(join(law, 'plans', 'source', name), 'utf8'));
  const texts = read('clauses.json') as { clauses: RawClause[] };
  const structured = read('requirements.json') as {
    requirements: (RawRequirement & PlanClause['requirement'])[];
    parameters: ParameterDefinition[];
  };
  const byId = new Map(structured.requirements.map((r) => [r.id, r]));
  const clauses = texts.clauses.map((clause) => {
    const requirement = byId.get(clause.id);
    if (!requirement) throw new Error(`requirements.json: no requirement for clause ${clause.id}`);
    return {
      ...clause,
      window: { from: '2024-01-01', until: '2026-12-31' },
      selector: requirement.subject ?? clause.subject.predicate,
      requirement,
    };
  });
  return { clauses, parameters: structured.parameters };
}
