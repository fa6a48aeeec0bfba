import type { ClauseStatus, DutyStatus } from './rules/figures.ts';

/** A clause (条款) as the engine reads it: the validated data of `src/law/plans`. */
export interface PlanClause {
  readonly id: string;
  readonly plan: string;
  readonly quote: string;
  readonly en: string;
  readonly kind: string;
  readonly module: string;
  readonly window: { readonly from: string; readonly until: string };
  readonly due: {
    readonly type: string;
    readonly date?: string | null;
    readonly from?: string;
    readonly onOrBefore?: string;
    readonly every?: string | null;
    readonly window?: { readonly from: string; readonly until: string };
  };
  readonly selector: { readonly entity: string };
  readonly requirement: {
    readonly form: string;
    readonly reads: readonly string[];
    readonly informs: readonly string[];
    readonly measure: 'share' | 'unmet';
    readonly every?: string | { readonly param: string };
    readonly target: {
      readonly op: string;
      readonly value: unknown;
      readonly basis: string;
    } | null;
  };
}

export interface ParameterDefinition {
  readonly name: string;
  readonly type: string;
}

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
}

export interface Evaluation {
  readonly asOf: string;
  readonly clauses: readonly EvaluatedClause[];
}
