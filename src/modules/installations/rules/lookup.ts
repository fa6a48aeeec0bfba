import type {
  ClassRow,
  ClassSymbol,
  Gb18218,
  ListedRow,
  UnlistedRow,
} from '../../../law/standards/gb18218.ts';
import { baseName, plainName } from './names.ts';

/** One edition of the standard, ready to be looked up. */
export interface Lookup {
  readonly edition: Gb18218;
  readonly listedByCas: ReadonlyMap<string, readonly ListedRow[]>;
  readonly listedByName: ReadonlyMap<string, readonly ListedRow[]>;
  readonly unlistedByCas: ReadonlyMap<string, readonly UnlistedRow[]>;
  readonly unlistedByName: ReadonlyMap<string, readonly UnlistedRow[]>;
  readonly classes: ReadonlyMap<ClassSymbol, ClassRow>;
  readonly betaByClass: ReadonlyMap<ClassSymbol, number>;
  readonly gasByCas: ReadonlyMap<string, { name: string; beta: number }>;
}

function grouped<T>(rows: readonly T[], keys: (row: T) => readonly string[]): Map<string, T[]> {
  const map = new Map<string, T[]>();
  for (const row of rows) {
    for (const key of new Set(keys(row))) {
      const same = map.get(key);
      if (same) same.push(row);
      else map.set(key, [row]);
    }
  }
  return map;
}

/** All names by which the standard calls a row of Table 1, in plain spelling. */
export function namesOf(row: ListedRow): string[] {
  return [row.name, ...row.alsoNames, ...row.aliases].map(plainName).concat(baseName(row.name));
}

export function lookupOf(edition: Gb18218): Lookup {
  const { table1, table2, commonUnlisted } = edition;
  const gases = edition.table3_beta_named_toxic_gas;
  return {
    edition,
    listedByCas: grouped(table1, (row) => row.cas.map((entry) => entry.cas)),
    listedByName: grouped(table1, namesOf),
    unlistedByCas: grouped(commonUnlisted.rows, (row) => [row.cas]),
    unlistedByName: grouped(commonUnlisted.rows, (row) => [
      plainName(row.name),
      baseName(row.name),
    ]),
    classes: new Map(table2.map((row) => [row.symbol, row])),
    betaByClass: new Map(edition.table4_beta_by_class.map((row) => [row.symbol, row.beta])),
    gasByCas: new Map(gases.map((row) => [row.cas, row])),
  };
}
