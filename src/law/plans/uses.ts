import type { Condition, Length, Operand, Predicate, Selector } from './condition.ts';
import type { ClauseData } from './model.ts';
import type {
  Follows,
  FollowUp,
  ListValue,
  Occurs,
  RatioSide,
  Requirement,
  Tied,
  Trend,
  Trigger,
} from './requirement.ts';

/**
 * Everything a clause names in the dictionary and among the parameters, each with the field where
 * it stands. Checks read it, and so does whoever asks which record types a clause depends on.
 */
export type Use =
  | { readonly kind: 'type'; readonly field: string; readonly type: string }
  | { readonly kind: 'attr'; readonly field: string; readonly type: string; readonly path: string }
  | {
      readonly kind: 'tie';
      readonly field: string;
      readonly type: string;
      readonly path: string;
      readonly to: string;
    }
  | {
      readonly kind: 'compared';
      readonly field: string;
      readonly type: string;
      readonly path: string;
      readonly op: Condition['op'];
      readonly value: Operand | boolean;
    }
  | { readonly kind: 'param'; readonly field: string; readonly name: string }
  | { readonly kind: 'role'; readonly field: string; readonly role: string };

export function usesOf(clause: ClauseData): Use[] {
  const { subject, requirement, every, target } = clause;
  return [
    ...selectorUses(subject.selector, 'subject.selector'),
    ...requirementUses(requirement, subject.selector.entity, 'requirement'),
    ...lengthUses(every, 'every'),
    ...(target?.value.kind === 'param' ? [param(target.value.name, 'target.value')] : []),
  ];
}

/** Every parameter that the clause names, those that must be set first. */
export function parametersOf(clause: ClauseData): string[] {
  const named = usesOf(clause).flatMap((use) => (use.kind === 'param' ? [use.name] : []));
  return [...new Set([...clause.reads, ...named])];
}

function param(name: string, field: string): Use {
  return { kind: 'param', field, name };
}

function lengthUses(length: Length | null | undefined, field: string): Use[] {
  return length?.kind === 'param' ? [param(length.name, field)] : [];
}

function selectorUses(selector: Selector, field: string): Use[] {
  const { entity } = selector;
  return [
    { kind: 'type', field: `${field}.entity`, type: entity },
    ...predicateUses(selector, entity, entity, field),
  ];
}

function predicateUses(where: Predicate, type: string, subject: string, field: string): Use[] {
  return (['all', 'any', 'none'] as const).flatMap((part) =>
    where[part].flatMap((condition, index) =>
      conditionUses(condition, type, subject, `${field}.${part}.${index}`),
    ),
  );
}

function conditionUses(condition: Condition, type: string, subject: string, field: string): Use[] {
  const { attr: path, op, value } = condition;
  const compared: Use = { kind: 'compared', field, type, path, op, value };
  if (typeof value === 'boolean') return [compared];
  const at = `${field}.${op}`;
  switch (value.kind) {
    case 'param':
      return [compared, param(value.name, at)];
    case 'attr':
      return [
        compared,
        { kind: 'attr', field: at, type, path: value.attr },
        ...lengthUses(value.shift?.by, at),
      ];
    case 'asOf':
      return [compared, ...lengthUses(value.shift?.by, at)];
    case 'subject':
      return [compared, { kind: 'attr', field: at, type: subject, path: value.attr }];
    default:
      return [compared];
  }
}

function tiedUses(tied: Tied, subject: string, field: string): Use[] {
  const { record: type, tie: path, at, where } = tied;
  return [
    { kind: 'type', field: `${field}.record`, type },
    { kind: 'tie', field: `${field}.tie`, type, path, to: subject },
    ...predicateUses(where, type, subject, `${field}.where`),
    ...(at === null ? [] : [{ kind: 'attr', field: `${field}.at`, type, path: at } as const]),
  ];
}

export function requirementUses(requirement: Requirement, subject: string, field: string): Use[] {
  switch (requirement.form) {
    case 'state':
      return predicateUses(requirement.predicate, subject, subject, `${field}.predicate`);
    case 'occurs':
      return occursUses(requirement, subject, field);
    case 'none':
      return tiedUses(requirement, subject, field);
    case 'follows':
      return followsUses(requirement, subject, field);
    case 'ratio':
      return [
        ...sideUses(requirement.numerator, subject, `${field}.numerator`),
        ...sideUses(requirement.denominator, subject, `${field}.denominator`),
        ...numberUses(requirement.value, `${field}.value`),
      ];
    case 'trend':
      return trendUses(requirement, subject, field);
    case 'attest':
      return requirement.by.map((role, index) => ({
        kind: 'role',
        field: `${field}.by.${index}`,
        role,
      }));
    case 'all':
    case 'any':
      return requirement.of.flatMap((part, index) =>
        requirementUses(part, subject, `${field}.of.${index}`),
      );
  }
}

