export const assignmentStates = ['open', 'done', 'withdrawn'] as const;
export type AssignmentState = (typeof assignmentStates)[number];

/** By when it was given, newest first unless asked otherwise, and by its end date. */
export const assignmentOrders = ['-made', 'made', 'due', '-due'] as const;
export type AssignmentOrder = (typeof assignmentOrders)[number];

/** Which duties of the clause are chosen: overdue ones, or all that are not done yet. */
export const chosenStatuses = ['overdue', 'open'] as const;
export type ChosenStatus = (typeof chosenStatuses)[number];

export const objectStates = ['undone', 'done'] as const;

/** How the duty of an object ended: in time, late, or it no longer stands. */
export const outcomes = ['met', 'late', 'gone'] as const;
export type Outcome = (typeof outcomes)[number];

/** Objects that one task may have. */
export const MOST_OBJECTS = 2000;

/** What a task asks of those it is given to. */
export interface Burden {
  readonly objects: number;
  readonly addressees: number;
  /** All objects × minutes. */
  readonly minutes: number;
  /** Of one addressee: the usual one (median) and the one with the most. */
  readonly usualMinutes: number;
  readonly mostMinutes: number;
  /** To-dos that are open at an addressee already. */
  readonly usualOpen: number;
  readonly mostOpen: number;
}
