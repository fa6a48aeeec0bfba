import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Result } from '../../kernel/result.ts';
import { ok, refuse } from '../../kernel/result.ts';
import type { PlanFault } from '../../law/plans/check.ts';
import { checkAddedCodes, checkClause } from '../../law/plans/check.ts';
import type { Clause, ParameterDefinition, Plan, Vocabulary } from '../../law/plans/model.ts';
import { clauseFile, planFile, vocabularyFile } from '../../law/plans/model.ts';
import { parametersFile } from '../../law/plans/parameter.ts';
import { dictionaryOf } from '../../law/records/lookup.ts';
import type { DictionaryData } from '../../law/records/model.ts';
import { dictionarySchema } from '../../law/records/model.ts';
import { faultText, law, Reader, shown } from './load-reader.ts';

/** Reads plans, the dictionary and profiles from their folders, and refuses what does not fit. */

export const plansFolder = join(law, 'plans');
export const shippedPlans: readonly string[] = ['heze-chem-2024-2026', 'heze-trade-2024-2026'].map(
  (name) => join(plansFolder, name),
);

export interface PlanLibrary {
  readonly plans: readonly Plan[];
  readonly clauses: readonly Clause[];
  readonly parameters: ReadonlyMap<string, ParameterDefinition>;
  readonly vocabulary: Vocabulary;
}

/** Thrown by `loadPlans`; the message lists every fault with its file, clause and field. */
export class PlanFilesError extends Error {
  readonly faults: readonly PlanFault[];

  constructor(faults: readonly PlanFault[]) {
    super(faults.map(faultText).join('\n'));
    this.name = 'PlanFilesError';
    this.faults = faults;
  }
}

let shippedDictionary: DictionaryData | null = null;

export function loadDictionary(): DictionaryData {
  if (shippedDictionary === null) {
    const file = join(law, 'records', 'records.json');
    shippedDictionary = dictionarySchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  }
  return shippedDictionary;
}

interface Folder {
  readonly plan: Plan;
  readonly dir: string;
  readonly text: string;
  readonly clauses: readonly Clause[];
  /** Also of the clauses that could not be read: others may name them. Null: a file is broken. */
  readonly ids: readonly string[] | null;
}

/** The plans of these folders with the shared words and parameters, or everything wrong in them. */
export function readPlans(dirs: readonly string[]): Result<PlanLibrary, readonly PlanFault[]> {
  const reader = new Reader();
  const shared = [plansFolder, ...dirs];
  const vocabulary = readVocabulary(reader, shared);
  const definitions = readParameters(reader, shared);
  const { parameters } = definitions;
  const sharedAreSound = reader.faults.length === 0;
  const folders = dirs.flatMap((dir) => readFolder(reader, dir) ?? []);
  const clauses = folders.flatMap((folder) => folder.clauses);
  checkUnique(reader, dirs, folders);
  const context = {
    dictionary: dictionaryOf(loadDictionary()),
    parameters,
    vocabulary,
    plans: new Map(folders.map(({ plan }) => [plan.id, plan])),
    texts: new Map(folders.map(({ plan, text }) => [plan.id, text])),
    clauseIds: folders.some(({ ids }) => ids === null)
      ? null
      : new Set(folders.flatMap(({ ids }) => ids ?? [])),
  };
  // Without sound shared words every clause would be at fault: those come first.
  if (sharedAreSound) {
    for (const folder of folders) checkOwnParameters(reader, folder, definitions);
    reader.faults.push(...clauses.flatMap((clause) => checkClause(clause, context)));
  }
  if (reader.faults.length > 0) return refuse(reader.faults);
  return ok({ plans: folders.map(({ plan }) => plan), clauses, parameters, vocabulary });
}

/** As `readPlans`; faults are thrown, for programs that cannot go on without their plans. */
export function loadPlans(dirs: readonly string[] = shippedPlans): PlanLibrary {
  const read = readPlans(dirs);
  if (!read.ok) throw new PlanFilesError(read.error);
  return read.value;
}

function readFolder(reader: Reader, dir: string): Folder | null {
  const file = join(dir, 'plan.json');
  const plan = reader.parse(planFile, reader.json(file), file, null);
  if (plan === null) return null;
  const textFile = join(dir, plan.text);
  if (!existsSync(textFile)) {
    reader.fault(file, null, 'text', `no file '${plan.text}' beside it`);
    return null;
  }
  const text = readFileSync(textFile, 'utf8').replace(/\s+/g, '');
  return { plan, dir, text, ...readClauses(reader, dir, plan) };
}