function numberUses(value: { kind: string; name?: string }, field: string): Use[] {
  return value.kind === 'param' && value.name !== undefined ? [param(value.name, field)] : [];
}

function listUses(covers: { attr: string; values: ListValue }, type: string, field: string): Use[] {
  const { attr: path, values } = covers;
  const value: Operand = values;
  return [{ kind: 'compared', field, type, path, op: 'in', value }];
}

function occursUses(occurs: Occurs, subject: string, field: string): Use[] {
  const { record: type, atLeast, count, covers } = occurs;
  const uses = tiedUses(occurs, subject, field);
  if (atLeast.kind === 'param') uses.push(param(atLeast.name, `${field}.atLeast`));
  if (atLeast.kind === 'subject') {
    uses.push({ kind: 'attr', field: `${field}.atLeast`, type: subject, path: atLeast.attr });
  }
  if (count !== null) uses.push({ kind: 'attr', field: `${field}.count`, type, path: count });
  if (covers === null) return uses;
  uses.push(...listUses(covers, type, `${field}.covers`));
  if (covers.values.kind === 'param') {
    uses.push(param(covers.values.name, `${field}.covers.values`));
  }
  if (covers.values.kind === 'subject') {
    const path = covers.values.attr;
    uses.push({ kind: 'attr', field: `${field}.covers.values`, type: subject, path });
  }
  return uses;
}

/** Record type whose attribute holds the due date: the trigger's, or the subject's. */
function triggerType(trigger: Trigger, subject: string): string {
  return trigger.kind === 'self' || trigger.kind === 'records' ? trigger.record : subject;
}

function followsUses(follows: Follows, subject: string, field: string): Use[] {
  const { trigger, followUp, dueAttr, within } = follows;
  const type = triggerType(trigger, subject);
  return [
    ...triggerUses(trigger, subject, `${field}.trigger`),
    ...followUpUses(followUp, subject, `${field}.followUp`),
    ...(dueAttr === null
      ? []
      : [{ kind: 'attr', field: `${field}.due`, type, path: dueAttr } as const]),
    ...lengthUses(within?.length, `${field}.within`),
  ];
}

function ownUses(
  own: { record: string; where: Predicate; at: string },
  subject: string,
  field: string,
): Use[] {
  const { record: type, where, at: path } = own;
  return [
    { kind: 'type', field: `${field}.record`, type },
    ...predicateUses(where, type, subject, `${field}.where`),
    { kind: 'attr', field: `${field}.at`, type, path },
  ];
}

function triggerUses(trigger: Trigger, subject: string, field: string): Use[] {
  switch (trigger.kind) {
    case 'entry':
      return [];
    case 'becomes':
      return predicateUses(trigger.predicate, subject, subject, `${field}.becomes`);
    case 'self':
      return ownUses(trigger, subject, field);
    case 'records':
      return tiedUses(trigger, subject, field);
    case 'any':
      return trigger.of.flatMap((part, i) => triggerUses(part, subject, `${field}.any.${i}`));
  }
}

function followUpUses(followUp: FollowUp, subject: string, field: string): Use[] {
  switch (followUp.kind) {
    case 'same':
      return ownUses(followUp, subject, field);
    case 'records':
      return tiedUses(followUp, subject, field);
    default:
      return followUp.of.flatMap((part, i) =>
        followUpUses(part, subject, `${field}.${followUp.kind}.${i}`),
      );
  }
}

function sideUses(side: RatioSide, subject: string, field: string): Use[] {
  if (side.kind === 'records') return tiedUses(side, subject, field);
  return [{ kind: 'attr', field: `${field}.subjectAttr`, type: subject, path: side.attr }];
}

function trendUses(trend: Trend, subject: string, field: string): Use[] {
  const { of, by, against, value } = trend;
  const uses = [...numberUses(value, `${field}.value`)];
  if (against.kind === 'date') uses.push(...numberUses(against.date, `${field}.against.date`));
  if (of.kind === 'subjectAttr') {
    return [
      { kind: 'attr', field: `${field}.of.subjectAttr`, type: subject, path: of.attr },
      ...uses,
    ];
  }
  const attrs = by === null ? of.attrs : [...of.attrs, by];
  return [
    ...tiedUses(of, subject, `${field}.of`),
    ...attrs.map((path): Use => ({ kind: 'attr', field: `${field}.of`, type: of.record, path })),
    ...uses,
  ];
}

/** Record types whose facts can change the clause's result, subject included, without repetition. */
export function typesRead(clause: ClauseData): ReadonlySet<string> {
  const uses = usesOf(clause).flatMap((use) => ('type' in use ? [use.type] : []));
  return new Set(clause.requirement.form === 'attest' ? [...uses, 'attestation'] : uses);
}
