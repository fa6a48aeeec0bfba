import { parseDay } from '../../kernel/calendar.ts';
import type { Dictionary } from '../records/lookup.ts';
import { attributesAt, refTargets, stepsAt } from '../records/lookup.ts';
import type { AttributeDefinition } from '../records/model.ts';
import type { Operand, Scalar } from './condition.ts';
import type { Clause, ParameterDefinition, ParameterType, Plan, Vocabulary } from './model.ts';
import type { Use } from './uses.ts';
import { usesOf } from './uses.ts';

/** Checks of one clause against what it names: the dictionary, the parameters, the text, the words. */

/** One thing wrong in a plan's files: which file, which clause, which field, and why. */
export interface PlanFault {
  readonly file: string;
  readonly clause: string | null;
  readonly field: string;
  readonly message: string;
}

export interface CheckContext {
  readonly dictionary: Dictionary;
  readonly parameters: ReadonlyMap<string, ParameterDefinition>;
  readonly vocabulary: Vocabulary;
  readonly plans: ReadonlyMap<string, Plan>;
  /** Text of each plan without whitespace. */
  readonly texts: ReadonlyMap<string, string>;
  /** Null where a file of clauses could not be read: then nothing can be missed. */
  readonly clauseIds: ReadonlySet<string> | null;
}

type Found = { readonly field: string; readonly message: string };

export function checkClause(clause: Clause, context: CheckContext): PlanFault[] {
  const uses = usesOf(clause);
  const found = [
    ...checkText(clause, context),
    ...checkWords(clause, context),
    ...uses.flatMap((use) => checkUse(use, context)),
    ...checkParameters(clause, uses, context),
    ...checkDue(clause),
  ];
  return found.map((fault) => ({ file: clause.file, clause: clause.id, ...fault }));
}

function checkText(clause: Clause, context: CheckContext): Found[] {
  const text = context.texts.get(clause.plan);
  if (text === undefined) return [{ field: 'plan', message: `no plan '${clause.plan}' is loaded` }];
  const faults: Found[] = [];
  if (/\s/.test(clause.quote)) {
    faults.push({ field: 'quote', message: 'a quote has no whitespace' });
  }
  if (!text.includes(clause.quote)) {
    faults.push({ field: 'quote', message: 'does not stand in the text of its plan' });
  }
  const words = clause.consequence?.zh;
  if (words && !text.includes(words)) {
    faults.push({ field: 'consequence.zh', message: 'does not stand in the text of its plan' });
  }
  return faults;
}

function checkWords(clause: Clause, { vocabulary, clauseIds }: CheckContext): Found[] {
  const named = (field: string, ids: readonly string[], known: readonly { id: string }[]) =>
    ids
      .filter((id) => !known.some((each) => each.id === id))
      .map((id) => ({ field, message: `'${id}' is not in the vocabulary` }));
  const refs = [...clause.related, ...(clause.consequence?.clauseRefs ?? [])];
  return [
    ...named('kind', [clause.kind], vocabulary.kinds),
    ...named('strength', [clause.strength], vocabulary.strengths),
    ...named('module', [clause.module], vocabulary.modules),
    ...named('alsoModules', clause.alsoModules, vocabulary.modules),
    ...named('actor', clause.actor, vocabulary.roles),
    ...named('overseer', clause.overseer, vocabulary.roles),
    ...named('documents', clause.documents, vocabulary.documents),
    ...named('systems', clause.systems, vocabulary.systems),
    ...refs
      .filter((id) => clauseIds !== null && !clauseIds.has(id))
      .map((id) => ({ field: 'related', message: `no clause '${id}' is loaded` })),
  ];
}

function checkUse(use: Use, context: CheckContext): Found[] {
  const { dictionary, parameters, vocabulary } = context;
  const fault = (message: string): Found[] => [{ field: use.field, message }];
  switch (use.kind) {
    case 'type':
      return dictionary.types.has(use.type) ? [] : fault(`no record type '${use.type}'`);
    case 'param':
      return parameters.has(use.name) ? [] : fault(`no parameter '${use.name}' is defined`);
    case 'role':
      return vocabulary.roles.some(({ id }) => id === use.role)
        ? []
        : fault(`no role '${use.role}' in the vocabulary`);
    case 'attr':
    case 'tie':
    case 'compared':
      return checkAttribute(use, context);
  }
}

