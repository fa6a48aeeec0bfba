import type { Text } from './sources.ts';

/** Schema → the slice that owns it. */
export type Owners = ReadonlyMap<string, string>;

const STATEMENT =
  /(^|[\s(])(select\s[\s\S]*\sfrom\s[\w"$(]|insert\s+into\s+[\w"$]|delete\s+from\s+[\w"$]|update\s+[\w."$]+\s+set\s|create\s+(or\s+replace\s+)?(table|schema|view|function|index|role)\s|alter\s+(table|role)\s|truncate\s+[\w"$]+\.|drop\s+(table|schema|role)\s)/i;

/** A statement, or a part of one that begins as one. */
export function looksLikeSql({ parts }: Text): boolean {
  const text = parts.join('$x').trim();
  return (
    STATEMENT.test(text) &&
    /^(select|with|insert|delete|update|create|alter|truncate|drop|do)\b|[\s(](select|insert|delete|update)\s[\s\S]*[\w"]\.[\w"]/i.test(
      text,
    )
  );
}

export interface ForeignName {
  readonly schema: string;
  readonly name: string;
}

/** Names `schema.table` of other slices in SQL. */
export function foreignNames(texts: readonly Text[], slice: string, owners: Owners): ForeignName[] {
  return texts
    .flatMap(({ parts }) => parts)
    .flatMap((text) => [...text.matchAll(/(?<![\w.])"?([a-z_]+)"?\.("?[a-zA-Z_]\w*)/g)])
    .map(([, schema = '', name = '']) => ({ schema, name: name.replaceAll('"', '') }))
    .filter(({ schema }) => owners.has(schema) && owners.get(schema) !== slice);
}

/** What is inserted while a quote of SQL is open. */
export function quotedInsertions({ parts, inserted }: Text): string[] {
  let quotes = 0;
  return inserted.filter((_, index) => {
    quotes += (parts[index]?.match(/'/g) ?? []).length;
    return quotes % 2 === 1;
  });
}
