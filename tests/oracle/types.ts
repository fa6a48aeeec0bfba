/** What the slow evaluator reads and says. Its own types: it shares no code with src/modules. */
export type Value = string | number | boolean | readonly string[];
export type Truth = boolean | 'unknown';

export interface Fact {
  readonly id?: string;
  readonly type: string;
  readonly record: string;
  readonly at: string;
  readonly set?: Readonly<Record<string, Value | null>>;
  readonly retired?: boolean;
}

export interface AttributeData {
  readonly name: string;
  readonly type: string;
  readonly required?: boolean;
  readonly derived?: boolean;
  readonly default?: Value;
  readonly codes?: readonly { readonly code: string }[];
  readonly codesFrom?: { readonly param: string };
  readonly rule?: string;
  readonly reads?: readonly string[];
}

export interface RecordTypeData {
  readonly type: string;
  readonly nature: string;
  readonly dateAttr: string | null;
  readonly span?: readonly string[];
  readonly currentBy?: readonly string[];
  readonly attributes: readonly AttributeData[];
}

export interface DictionaryData {
  readonly records: readonly RecordTypeData[];
}

export interface ParameterEntry {
  readonly name: string;
  readonly value: Value | null;
  readonly from?: string;
  readonly jurisdiction?: string;
}

/** Right side of a condition, a count or a bound, as the grammar writes it. */
export interface Expression {
  readonly param?: string;
  readonly attr?: string;
  readonly subject?: string;
  readonly asOf?: boolean;
  readonly period?: 'year' | 'previousYear' | 'start' | 'end';
  readonly plus?: string | { readonly param: string };
  readonly minus?: string | { readonly param: string };
  readonly optional?: boolean;
}
export type Operand = Value | Expression;

export type Op =
  | 'eq'
  | 'ne'
  | 'in'
  | 'gte'
  | 'gt'
  | 'lte'
  | 'lt'
  | 'onOrAfter'
  | 'before'
  | 'exists';
export type Condition = { readonly attr: string } & { readonly [op in Op]?: Operand };

export interface Predicate {
  readonly all?: readonly Condition[];
  readonly any?: readonly Condition[];
  readonly none?: readonly Condition[];
}
export type Selector = Predicate & { readonly entity: string };
export type In = 'window' | 'period' | 'asOf';

/** The records that one side of a requirement looks at. */
export interface Matching {
  readonly record: string;
  readonly tie: string;
  readonly reach?: 'below';
  readonly where?: Predicate;
  readonly at?: string;
  readonly in: In;
}

export interface Occurs extends Matching {
  readonly form: 'occurs';
  readonly count?: string;
  readonly covers?: { readonly attr: string; readonly values: Operand };
  readonly atLeast?: number | Expression;
}

export interface RecordTrigger {
  readonly record: string;
  readonly self?: boolean;
  readonly tie?: string;
  readonly reach?: 'below';
  readonly where?: Predicate;
  readonly at: string;
}
export type Trigger =
  | RecordTrigger
  | { readonly entry: true }
  | { readonly becomes: Predicate }
  | { readonly any: readonly Trigger[] };

export interface RecordFollowUp {
  readonly record: string;
  readonly tie?: string;
  readonly reach?: 'below';
  readonly same?: boolean;
  readonly where?: Predicate;
  readonly at: string;
}
export type FollowUp =
  | RecordFollowUp
  | { readonly all: readonly FollowUp[] }
  | { readonly any: readonly FollowUp[] };

export interface Follows {
  readonly form: 'follows';
  readonly trigger: Trigger;
  readonly followUp: FollowUp;
  readonly order?: 'before';
  readonly orInForce?: boolean;
  readonly due?: { readonly attr: string };
  readonly within?: string | Expression;
  readonly calendar?: 'natural' | 'working';
}

export type Side = Matching | { readonly subjectAttr: string };

export interface Ratio {
  readonly form: 'ratio';
  readonly numerator: Side;
  readonly denominator: Side;
  readonly op: Op;
  readonly value: Operand;
  readonly whenEmpty: 'met' | 'unmet' | 'unknown';
}

export interface TrendOf {
  readonly record: string;
  readonly tie: string;
  readonly reach?: 'below';
  readonly where?: Predicate;
  readonly fn: 'count' | 'sum' | 'latest';
  readonly attrs?: readonly string[];
}
export interface Trend {
  readonly form: 'trend';
  readonly of: TrendOf | { readonly subjectAttr: string };
  readonly in: 'asOf' | 'period';
  readonly by?: string;
  readonly against:
    | 'previousPeriod'
    | 'periodStart'
    | 'previousYear'
    | { readonly date: string | Expression };
  readonly change: 'ratio' | 'difference' | 'reduction';
  readonly op: Op;
  readonly value: Operand;
}

export type Requirement =
  | { readonly form: 'state'; readonly predicate: Predicate }
  | Occurs
  | (Matching & { readonly form: 'none' })
  | Follows
  | Ratio
  | Trend
  | { readonly form: 'attest'; readonly by: readonly string[] }
  | { readonly form: 'all' | 'any'; readonly of: readonly Requirement[] };

export interface Target {
  readonly op: Op;
  readonly value: number | Expression;
}

export interface Due {
  readonly type: 'by' | 'every' | 'annual' | 'from' | 'event' | 'routine' | 'continuous';
  readonly date?: string;
  readonly from?: string;
  readonly every?: string | { readonly param: string } | null;
  /** annual: --MM-DD */
  readonly onOrBefore?: string;
  readonly window?: { readonly from: string; readonly until: string };
}

/** A clause: its item of clauses.json joined with its item of requirements.json. */
export interface ClauseInput {
  readonly id: string;
  readonly selector: Selector;
  readonly requirement: Requirement;
  readonly due: Due;
  readonly every?: string | { readonly param: string };
  readonly measure: 'share' | 'unmet';
  readonly target: Target | null;
  readonly reads: readonly string[];
}

export interface EvaluateInput {
  readonly dictionary: DictionaryData;
  readonly clauses: readonly ClauseInput[];
  readonly parameters: readonly ParameterEntry[];
  readonly facts: readonly Fact[];
  /** YYYY-MM-DD */
  readonly asOf: string;
}

export type DutyStatus = 'met' | 'late' | 'pending' | 'overdue' | 'unknown';

export interface Duty {
  readonly subject: string;
  readonly trigger?: string;
  readonly period: string | null;
  readonly due: string | null;
  readonly status: DutyStatus;
  readonly since: string | null;
  readonly evidence: readonly string[];
}

export type Counts = { readonly population: number } & Readonly<Record<DutyStatus, number>>;

export type ClauseStatus =
  | 'met'
  | 'missed'
  | 'onTrack'
  | 'atRisk'
  | 'noSubject'
  | 'needsParameter'
  | 'attested'
  | 'notAttested'
  | 'unmet';

export interface ClauseResult extends Counts {
  readonly id: string;
  readonly status: ClauseStatus;
  readonly value: number | null;
  readonly latest?: number | null;
  readonly target: Target | null;
  readonly byJurisdiction: Readonly<Record<string, Counts>>;
  readonly duties: readonly Duty[];
}

export interface Evaluation {
  readonly asOf: string;
  readonly clauses: readonly ClauseResult[];
}
