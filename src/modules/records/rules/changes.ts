/** A row that holds from `vf` on until the next one of its record. */
export type Version = Readonly<Record<string, unknown>> & { readonly vf: unknown };

/** How rows are cut and ordered is no content: it may differ while every value stays the same. */
const CUTS = ['id', 'vf', 'vt', 'seqkey'];

/** Columns whose value at some moment differs between two lists of versions in order of time. */
export function changedColumns(before: readonly Version[], after: readonly Version[]): string[] {
  const names = Object.keys(before[0] ?? after[0] ?? {}).filter((name) => !CUTS.includes(name));
  return names.filter((name) => course(before, name) !== course(after, name));
}

/** Value after value with the moment from which it holds. */
function course(versions: readonly Version[], name: string): string {
  const turns: string[] = [];
  let last: string | null = null;
  for (const version of versions) {
    const value = JSON.stringify(version[name] ?? null);
    if (value !== last) turns.push(`${momentText(version.vf)}=${value}`);
    last = value;
  }
  return turns.join('\n');
}

function momentText(moment: unknown): string {
  return moment instanceof Date ? moment.toISOString() : String(moment);
}
