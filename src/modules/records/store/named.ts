import type { AttributeDefinition, RecordDefinition } from '../../../law/records/model.ts';
import { column } from '../columns.ts';

/** What stands under a name of the dictionary. */

export function facetTable(type: string, name: string): string {
  return `rec.${column(`${type}__${name}`)}`;
}

export function definitionOf(
  types: ReadonlyMap<string, RecordDefinition>,
  type: string,
): RecordDefinition {
  const found = types.get(type);
  if (!found) throw new Error(`no record type '${type}'`);
  return found;
}

export function attributeOf(type: RecordDefinition, name: string): AttributeDefinition {
  const found = type.attributes.find((a) => a.name === name);
  if (!found) throw new Error(`no attribute '${name}' of '${type.type}'`);
  return found;
}
