import type { AttributeDefinition } from '../../law/records/model.ts';

/** How an attribute's value is compared. */
export type ValueKind = 'text' | 'number' | 'bool' | 'date' | 'moment' | 'list';

const kinds: Record<string, ValueKind> = {
  string: 'text',
  text: 'text',
  code: 'text',
  file: 'text',
  codes: 'list',
  files: 'list',
  int: 'number',
  number: 'number',
  bool: 'bool',
  date: 'date',
  datetime: 'moment',
};

const columnTypes: Record<ValueKind, string> = {
  text: 'text',
  number: 'double precision',
  bool: 'boolean',
  date: 'date',
  moment: 'timestamptz',
  list: 'text[]',
};

/** A reference is held as the id of the record, a list of references as a list of ids. */
export function kindOf(attribute: AttributeDefinition): ValueKind {
  const kind = kinds[attribute.type];
  if (kind) return kind;
  return attribute.type.startsWith('refs:') ? 'list' : 'text';
}

/** The type that a single or list reference leads to; null when there are several or none. */
export function refTarget(attribute: AttributeDefinition): string | null {
  const match = /^refs?:(\w+)$/.exec(attribute.type);
  return match?.[1] ?? null;
}

export function columnType(attribute: AttributeDefinition): string {
  return columnTypes[kindOf(attribute)];
}

/** Names come from the dictionary, whose schema allows word characters only. */
export function column(name: string): string {
  if (!/^\w+$/.test(name)) throw new Error(`'${name}' cannot name a column`);
  return `"${name}"`;
}

export function tableOf(type: string): string {
  return `rec.${column(type)}`;
}
