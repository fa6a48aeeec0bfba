import type { Table, Words } from '../model.ts';
import type { Asked } from './asked.ts';
import { rowsPath } from './links.ts';

export type Body = Pick<Table, 'rows' | 'total'>;
type TableRow = Table['rows'][number];
type LinkOf = (measure: string) => string | null;

/** Numbers in the order of the topic's columns; nothing lies behind a nought. */
function cells(asked: Asked, given: readonly (number | null)[], link: LinkOf) {
  const { measures } = asked.topic;
  const values = measures.map((_, i) => given[i] ?? (i < given.length ? null : 0));
  const links = measures.map(({ key }, i) => (values[i] ? link(key) : null));
  return { values, links };
}

export function rowOf(
  asked: Asked,
  key: string,
  name: Words,
  values: readonly (number | null)[],
  link: LinkOf,
): TableRow {
  return { key, name, ...cells(asked, values, link) };
}

export function totalOf(
  asked: Asked,
  values: readonly (number | null)[],
  link: LinkOf = (measure) => rowsPath(asked, measure, null),
): NonNullable<Body['total']> {
  return cells(asked, values, link);
}
