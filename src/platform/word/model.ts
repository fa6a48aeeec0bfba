/** A table: a heading row and rows of texts; `widths` in characters of the body size. */
export interface TableBlock {
  readonly kind: 'table';
  readonly caption?: string;
  readonly columns: readonly { readonly title: string; readonly width: number }[];
  readonly rows: readonly (readonly string[])[];
}

export type Block =
  /** 1: 一、 2: （一） 3: 1. 4: （1）; the numbers are counted here. */
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3 | 4; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | TableBlock;

export interface Attachment {
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** An official document (公文) by its elements of GB/T 9704. */
export interface OfficialDocument {
  /** 发文机关标志, red. */
  readonly mark: string;
  /** 发文字号 such as 菏应急函〔2026〕1号; null: not given yet. */
  readonly number: string | null;
  readonly title: string;
  /** 主送机关; null: none. */
  readonly to: string | null;
  readonly body: readonly Block[];
  readonly attachments: readonly Attachment[];
  /** 发文机关署名. */
  readonly signer: string;
  /** 成文日期 as YYYY-MM-DD; null: not signed yet. */
  readonly date: string | null;
  /** 抄送机关. */
  readonly copyTo: string | null;
  /** 附注, in brackets below the date: whom to ask. */
  readonly note?: string | null;
}
