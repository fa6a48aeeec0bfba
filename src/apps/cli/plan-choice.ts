import { nearestName } from '../../kernel/nearest-name.ts';
import type { Clause, ParameterEntry } from '../../law/plans/model.ts';
import { kinds } from '../../law/plans/model.ts';
import { parseParameterFile } from '../../law/plans/parameter.ts';
import type { PlanLibrary } from '../../modules/plan/index.ts';
import { faultText, layered, loadProfile, profileIds } from '../../modules/plan/index.ts';
import { badUsage, jsonFile } from './usage.ts';

/** Which clauses a command speaks of, and with which values: options read against the plans. */

export interface ClauseChoice {
  readonly clause?: readonly string[] | undefined;
  readonly plan?: string | undefined;
  readonly kind?: string | undefined;
  readonly module?: string | undefined;
  readonly form?: string | undefined;
  readonly actor?: string | undefined;
  /** Words that all stand in quote, rendering, titles or id. */
  readonly text?: readonly string[] | undefined;
}

export const choiceOptions = {
  clause: { type: 'string', multiple: true },
  plan: { type: 'string' },
  kind: { type: 'string' },
  module: { type: 'string' },
  form: { type: 'string' },
  actor: { type: 'string' },
} as const;

export function chosenClauses(library: PlanLibrary, choice: ClauseChoice): readonly Clause[] {
  const { clauses, vocabulary, plans } = library;
  const { clause: ids = [], plan, kind, module, form, actor, text = [] } = choice;
  for (const id of ids) clauseNamed(library, id);
  known('--plan', plan, idsOf(plans));
  known('--kind', kind, kinds);
  known('--module', module, idsOf(vocabulary.modules));
  known('--form', form, [...new Set(clauses.map((c) => c.requirement.form))]);
  known('--actor', actor, idsOf(vocabulary.roles));
  return clauses.filter(
    (c) =>
      (ids.length === 0 || ids.includes(c.id)) &&
      (plan === undefined || c.plan === plan) &&
      (kind === undefined || c.kind === kind) &&
      (module === undefined || c.module === module || c.alsoModules.includes(module)) &&
      (form === undefined || c.requirement.form === form) &&
      (actor === undefined || c.actor.includes(actor)) &&
      text.every((word) => wordsOf(c).includes(word.toLowerCase())),
  );
}

export function clauseNamed({ clauses }: PlanLibrary, id: string): Clause {
  const found = clauses.find((clause) => clause.id === id);
  if (found) return found;
  const ids = clauses.map((clause) => clause.id);
  throw unknown('条款', 'clause', id, ids, 'plan list');
}

/** Says which name is nearest, and where all of them are listed. */
export function unknown(
  zh: string,
  en: string,
  given: string,
  names: readonly string[],
  list: string,
): Error {
  const near = nearestName(given, names);
  return badUsage(
    `没有${zh}“${given}”；${near ? `最接近的是 ${near}；` : ''}全部见 ${list}`,
    `no ${en} '${given}'; ${near ? `the nearest is ${near}; ` : ''}all of them: ${list}`,
  );
}

function known(option: string, given: string | undefined, names: readonly string[]): void {
  if (given === undefined || names.includes(given)) return;
  const near = nearestName(given, names);
  throw badUsage(
    `${option}：没有“${given}”；${near ? `最接近的是 ${near}；` : ''}可用：${names.join('、')}`,
    `${option}: no '${given}'; ${near ? `the nearest is ${near}; ` : ''}one of ${names.join(', ')}`,
  );
}

function idsOf(list: readonly { readonly id: string }[]): readonly string[] {
  return list.map(({ id }) => id);
}

function wordsOf({ id, quote, en, taskTitle, section }: Clause): string {
  const { zh, en: title } = taskTitle;
  return [id, quote, en, zh, title, section.zh, section.en].join('\n').toLowerCase();
}

/** A profile, which must be named to count, with a file of values on top. */
export function givenParameters(
  profile: string | undefined,
  file: string | undefined,
  definitions: PlanLibrary['parameters'],
): readonly ParameterEntry[] {
  const chosen = profile === undefined ? [] : profileNamed(profile, definitions).values;
  if (file === undefined) return chosen;
  const values = parseParameterFile(jsonFile('--params', file), [...definitions.values()]);
  if (!values.ok) {
    const faults = values.error.map((fault) => fault.message).join('\n  ');
    throw badUsage(`--params ${file} 中有错误：`, faults);
  }
  return layered(chosen, values.value);
}

export function profileNamed(id: string, definitions: PlanLibrary['parameters']) {
  const known = profileIds();
  if (!known.includes(id)) {
    throw badUsage(
      `没有参数方案“${id}”；可用：${known.join('、')}`,
      `no profile '${id}'; one of ${known.join(', ')}`,
    );
  }
  const profile = loadProfile(id, definitions);
  if (!profile.ok) throw new Error(profile.error.map(faultText).join('\n'));
  return profile.value;
}
