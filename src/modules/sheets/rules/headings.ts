import type { Mapping } from '../model.ts';
import type { Ledger, LedgerColumn } from './columns.ts';
import { headingKey } from './texts.ts';

/** Titles, notes and merged headings stand above the headings; never more than this. */
const SEARCHED_ROWS = 30;

export interface Heading {
  /** Of the rows given. */
  readonly index: number;
  readonly texts: readonly string[];
  readonly mapping: Mapping;
}

/** The row with the most headings that the ledger knows; of equal ones the last (merged above). */
export function findHeading(ledger: Ledger, rows: readonly (readonly unknown[])[]): Heading | null {
  let best: Heading | null = null;
  let most = 0;
  for (const [index, cells] of rows.slice(0, SEARCHED_ROWS).entries()) {
    const texts = cells.map((cell) => (typeof cell === 'string' ? cell.trim() : ''));
    const mapping = mapHeadings(ledger, texts);
    const known = mapping.filter((attribute) => attribute !== null).length;
    if (known > 0 && known >= most) {
      most = known;
      best = { index, texts, mapping };
    }
  }
  return best;
}

/** Each column of the file to the column of the ledger that it names; exact titles go first. */
export function mapHeadings(ledger: Ledger, texts: readonly string[]): Mapping {
  const mapping: (string | null)[] = texts.map(() => null);
  const taken = new Set<string>();
  const keys = texts.map(headingKey);
  const pass = (fits: (column: LedgerColumn, key: string) => boolean): void => {
    for (const [index, key] of keys.entries()) {
      if (key === '' || mapping[index] !== null) continue;
      const found = ledger.columns.find(
        (column) => !taken.has(column.attribute) && fits(column, key),
      );
      if (!found) continue;
      taken.add(found.attribute);
      mapping[index] = found.attribute;
    }
  };
  pass(({ title }, key) => headingKey(title.zh) === key || headingKey(title.en) === key);
  pass(({ headings }, key) => headings.has(key));
  return mapping;
}

/** Required columns that no column of the file holds. */
export function missingColumns(ledger: Ledger, mapping: Mapping): readonly LedgerColumn[] {
  const mapped = new Set(mapping);
  return ledger.columns.filter(
    ({ attribute, required }) => required && attribute !== 'id' && !mapped.has(attribute),
  );
}

/** Does the mapping name columns of the ledger, each once? */
export function isMapping(ledger: Ledger, mapping: Mapping, width: number): boolean {
  const named = mapping.filter((attribute) => attribute !== null);
  const known = new Set(ledger.columns.map(({ attribute }) => attribute));
  return (
    mapping.length <= width &&
    named.length > 0 &&
    new Set(named).size === named.length &&
    named.every((attribute) => known.has(attribute))
  );
}
