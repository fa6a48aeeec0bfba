/**
 * Values that are computed from other records (合成属性) and kept as spans of time: a table
 * `rec."owner__attr"` (id, vf, vt, value, known) whose rows of one owner cover all time. Where
 * `known` is true the value is the computed one (null: none); elsewhere there is nothing to compute
 * from. A facet says as data what it reads, so that a fact leads to the owners that it touches.
 * Names that the dictionary does not have are helping values, read by the rules of read-rules.ts.
 */
interface Kept {
  readonly owner: string;
  readonly attr: string;
  readonly column: string;
  /** The stated value stands before the computed one. */
  readonly statedFirst?: boolean;
  /** Record type whose records are read, live and from their date on (`undated`: at once). */
  readonly record: string;
  readonly undated?: boolean;
  /** Read of each record under these names. */
  readonly reads?: readonly string[];
  /** The kind of record that the rule names, over its reads. */
  readonly where?: string;
}

/** Records that name their owner in an attribute. */
interface Tied extends Kept {
  /** The attribute that names the owner (a list names several), and another path that may too. */
  readonly tie: string;
  readonly orTie?: string;
  /** The tie names a division, and those above it own the record too. */
  readonly below?: boolean;
}

/** An aggregate at every moment. */
export interface FoldFacet extends Tied {
  /** Over columns of `m` (the reads by name, `d` the date, `seqkey` the ledger order). */
  readonly value: string;
  /** Moments of each record, beside its own span, at which the value may turn. */
  readonly turns?: readonly string[];
}

/** An aggregate that follows from counts: swept once in order of time, however many records run. */
export interface CountFacet extends Tied {
  /** Records that fulfil a condition over their reads, by name. */
  readonly counts: Readonly<Record<string, string>>;
  /** Over the counts (`c`). */
  readonly value: string;
}

/** True exactly while some record counts inside [from, until), moments over its columns. */
export interface SpanFacet extends Tied {
  readonly during: { readonly from: string; readonly until: string };
}

/** An aggregate over the records that match the owner's own values (`o`). */
export interface PairFacet extends Kept {
  /** Attributes of the owner, and those of them (moments) at which its part in the match turns. */
  readonly own: readonly string[];
  readonly turnsAt?: readonly string[];
  /** The owner's kind, over its own attributes. */
  readonly ownWhere?: string;
  /** The owner's attribute that names a division at or under that of the record. */
  readonly within?: { readonly own: string; readonly record: string };
  readonly match: string;
  /** Attributes in which the match wants both to be alike, the first never empty. */
  readonly alike?: readonly string[];
  /** Moment from which a pair counts, beside the spans of both. */
  readonly from?: string;
  readonly value: string;
}

export type Facet = FoldFacet | CountFacet | SpanFacet | PairFacet;

/** The record is valid (validFrom, validUntil) at the start of the span. */
export const VALID = 'm.vlo <= p.b and p.b < m.vhi';

export const latest = (name: string, filter?: string): string =>
  `(array_agg(m."${name}" order by m.d desc, m.seqkey desc)${filter ? ` filter (where ${filter})` : ''})[1]`;
