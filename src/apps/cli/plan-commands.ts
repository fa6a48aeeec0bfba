import { createReadStream, existsSync } from 'node:fs';
import type { Clause, ParameterEntry } from '../../law/plans/model.ts';
import { parseParameterFile } from '../../law/plans/parameter.ts';
import type { PlanLibrary } from '../../modules/plan/index.ts';
import { evaluatePlan, loadDictionary, loadPlans, project } from '../../modules/plan/index.ts';
import { importInto, withThrowaway } from './stores.ts';
import type { Command } from './usage.ts';
import { dateOption, jsonFile, options, print, progress, UsageError } from './usage.ts';

function chosen(clauses: readonly Clause[], ids: readonly string[]): readonly Clause[] {
  for (const id of ids) {
    if (!clauses.some((clause) => clause.id === id))
      throw new UsageError(`no clause '${id}'; see plan list`);
  }
  return ids.length === 0 ? clauses : clauses.filter((clause) => ids.includes(clause.id));
}

function parametersFrom(
  file: string | undefined,
  definitions: PlanLibrary['parameters'],
): readonly ParameterEntry[] {
  if (!file) return [];
  const values = parseParameterFile(jsonFile('--params', file), [...definitions.values()]);
  if (!values.ok) {
    throw new UsageError(values.error.map((f) => `--params ${file}: ${f.message}`).join('\n'));
  }
  return values.value;
}

const evaluate: Command = {
  usage: '--facts FILE.ndjson --as-of DATE [--clause ID]... [--params FILE.json] [--json]',
  async run(args) {
    const { values } = options(args, {
      facts: { type: 'string' },
      'as-of': { type: 'string' },
      clause: { type: 'string', multiple: true },
      params: { type: 'string' },
      json: { type: 'boolean' },
    });
    if (!values.facts || !values['as-of'])
      throw new UsageError('plan evaluate needs --facts and --as-of');
    if (!existsSync(values.facts)) throw new UsageError(`--facts: no file ${values.facts}`);
    const asOf = dateOption('--as-of', values['as-of']);
    const { clauses, parameters: definitions } = loadPlans();
    const wanted = chosen(clauses, values.clause ?? []);
    const given = parametersFrom(values.params, definitions);
    const source = createReadStream(values.facts);
    const dictionary = loadDictionary();
    const evaluation = await withThrowaway(async (db) => {
      await importInto(db, dictionary, source);
      await project(db.owner, dictionary);
      const onProgress = (done: number, all: number): void => progress(`${done} of ${all} clauses`);
      return evaluatePlan({
        db: db.owner,
        dictionary,
        clauses: wanted,
        definitions,
        values: given,
        asOf,
        onProgress,
      });
    });
    progress('');
    if (values.json) await print(`${JSON.stringify(evaluation)}\n`);
    else
      await print(
        evaluation.clauses
          .map(
            (c) => `${c.id.padEnd(12)} ${c.status.padEnd(15)} ${c.met + c.late}/${c.population}\n`,
          )
          .join(''),
      );
    return 0;
  },
};

const list: Command = {
  usage: '[--json]',
  async run(args) {
    const { values } = options(args, { json: { type: 'boolean' } });
    const rows = loadPlans().clauses.map((c) => ({
      id: c.id,
      plan: c.plan,
      quote: c.quote,
      kind: c.kind,
      module: c.module,
      form: c.requirement.form,
      parameters: [...c.reads, ...c.informs],
    }));
    await print(
      values.json
        ? `${JSON.stringify(rows)}\n`
        : rows.map((r) => `${r.id.padEnd(12)} ${r.form.padEnd(8)} ${r.quote}\n`).join(''),
    );
    return 0;
  },
};

export const planCommands: Readonly<Record<string, Command>> = {
  'plan evaluate': evaluate,
  'plan list': list,
};