function checkAttribute(
  use: Extract<Use, { kind: 'attr' | 'tie' | 'compared' }>,
  { dictionary, vocabulary }: CheckContext,
): Found[] {
  const { field, type, path } = use;
  if (!dictionary.types.has(type)) return [];
  const attributes = attributesAt(dictionary, type, path);
  if (attributes.length === 0) return [{ field, message: `'${type}' has no attribute '${path}'` }];
  if (use.kind === 'compared' && typeof use.value === 'object') {
    const operand = use.value;
    return attributes.flatMap((each) => {
      const codes = [...(each.codes ?? []), ...addedCodes(vocabulary, type, path)];
      const known = each.codes === undefined ? each : { ...each, codes };
      return checkOperand(known, use.op, operand, field);
    });
  }
  if (use.kind === 'tie' && !attributes.some((each) => refTargets(each).includes(use.to))) {
    return [{ field, message: `'${type}.${path}' cannot hold a record of type '${use.to}'` }];
  }
  return [];
}

/** Codes that a plan's words add to an open list; a path through a reference has none. */
function addedCodes(vocabulary: Vocabulary, type: string, path: string): Vocabulary['codes'] {
  return vocabulary.codes.filter((each) => each.record === type && each.attribute === path);
}

/** Words may extend an open code list only. */
export function checkAddedCodes(added: Vocabulary['codes'], dictionary: Dictionary): Found[] {
  return added.flatMap(({ record, attribute: path, code }) => {
    const [attribute] = attributesAt(dictionary, record, path);
    const field = `codes.${record}.${path}`;
    if (attribute === undefined)
      return [{ field, message: `'${record}' has no attribute '${path}'` }];
    if (attribute.open !== true || attribute.codes === undefined) {
      return [{ field, message: `'${path}' is no open list: '${code}' cannot be added` }];
    }
    const taken = attribute.codes.some((each) => each.code === code);
    return taken ? [{ field, message: `'${code}' is taken` }] : [];
  });
}

const ordered = new Set(['gte', 'gt', 'lte', 'lt', 'onOrAfter', 'before']);

function checkOperand(
  attribute: AttributeDefinition,
  op: string,
  operand: Operand,
  field: string,
): Found[] {
  const many = attribute.type === 'codes' || attribute.type.startsWith('refs:');
  if (many && op !== 'in') {
    return [{ field, message: `'${attribute.name}' is a list: use in or exists` }];
  }
  if (ordered.has(op) && !/^(int|number|date|datetime)$/.test(attribute.type)) {
    return [{ field, message: `'${attribute.name}' (${attribute.type}) has no order for ${op}` }];
  }
  if (operand.kind !== 'literal') return [];
  const values = Array.isArray(operand.value) ? (operand.value as Scalar[]) : [operand.value];
  if (Array.isArray(operand.value) !== (op === 'in')) {
    return [{ field, message: `${op} ${op === 'in' ? 'needs' : 'takes no'} list` }];
  }
  return values.flatMap((value) => {
    const message = valueFault(attribute, value as Scalar);
    return message ? [{ field, message }] : [];
  });
}

function valueFault(attribute: AttributeDefinition, value: Scalar): string | null {
  const { name, type, codes } = attribute;
  const wrong = `'${name}' is a ${type}, not ${JSON.stringify(value)}`;
  switch (type) {
    case 'bool':
      return typeof value === 'boolean' ? null : wrong;
    case 'int':
    case 'number':
      return typeof value === 'number' ? null : wrong;
    case 'date':
    case 'datetime':
      return typeof value === 'string' && parseDay(value).ok ? null : wrong;
    case 'code':
    case 'codes':
      if (codes === undefined || codes.some(({ code }) => code === value)) return null;
      return `'${value}' is not a code of '${name}' (${codesShown(attribute)})`;
    default:
      return typeof value === 'string' ? null : wrong;
  }
}

const MOST_CODES_SHOWN = 12;

