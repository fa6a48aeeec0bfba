import { randomUUID } from 'node:crypto';

/** One fact as a person states it; an id that the caller gives makes a repetition harmless. */
export interface Statement {
  readonly id?: string;
  readonly type: string;
  readonly record: string;
  /** A date or a moment with its offset. */
  readonly at: string;
  readonly set?: Readonly<Record<string, unknown>>;
  /** `true` ends the record, `false` takes it back. */
  readonly retired?: boolean;
  readonly evidence?: readonly string[];
}

/** Of an id of its own: what is stated again after something else is no repetition. */
export function withId(statement: Statement): Statement {
  return { ...statement, id: statement.id ?? `said:${randomUUID()}` };
}
