/**
 * What a change may have altered: attributes of records by type and id. The attribute `*` stands
 * for all of them and for whether the record is there at all.
 */
export type Marks = Map<string, Map<string, Set<string>>>;

export const WHOLE = '*';

/** Adds attributes of records; true when one of them is new. */
export function mark(
  marks: Marks,
  type: string,
  ids: Iterable<string>,
  attrs: Iterable<string>,
): boolean {
  const records = marks.get(type) ?? new Map<string, Set<string>>();
  marks.set(type, records);
  let grew = false;
  for (const id of ids) {
    const known = records.get(id) ?? new Set<string>();
    const before = known.size;
    for (const attr of attrs) known.add(attr);
    records.set(id, known);
    grew ||= known.size > before;
  }
  return grew;
}

/** Records of the type whose attribute is marked; of `*`, those that are marked as a whole. */
export function markedIds(marks: Marks, type: string, attr: string): string[] {
  const ids: string[] = [];
  for (const [id, attrs] of marks.get(type) ?? []) {
    if (attrs.has(attr) || attrs.has(WHOLE)) ids.push(id);
  }
  return ids;
}
