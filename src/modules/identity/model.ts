import type { Line, NodeKind, Role } from '../../law/roles.ts';

/** A role at a node of scope, on some lines, from one day to another (null: open). */
export interface Grant {
  readonly id: string;
  readonly role: Role;
  readonly nodeKind: NodeKind;
  /** A division's code, a park's, an enterprise's or an organisation's id. */
  readonly node: string;
  readonly lines: readonly Line[];
  readonly from: string;
  readonly until: string | null;
}

/** Keys of scope of a caller, as row-level security compares them (migrations/0001_scope.sql). */
export interface Scope {
  readonly keys: readonly string[];
  readonly writeKeys: readonly string[];
}

/** Whoever calls, signed in: his account, the grants in force and what follows from them. */
export interface Caller extends Scope {
  readonly user: string;
  readonly name: string;
  readonly session: string;
  readonly roles: readonly Role[];
  readonly grants: readonly Grant[];
}