function readClauses(reader: Reader, dir: string, plan: Plan): Pick<Folder, 'clauses' | 'ids'> {
  const folder = join(dir, 'clauses');
  const names = existsSync(folder) ? readdirSync(folder).filter((n) => n.endsWith('.json')) : [];
  const clauses: Clause[] = [];
  const ids: string[] = [];
  let whole = true;
  for (const name of names.sort()) {
    const path = join(folder, name);
    const json = reader.json(path);
    if (!Array.isArray(json)) {
      if (json !== undefined) reader.fault(path, null, '', 'a clause file is a list of clauses');
      whole = false;
      continue;
    }
    for (const [index, item] of json.entries()) {
      const id = clauseName(item) ?? `clause ${index + 1}`;
      ids.push(id);
      const clause = readClause(reader, path, id, item, plan);
      if (clause !== null) clauses.push(clause);
    }
  }
  if (whole && ids.length !== plan.clauses) {
    const message = `says ${plan.clauses} clauses, but the folder holds ${ids.length}`;
    reader.fault(join(dir, 'plan.json'), null, 'clauses', message);
  }
  return { clauses, ids: whole ? ids : null };
}

function readClause(
  reader: Reader,
  path: string,
  id: string,
  item: unknown,
  plan: Plan,
): Clause | null {
  const data = reader.parse(clauseFile, item, path, id);
  if (data === null) return null;
  if (data.plan !== plan.id) {
    reader.fault(path, id, 'plan', `'${data.plan}' is not the plan of this folder`);
    return null;
  }
  const window = data.due.window ?? plan.window;
  return { ...data, window, jurisdiction: plan.jurisdiction, file: shown(path) };
}

/** A parameter that a plan brings along and no clause of it names is a mistake in one of the two. */
function checkOwnParameters(reader: Reader, folder: Folder, definitions: Definitions): void {
  const { clauses, ids, dir } = folder;
  if (clauses.length !== ids?.length) return;
  const named = new Set(clauses.flatMap(({ reads, informs }) => [...reads, ...informs]));
  const own = join(dir, 'parameters.json');
  for (const [name, file] of definitions.files) {
    if (file === own && !named.has(name)) {
      reader.fault(own, null, name, 'no clause of the plan reads it');
    }
  }
}

function clauseName(item: unknown): string | null {
  if (typeof item !== 'object' || item === null || !('id' in item)) return null;
  return typeof item.id === 'string' ? item.id : null;
}

function checkUnique(reader: Reader, dirs: readonly string[], folders: readonly Folder[]): void {
  const plans = new Set<string>();
  for (const [index, { plan }] of folders.entries()) {
    if (plans.has(plan.id)) {
      reader.fault(dirs[index] ?? '', null, 'id', `plan '${plan.id}' is loaded twice`);
    }
    plans.add(plan.id);
  }
  const clauses = new Set<string>();
  for (const { id, file } of folders.flatMap((folder) => folder.clauses)) {
    if (clauses.has(id)) reader.faults.push({ file, clause: id, field: 'id', message: 'is taken' });
    clauses.add(id);
  }
}

/** Shared words first; a plan's own folder may add entries, but not change one. */
function readVocabulary(reader: Reader, dirs: readonly string[]): Vocabulary {
  const merged = vocabularyFile.parse({ schema: 'vocabulary/1' });
  const groups = ['kinds', 'strengths', 'modules', 'roles', 'documents', 'systems'] as const;
  for (const dir of new Set(dirs)) {
    const path = join(dir, 'vocabulary.json');
    if (!existsSync(path)) continue;
    const file = reader.parse(vocabularyFile, reader.json(path), path, null);
    if (file === null) continue;
    for (const group of groups) {
      const taken = new Set(merged[group].map(({ id }) => id));
      for (const { id } of file[group]) {
        if (taken.has(id)) reader.fault(path, null, group, `'${id}' is taken`);
      }
      (merged[group] as unknown[]).push(...file[group]);
    }
    for (const { field, message } of checkAddedCodes(file.codes, dictionaryOf(loadDictionary()))) {
      reader.fault(path, null, field, message);
    }
    merged.codes.push(...file.codes);
    merged.terms.push(...file.terms);
    merged.thresholds.push(...file.thresholds);
    merged.ambiguities.push(...file.ambiguities);
    Object.assign(merged.conventions, file.conventions);
  }
  return merged;
}

interface Definitions {
  readonly parameters: ReadonlyMap<string, ParameterDefinition>;
  /** File of each parameter. */
  readonly files: ReadonlyMap<string, string>;
}

function readParameters(reader: Reader, dirs: readonly string[]): Definitions {
  const parameters = new Map<string, ParameterDefinition>();
  const files = new Map<string, string>();
  for (const dir of new Set(dirs)) {
    const path = join(dir, 'parameters.json');
    if (!existsSync(path)) continue;
    const file = reader.parse(parametersFile, reader.json(path), path, null);
    for (const definition of file?.parameters ?? []) {
      const { name } = definition;
      if (parameters.has(name)) reader.fault(path, null, 'parameters', `'${name}' is taken`);
      parameters.set(name, definition);
      files.set(name, path);
    }
  }
  return { parameters, files };
}
