import type { Rec, State } from '../state.ts';
import type { Value } from '../types.ts';

/** The record has nothing to compute from: the stated value stands, else the default. */
export const NOTHING: unique symbol = Symbol('nothing to compute from');

export interface Rule {
  /** "stated, or ...": the stated value stands first. */
  readonly statedFirst?: boolean;
  readonly compute: (record: Rec, state: State) => Value | undefined | typeof NOTHING;
}
