/** How a column's values are written: as real dates and numbers, or as text that stays text. */
export type CellType = 'text' | 'int' | 'number' | 'date' | 'datetime' | 'bool';

/** A list becomes one text joined by 、; numbers may come as text, as the database gives them. */
export type CellValue = string | number | boolean | bigint | Date | readonly string[] | null;

export interface SheetColumn {
  /** Of the row's member. */
  readonly key: string;
  readonly title: string;
  readonly type: CellType;
  /** In characters of half width. */
  readonly width?: number;
}

export type SheetRow = Readonly<Record<string, unknown>>;

export interface SheetSpec {
  readonly title: string;
  /** The day that the rows are of: `2026-06-30`. */
  readonly asOf: string;
  /** What the numbers count, where one unit fits all: 家, 万元. */
  readonly unit?: string;
  /** Whose data: 曹县（含乡镇）. */
  readonly scope?: string;
  /** More to say under the title: the filters in words. */
  readonly note?: string;
  /** Of the fixed words (截至, 是/否); the titles come as the caller wants them. */
  readonly language?: 'zh' | 'en';
  readonly columns: readonly SheetColumn[];
  readonly rows: AsyncIterable<SheetRow> | Iterable<SheetRow>;
  /** A first column 序号; left out by `false`. */
  readonly numbered?: boolean;
  /** Columns at the left that stay in sight, beside 序号. */
  readonly frozenColumns?: number;
}
