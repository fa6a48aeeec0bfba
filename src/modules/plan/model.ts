import type { ClauseStatus, DutyStatus } from './rules/figures.ts';

/** One duty: clause × subject × period (or trigger). Derived, never typed in. */
export interface Duty {
  readonly subject: string;
  readonly trigger?: string;
  readonly period: string | null;
  readonly due: string | null;
  readonly status: DutyStatus;
  readonly since: string | null;
  readonly evidence: readonly string[];
  readonly jurisdiction: string | null;
  /** The due day counts working days of a year whose holiday notice is not on file. */
  readonly provisional?: true;
}

export interface EvaluatedClause {
  readonly id: string;
  readonly status: ClauseStatus;
  readonly population: number;
  readonly met: number;
  readonly late: number;
  readonly pending: number;
  readonly overdue: number;
  readonly unknown: number;
  /** Share of duties met or late; for measure `unmet` the number neither met nor late. */
  readonly value: number | null;
  readonly latest?: { readonly period: string; readonly value: number } | null;
  readonly target: { readonly op: string; readonly value: number; readonly basis: string } | null;
  /** Parameters without a value, when that is the status. */
  readonly needs?: readonly string[];
  readonly byJurisdiction: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly duties: readonly Duty[];
  /** Why due days, or what follows from them, are not certain. */
  readonly provisional?: { readonly zh: string; readonly en: string };
}

export interface Evaluation {
  readonly asOf: string;
  readonly clauses: readonly EvaluatedClause[];
}
