import type { Moment } from '../../../kernel/calendar.ts';
import { dayAt, formatMoment } from '../../../kernel/calendar.ts';
import type { Bilingual } from '../../../kernel/endpoint.ts';
import { refTargets } from '../../../law/records/lookup.ts';
import type { AttributeDefinition, RecordDefinition } from '../../../law/records/model.ts';
import type { Change, Field, Link, Source, Value } from '../model.ts';
import { isPersonal, masked } from './personal.ts';
import { wordsOf } from './vocabulary.ts';

/** A fact as the rules read it. */
export interface StatedFact {
  readonly seq: number;
  readonly fact: string;
  readonly at: Date;
  readonly set: Readonly<Record<string, unknown>>;
  readonly retired: boolean | null;
  readonly by: string | null;
  readonly evidence: readonly string[] | null;
  readonly recordedAt: Date;
  readonly recorder: string;
}

/** Records that the caller may see, by `type/id`; what is not among them is not named. */
export type Names = ReadonlyMap<string, string | null>;

const momentOf = (date: Date): Moment => date.getTime() as Moment;

export function sourceOf(fact: StatedFact): Source {
  const at = momentOf(fact.at);
  const recordedAt = momentOf(fact.recordedAt);
  return {
    fact: fact.fact,
    at: formatMoment(at),
    recordedAt: formatMoment(recordedAt),
    by: fact.by,
    recorder: fact.recorder,
    evidence: [...(fact.evidence ?? [])],
    late: dayAt(recordedAt) > dayAt(at),
  };
}

/** Every record that a value may name. */
export function mentioned(
  attributes: readonly AttributeDefinition[],
  values: Readonly<Record<string, unknown>>,
): { readonly type: string; readonly id: string }[] {
  return attributes.flatMap((attribute) => {
    const value = values[attribute.name];
    const ids = (Array.isArray(value) ? value : [value]).filter((id) => typeof id === 'string');
    return refTargets(attribute).flatMap((type) => ids.map((id: string) => ({ type, id })));
  });
}

/** Records that a value names, by what they are called, each with its id; null: it names none. */
export function refWords(
  attribute: AttributeDefinition,
  value: unknown,
  names: Names,
): Bilingual | null {
  const targets = refTargets(attribute);
  const ids = (Array.isArray(value) ? value : [value]).filter((id) => typeof id === 'string');
  if (targets.length === 0 || ids.length === 0) return null;
  const said = ids.map((id: string) => {
    const type = targets.find((target) => names.has(`${target}/${id}`));
    const name = type ? names.get(`${type}/${id}`) : null;
    return name && name !== id ? `${name}（${id}）` : id;
  });
  return { zh: said.join('、'), en: said.join(', ') };
}

function linksOf(attribute: AttributeDefinition, ids: readonly string[], names: Names): Link[] {
  const targets = refTargets(attribute);
  return ids.flatMap((id) => {
    const type = targets.find((target) => names.has(`${target}/${id}`));
    return type ? [{ type, id, name: names.get(`${type}/${id}`) ?? null }] : [];
  });
}

/** A value as it may be shown: moments in Shanghai, personal data in part, no unseen record. */
export function shown(
  type: string,
  attribute: AttributeDefinition,
  raw: unknown,
  names: Names,
): Pick<Field, 'value' | 'text' | 'links' | 'masked' | 'hidden'> {
  const plain = { text: null, links: [], masked: false, hidden: 0 };
  if (raw === null || raw === undefined) return { ...plain, value: null };
  if (raw instanceof Date) return { ...plain, value: formatMoment(momentOf(raw)) };
  if (isPersonal(type, attribute.name)) {
    return { ...plain, value: masked(String(raw)), masked: true };
  }
  if (refTargets(attribute).length > 0) {
    const ids = Array.isArray(raw) ? (raw as string[]) : [String(raw)];
    const links = linksOf(attribute, ids, names);
    const value = Array.isArray(raw) ? links.map(({ id }) => id) : (links[0]?.id ?? null);
    return { ...plain, value, links, hidden: ids.length - links.length };
  }
  return { ...plain, value: raw as Value, text: wordsOf(attribute, raw) };
}

const lastStating = (facts: readonly StatedFact[], name: string, at: Date): StatedFact | null =>
  facts.findLast((fact) => fact.at <= at && Object.hasOwn(fact.set, name)) ?? null;

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

function originOf(
  attribute: AttributeDefinition,
  value: unknown,
  stated: StatedFact | null,
): Field['origin'] {
  const said = stated?.set[attribute.name] ?? null;
  if (attribute.derived && value !== null && !same(value, said)) return 'derived';
  if (said !== null) return 'stated';
  if (value === null) return 'none';
  return attribute.default === undefined ? 'derived' : 'default';
}

/** A record's value with where it comes from. */
export function fieldOf(
  type: string,
  attribute: AttributeDefinition,
  value: unknown,
  facts: readonly StatedFact[],
  seen: { readonly at: Date; readonly names: Names },
): Field {
  const stated = lastStating(facts, attribute.name, seen.at);
  const origin = originOf(attribute, value ?? null, stated);
  return {
    name: attribute.name,
    label: { zh: attribute.zh, en: attribute.en },
    type: attribute.type,
    unit: attribute.unit ?? null,
    ...shown(type, attribute, value, seen.names),
    origin,
    source: stated && origin === 'stated' ? sourceOf(stated) : null,
    required: attribute.required,
  };
}

/** What each fact changed, the newest first; with `only`, of one attribute. */
export function changesOf(
  definition: RecordDefinition,
  facts: readonly StatedFact[],
  names: Names,
  only: string | null,
): Change[] {
  const before: Record<string, unknown> = {};
  const changes = facts.map((fact): Change => {
    const values = definition.attributes.flatMap((attribute) => {
      const { name } = attribute;
      if (!Object.hasOwn(fact.set, name) || (only !== null && name !== only)) return [];
      const from = shown(definition.type, attribute, before[name] ?? null, names);
      const to = shown(definition.type, attribute, fact.set[name], names);
      return [
        { name, label: { zh: attribute.zh, en: attribute.en }, type: attribute.type, from, to },
      ];
    });
    Object.assign(before, fact.set);
    return { seq: fact.seq, retired: fact.retired, source: sourceOf(fact), values };
  });
  return changes
    .filter(({ values, retired }) => values.length > 0 || (retired !== null && !only))
    .reverse();
}
