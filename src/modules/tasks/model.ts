import type { Day } from '../../kernel/calendar.ts';
import type { Role } from '../../law/roles.ts';

/**
 * `duty`: owed by the plan; `chase`: owed by others below (督办); `task`: split from a clause
 * (任务分解); `step`: next on one thing, such as a hazard; the rest come from letters.
 */
export const todoKinds = ['duty', 'chase', 'letter', 'approval', 'read', 'task', 'step'] as const;
export type TodoKind = (typeof todoKinds)[number];

export const boxes = ['todo', 'done', 'started', 'read'] as const;
export type Box = (typeof boxes)[number];

/** By deadline, and by the day on which it came. */
export const inboxOrders = ['due', '-due', '-opened', 'opened'] as const;
export type InboxOrder = (typeof inboxOrders)[number];

export const usualOrder = (box: Box): InboxOrder =>
  box === 'todo' || box === 'read' ? 'due' : '-opened';

export const levels = ['township', 'county', 'city'] as const;
export type Level = (typeof levels)[number];

/** Who owes: a node of scope and who works on it there. */
export interface Owner {
  /** `e:…`, `p:…`, `d:371728` */
  readonly node: string;
  readonly roles: readonly Role[];
}

/** Divisions over a place; null: none of that level. */
export type Divisions = Readonly<Record<Level, string | null>>;

/** Where the subjects of some duties lie. */
export interface Place {
  readonly enterprises: readonly string[];
  readonly park: string | null;
  readonly divisions: Divisions;
}

/** Open duties of one clause, one place and one due day. */
export interface Owed {
  readonly clause: string;
  readonly place: Place;
  readonly status: 'pending' | 'overdue';
  readonly due: Day | null;
  /** First day on which it was overdue, where it has no due day. */
  readonly since: Day | null;
  /** Duties. */
  readonly count: number;
  /** What they are about, where it is no enterprise: a record. */
  readonly about: string;
}

export interface DutyTodo {
  readonly key: string;
  readonly kind: 'duty' | 'chase';
  readonly owner: string;
  readonly keys: readonly string[];
  readonly roles: readonly Role[];
  readonly clause: string;
  /** Enterprises or other subjects concerned. */
  readonly subjects: number;
  /** Duties overdue among them. */
  readonly overdue: number;
  /** The first day of all. */
  readonly due: Day | null;
}

/** As kept: what a new reading of the duties may change. */
export interface KeptTodo {
  readonly key: string;
  readonly open: boolean;
  readonly subjects: number;
  readonly overdue: number;
  readonly due: Day | null;
}

export interface TodoChanges {
  readonly open: readonly DutyTodo[];
  readonly change: readonly DutyTodo[];
  /** Keys: the duty is met, or owed by somebody else. */
  readonly close: readonly string[];
}

export const messageClasses = ['strong', 'normal', 'digest'] as const;
export type MessageClass = (typeof messageClasses)[number];

export const messageReasons = [
  'overdue',
  'soon',
  'chase',
  'letter',
  'approval',
  'answered',
  'returned',
  'alarm',
] as const;
export type MessageReason = (typeof messageReasons)[number];

/** How a person wants to be told. */
export interface MessageSettings {
  /** Hours of the day, `22:00` to `07:00`: nothing but 强提醒 comes. */
  readonly quietFrom: string;
  readonly quietUntil: string;
  /** Messages of the class 普通 a day; what is more joins the digest. */
  readonly dailyCap: number;
  /** When the digest (汇总) comes. */
  readonly digestAt: string;
}
