import type { AttributeDefinition, DictionaryData, RecordDefinition } from './model.ts';

/** The dictionary with its lookups: types by name, attributes by dotted path. */
export interface Dictionary {
  readonly types: ReadonlyMap<string, RecordDefinition>;
}

export function dictionaryOf(data: DictionaryData): Dictionary {
  return { types: new Map(data.records.map((record) => [record.type, record])) };
}

/** Record types that a `ref:` or `refs:` attribute may name. */
export function refTargets(attribute: AttributeDefinition): readonly string[] {
  return /^refs?:(.+)$/.exec(attribute.type)?.[1]?.split('|') ?? [];
}

/** Every attribute that a dotted path can mean: more than one where a reference names several types. */
export function attributesAt(
  dictionary: Dictionary,
  type: string,
  path: string,
): readonly AttributeDefinition[] {
  return stepsAt(dictionary, type, path).at(-1) ?? [];
}

/** The attributes met on the way along a path, one list a step; empty where the path breaks. */
export function stepsAt(
  dictionary: Dictionary,
  type: string,
  path: string,
): readonly (readonly AttributeDefinition[])[] {
  let types: readonly string[] = [type];
  const steps: AttributeDefinition[][] = [];
  for (const name of path.split('.')) {
    const found = types.flatMap((each) => attributesNamed(dictionary, each, name));
    steps.push(found);
    types = found.filter((each) => each.type.startsWith('ref:')).flatMap(refTargets);
  }
  return steps;
}

function attributesNamed(
  dictionary: Dictionary,
  type: string,
  name: string,
): readonly AttributeDefinition[] {
  const attributes = dictionary.types.get(type)?.attributes ?? [];
  return attributes.filter((attribute) => attribute.name === name);
}
