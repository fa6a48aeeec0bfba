import type { ParameterEntry } from '../../law/plans/model.ts';
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
  /** Which facts, which rule, which parameter value: only when asked for. */
  readonly explanation?: Words;
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

/** A parameter's entry as the database keeps it: with its place in the order and when it came. */
export interface RecordedEntry extends ParameterEntry {
  readonly seq: number;
  /** The profile that the value was taken from. */
  readonly profile: string | null;
  readonly recordedAt: string;
}

/** Words for people, Chinese first. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

/** How one condition of a state stands: null is unknown. */
export interface ConditionFinding {
  readonly holds: boolean | null;
  readonly value: unknown;
}

/** How one leaf of a requirement stands for a duty. */
export interface LeafFinding {
  readonly holds: boolean | null;
  /** Records that count, as type/id. */
  readonly records?: readonly string[] | null;
  /** Of a list that must be covered: what is, and what is asked for where the subject says so. */
  readonly covered?: readonly string[] | null;
  readonly wanted?: readonly string[] | null;
  /** Of a state, in the order of `conditionsOf`. */
  readonly conditions?: readonly ConditionFinding[] | null;
}

/** What an explanation needs beside the duty itself. */
export interface DutyFindings {
  readonly name: string | null;
  /** Leaves of the requirement from left to right; none of a requirement of form follows. */
  readonly leaves: readonly LeafFinding[];
}
