/** What the compiler reads of a clause; `src/law/plans` validates the data. */
export type Operand =
  | string
  | number
  | boolean
  | null
  | readonly (string | number)[]
  | { readonly param: string }
  | { readonly attr: string; readonly plus?: Amount; readonly minus?: Amount }
  | { readonly subject: string }
  | { readonly asOf: true; readonly plus?: Amount; readonly minus?: Amount }
  | { readonly period: 'year' | 'start' | 'end' };
export type Amount = string | { readonly param: string };
export type Condition = { readonly attr: string } & Readonly<Record<string, unknown>>;
export interface Predicate {
  readonly all?: readonly Condition[];
  readonly any?: readonly Condition[];
  readonly none?: readonly Condition[];
}
export interface Matching {
  readonly record: string;
  readonly tie: string;
  readonly reach?: string;
  readonly where?: Predicate;
  readonly at?: string;
  readonly in?: 'asOf' | 'window' | 'period';
}
export interface Trigger {
  readonly record?: string;
  readonly self?: boolean;
  readonly entry?: boolean;
  readonly becomes?: Predicate;
  readonly any?: readonly Trigger[];
  readonly tie?: string;
  readonly reach?: string;
  readonly where?: Predicate;
  readonly at?: string;
}
export interface FollowUp extends Partial<Matching> {
  readonly same?: boolean;
  readonly all?: readonly FollowUp[];
  readonly any?: readonly FollowUp[];
}
export interface Requirement extends Partial<Matching> {
  readonly form:
    | 'state'
    | 'occurs'
    | 'none'
    | 'follows'
    | 'ratio'
    | 'trend'
    | 'attest'
    | 'all'
    | 'any';
  readonly predicate?: Predicate;
  readonly count?: string;
  readonly covers?: { readonly attr: string; readonly values: Operand };
  readonly atLeast?: Operand;
  readonly trigger?: Trigger;
  readonly followUp?: FollowUp;
  readonly order?: string;
  readonly orInForce?: boolean;
  readonly due?: { readonly attr: string };
  readonly within?: Amount & { readonly optional?: boolean };
  readonly numerator?: Matching | { readonly subjectAttr: string };
  readonly denominator?: Matching | { readonly subjectAttr: string };
  readonly op?: string;
  readonly value?: Operand;
  readonly whenEmpty?: 'met' | 'unmet' | 'unknown';
  readonly change?: 'ratio' | 'difference' | 'reduction';
  readonly against?: string | { readonly date: Operand };
  readonly by?: string | readonly string[];
  readonly of?: unknown;
  readonly every?: Amount;
}
export interface Selector extends Predicate {
  readonly entity: string;
}
