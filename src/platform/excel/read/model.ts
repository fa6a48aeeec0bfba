export interface ReadLimits {
  readonly rows: number;
  readonly columns: number;
  /** Sum of the sizes of all parts, unpacked. */
  readonly unpackedBytes: number;
  /** Unpacked to packed, of a part larger than a few megabytes. */
  readonly ratio: number;
  readonly parts: number;
  readonly cellChars: number;
  readonly milliseconds: number;
  /** Of the reading thread's heap. */
  readonly megabytes: number;
}

export const defaultLimits: ReadLimits = {
  rows: 50_100,
  columns: 200,
  unpackedBytes: 256 << 20,
  ratio: 200,
  parts: 1_000,
  cellChars: 32_767,
  milliseconds: 60_000,
  megabytes: 512,
};

/** A date or a moment as the sheet shows it: `2024-03-01`, `2024-03-01T08:30:00`. */
export interface DateCell {
  readonly date: string;
}

/** What cannot be taken as a value: a formula that no program has worked out yet, #N/A … */
export interface BadCell {
  readonly bad: 'formulaWithoutValue' | 'error';
  readonly shown: string;
}

export type ReadCell = string | number | boolean | null | DateCell | BadCell;

export interface ReadRow {
  /** As the sheet counts them, from 1. */
  readonly number: number;
  readonly hidden: boolean;
  readonly cells: readonly ReadCell[];
}

export interface ReadSheet {
  readonly name: string;
  /** Names of all visible sheets; the first was read, or the one asked for. */
  readonly sheets: readonly string[];
  /** Rows with something in them. */
  readonly rows: readonly ReadRow[];
  /** Cells of which the value saved with the formula was taken. */
  readonly formulas: number;
  readonly hiddenRows: number;
  /** Texts of the first cells of hidden sheets, by the sheet's name: templates say here what they are. */
  readonly marks: Readonly<Record<string, readonly string[]>>;
}
