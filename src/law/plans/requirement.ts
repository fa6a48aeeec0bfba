import type { Length, OperandOf, Predicate } from './condition.ts';

/** The forms of a requirement (docs/evaluation-grammar.md) as code reads them. */

export const moments = ['asOf', 'window', 'period'] as const;
export type CountedIn = (typeof moments)[number];

/** Records tied to the subject. `below`: also those of the divisions under it. */
export interface Tied {
  readonly record: string;
  readonly tie: string;
  readonly reach: 'exact' | 'below';
  readonly where: Predicate;
  /** Date attribute used instead of the type's `dateAttr`. */
  readonly at: string | null;
}

export type NumberValue = OperandOf<'param'> | { readonly kind: 'literal'; readonly value: number };
export type AtLeast = NumberValue | OperandOf<'subject'>;
export type ListValue =
  | { readonly kind: 'literal'; readonly value: readonly string[] }
  | OperandOf<'param'>
  | OperandOf<'subject'>;

export interface Occurs extends Tied {
  readonly form: 'occurs';
  readonly in: CountedIn;
  readonly atLeast: AtLeast;
  /** Count different values of this attribute instead of records. */
  readonly count: string | null;
  readonly covers: { readonly attr: string; readonly values: ListValue } | null;
}

export interface None extends Tied {
  readonly form: 'none';
  readonly in: CountedIn;
}

export interface State {
  readonly form: 'state';
  readonly predicate: Predicate;
}

export type Trigger =
  | { readonly kind: 'entry' }
  | { readonly kind: 'becomes'; readonly predicate: Predicate }
  | {
      readonly kind: 'self';
      readonly record: string;
      readonly where: Predicate;
      readonly at: string;
    }
  | ({ readonly kind: 'records' } & Tied & { readonly at: string })
  | { readonly kind: 'any'; readonly of: readonly Trigger[] };

export type FollowUp =
  | {
      readonly kind: 'same';
      readonly record: string;
      readonly where: Predicate;
      readonly at: string;
    }
  | ({ readonly kind: 'records' } & Tied & { readonly at: string })
  | { readonly kind: 'all' | 'any'; readonly of: readonly FollowUp[] };

export interface Follows {
  readonly form: 'follows';
  readonly trigger: Trigger;
  readonly followUp: FollowUp;
  readonly order: 'after' | 'before';
  readonly orInForce: boolean;
  /** Due date on the trigger record; stands before `within`. */
  readonly dueAttr: string | null;
  readonly within: { readonly length: Length; readonly optional: boolean } | null;
  readonly calendar: 'natural' | 'working';
}

export type RatioSide =
  | ({ readonly kind: 'records'; readonly in: CountedIn } & Tied)
  | { readonly kind: 'subjectAttr'; readonly attr: string };

export type Order = 'eq' | 'gte' | 'gt' | 'lte' | 'lt';

export interface Ratio {
  readonly form: 'ratio';
  readonly numerator: RatioSide;
  readonly denominator: RatioSide;
  readonly op: Order;
  readonly value: NumberValue;
  readonly whenEmpty: 'met' | 'unmet' | 'unknown';
}

export type TrendOf =
  | ({
      readonly kind: 'records';
      readonly fn: 'count' | 'sum' | 'latest';
      readonly attrs: readonly string[];
    } & Tied)
  | { readonly kind: 'subjectAttr'; readonly attr: string };

export type Against =
  | { readonly kind: 'previousPeriod' | 'periodStart' | 'previousYear' }
  | {
      readonly kind: 'date';
      readonly date: OperandOf<'param'> | { readonly kind: 'literal'; readonly value: string };
    };

export interface Trend {
  readonly form: 'trend';
  readonly of: TrendOf;
  readonly in: 'asOf' | 'period';
  readonly by: string | null;
  readonly against: Against;
  readonly change: 'ratio' | 'difference' | 'reduction';
  readonly op: Order;
  readonly value: NumberValue;
}

export interface Attest {
  readonly form: 'attest';
  readonly by: readonly string[];
  readonly document: boolean;
}

export interface Combined {
  readonly form: 'all' | 'any';
  readonly of: readonly Requirement[];
}

export type Requirement = State | Occurs | None | Follows | Ratio | Trend | Attest | Combined;
export type RequirementForm = Requirement['form'];
