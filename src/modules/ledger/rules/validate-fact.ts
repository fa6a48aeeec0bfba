import { nearestName } from '../../../kernel/nearest-name.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import type { DictionaryData, RecordDefinition } from '../../../law/records/model.ts';
import type { AttributeValue, FactDraft, Reference, Refusal } from '../model.ts';
import type { Check } from './attribute-checks.ts';
import { checkId, checkOf, listOf, momentOf } from './attribute-checks.ts';
import * as no from './refusals.ts';

interface Attribute {
  readonly path: string;
  readonly check: Check;
  /** Types that a reference may name; null for plain values. */
  readonly refersTo: readonly string[] | null;
}
type Attributes = ReadonlyMap<string, Attribute>;
interface RecordType {
  /** The dictionary's own string: the same for every fact, so that it is quick to look up. */
  readonly name: string;
  readonly attributes: Attributes;
}
type JsonObject = Record<string, unknown>;

export type FactValidator = (line: unknown) => Result<FactDraft, Refusal>;

const keys = ['id', 'type', 'record', 'at', 'set', 'retired', 'by', 'evidence'];
const allowedKeys = new Set(keys);
const checkEvidence = listOf(checkId);
const noReferences: readonly Reference[] = [];

/** Compiles the dictionary once; what it returns runs for every line of every file. */
export function compileValidator(dictionary: DictionaryData): FactValidator {
  const types: ReadonlyMap<string, RecordType> = new Map(
    dictionary.records.map((record) => {
      return [record.type, { name: record.type, attributes: attributesOf(record) }];
    }),
  );
  return (line) => {
    if (!isObject(line)) return refuse(no.notObject());
    const refusal = checkEnvelope(line);
    if (refusal) return refuse(refusal);
    const given = line.type as string;
    const known = types.get(given);
    if (!known) return refuse(no.unknownType(given, nearestName(given, types.keys())));
    const { name: type, attributes } = known;
    const at = momentOf(line.at, 'at');
    if (!at.ok) return at;
    const set = line.set ?? {};
    if (!isObject(set)) return refuse(no.wrongType('set', set, 'an object', '对象'));
    const references = checkSet(type, set, attributes);
    if (!references.ok) return references;
    const evidence = line.evidence as readonly string[] | undefined;
    return ok({
      id: (line.id as string | undefined) ?? null,
      type,
      record: line.record as string,
      at: at.value,
      set: set as Record<string, AttributeValue>,
      retired: (line.retired as boolean | undefined) ?? null,
      by: (line.by as string | undefined) ?? null,
      evidence: evidence && evidence.length > 0 ? evidence : null,
      references: references.value,
    });
  };
}

function attributesOf(record: RecordDefinition): Attributes {
  return new Map(
    record.attributes.map((definition) => [
      definition.name,
      {
        path: `set.${definition.name}`,
        check: checkOf(definition),
        refersTo: /^refs?:/.test(definition.type)
          ? definition.type.replace(/^refs?:/, '').split('|')
          : null,
      },
    ]),
  );
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The keys around `set`, each of its kind. */
function checkEnvelope(line: JsonObject): Refusal | null {
  for (const key of Object.keys(line)) {
    if (!allowedKeys.has(key)) return no.unknownKey(key, keys, nearestName(key, keys));
  }
  const { type, record, at, set, retired } = line;
  if (type === undefined) return no.missingKey('type');
  if (typeof type !== 'string') return no.unknownType(type, null);
  if (record === undefined) return no.missingKey('record');
  if (at === undefined) return no.missingKey('at');
  if (set === null) return no.wrongType('set', set, 'an object', '对象');
  if (retired !== undefined && typeof retired !== 'boolean') {
    return no.wrongType('retired', retired, 'true or false', '布尔值 true 或 false');
  }
  return (
    checkId(record, 'record') ??
    (line.id === undefined ? null : checkId(line.id, 'id')) ??
    (line.by === undefined ? null : checkId(line.by, 'by')) ??
    (line.evidence === undefined ? null : checkEvidence(line.evidence, 'evidence'))
  );
}

/** Every value against its attribute; gives the records that the values name. */
function checkSet(
  type: string,
  set: JsonObject,
  attributes: Attributes,
): Result<readonly Reference[], Refusal> {
  let references: Reference[] | null = null;
  for (const name of Object.keys(set)) {
    const attribute = attributes.get(name);
    if (!attribute) {
      return refuse(no.unknownAttribute(type, name, nearestName(name, attributes.keys())));
    }
    const value = set[name];
    if (value === null) continue;
    const refusal = attribute.check(value, attribute.path);
    if (refusal) return refuse(refusal);
    if (attribute.refersTo) {
      references ??= [];
      for (const record of (Array.isArray(value) ? value : [value]) as string[]) {
        references.push({ attribute: name, types: attribute.refersTo, record });
      }
    }
  }
  return ok(references ?? noReferences);
}
