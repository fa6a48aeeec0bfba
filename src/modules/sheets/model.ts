import type { Bilingual } from '../../kernel/endpoint.ts';

/** A column of a ledger: an attribute of the dictionary, or the record's own id. */
export interface ColumnDefinition {
  /** `id`: the record's id (编号; of an enterprise its 统一社会信用代码). */
  readonly attribute: string;
  /** Other headings that people write for it. */
  readonly synonyms: readonly string[];
  /** In the template's example row. */
  readonly example: string;
  /** Beside what the dictionary requires. */
  readonly required?: true;
  readonly note?: Bilingual;
}

/** A ledger (台账) as it comes and goes as a sheet. */
export interface LedgerDefinition {
  readonly type: string;
  readonly id: Bilingual;
  /** New records bring their id with them (an enterprise's code); others get one. */
  readonly ownId: boolean;
  /** Attributes that together name a record where its id is left empty. */
  readonly naturalKey: readonly string[];
  readonly columns: readonly ColumnDefinition[];
}

/** What is wrong with a cell, or (column null) with its row. */
export interface RowError {
  readonly column: number | null;
  readonly attribute: string | null;
  readonly message: Bilingual;
}

/** Null: the value is taken away. */
export type AttributeSet = Readonly<
  Record<string, string | number | boolean | readonly string[] | null>
>;

/** What importing a row would do. */
export const rowStates = ['new', 'change', 'same', 'error'] as const;
export type RowState = (typeof rowStates)[number];

/** What became of a row that was to be imported. */
export const outcomes = ['imported', 'refused', 'undone', 'kept'] as const;
export type Outcome = (typeof outcomes)[number];

/**
 * An import on its way: read → (checking) → checked → (importing) → imported → (undoing) → undone;
 * failed where the system itself was at fault.
 */
export const importStates = [
  'read',
  'checking',
  'checked',
  'importing',
  'imported',
  'undoing',
  'undone',
  'failed',
] as const;
export type ImportState = (typeof importStates)[number];

/** Which attribute a column of the file holds; null: it is left out. */
export type Mapping = readonly (string | null)[];