function codesShown({ codes = [], open }: AttributeDefinition): string {
  const shown = codes.slice(0, MOST_CODES_SHOWN).map(({ code }) => code);
  const more = codes.length > shown.length ? ', …' : '';
  const hint = open === true ? "; add it to codes of the plan's vocabulary.json" : '';
  return `${shown.join(', ')}${more}${hint}`;
}

/** Parameters that derived attributes need, with the field through which they come in. */
function derivedReads(uses: readonly Use[], { dictionary }: CheckContext): Map<string, string> {
  const reads = new Map<string, string>();
  for (const use of uses) {
    if (!('path' in use)) continue;
    for (const attribute of stepsAt(dictionary, use.type, use.path).flat()) {
      for (const name of attribute.reads ?? []) reads.set(name, use.field);
    }
  }
  return reads;
}

function checkParameters(clause: Clause, uses: readonly Use[], context: CheckContext): Found[] {
  const { parameters } = context;
  const needed = derivedReads(uses, context);
  for (const use of uses) if (use.kind === 'param') needed.set(use.name, use.field);
  const optional = optionalParameters(clause);
  const faults: Found[] = [];
  for (const [name, field] of needed) {
    if (clause.reads.includes(name) || (optional.has(name) && clause.informs.includes(name))) {
      continue;
    }
    faults.push({ field, message: `reads '${name}', which is not listed in reads` });
  }
  for (const name of new Set([...clause.reads, ...clause.informs, ...clause.parameters])) {
    if (!parameters.has(name)) {
      faults.push({ field: 'parameters', message: `no parameter '${name}' is defined` });
    }
  }
  for (const name of clause.reads) {
    if (!needed.has(name)) {
      faults.push({ field: 'reads', message: `'${name}' is read by nothing; move it to informs` });
    }
  }
  for (const name of clause.parameters) {
    if (!clause.reads.includes(name) && !clause.informs.includes(name)) {
      faults.push({ field: 'parameters', message: `'${name}' is in neither reads nor informs` });
    }
  }
  return [...faults, ...checkParameterTypes(uses, parameters)];
}

function optionalParameters(clause: Clause): ReadonlySet<string> {
  const { requirement } = clause;
  if (requirement.form !== 'follows' || !requirement.within?.optional) return new Set();
  const { length } = requirement.within;
  return new Set(length.kind === 'param' ? [length.name] : []);
}

/** What a place in a requirement can take: a length of time, a number, a list. */
const takes: readonly (readonly [RegExp, readonly ParameterType[]])[] = [
  [/^every$/, ['period', 'duration']],
  [/\.within$/, ['duration', 'period', 'int']],
  [/\.atLeast$/, ['int']],
  [/\.covers\.values$|\.in$/, ['list']],
  [/\.against\.date$/, ['date']],
  [/^target\.value$/, ['share', 'int', 'number']],
];

function checkParameterTypes(
  uses: readonly Use[],
  parameters: ReadonlyMap<string, ParameterDefinition>,
): Found[] {
  return uses.flatMap((use) => {
    if (use.kind !== 'param') return [];
    const type = parameters.get(use.name)?.type;
    const allowed = takes.find(([place]) => place.test(use.field))?.[1];
    if (type === undefined || allowed === undefined || allowed.includes(type)) return [];
    return [{ field: use.field, message: `'${use.name}' is a ${type}; needs ${allowed[0]}` }];
  });
}

function checkDue(clause: Clause): Found[] {
  const { due, window } = clause;
  const faults: Found[] = [];
  if (window.from > window.until) {
    faults.push({ field: 'due.window', message: 'ends before it begins' });
  }
  if ('date' in due && (due.date < window.from || due.date > window.until)) {
    faults.push({ field: 'due.date', message: `${due.date} lies outside the plan's window` });
  }
  if (due.type === 'by' && due.from !== undefined && due.from > due.date) {
    faults.push({ field: 'due.from', message: 'begins after the due date' });
  }
  if (clause.kind === 'milestone' && due.type !== 'by') {
    faults.push({ field: 'due.type', message: 'a milestone has a date' });
  }
  return faults;
}
