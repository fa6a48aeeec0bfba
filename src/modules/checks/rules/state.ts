import type { Moment } from '../../../kernel/calendar.ts';
import type { TaskState, Window } from '../model.ts';

/**
 * How a task stands at a moment, by the first record of it that was not rejected. What was done
 * after the window is late: it is kept and shown, and counts as not done in time (补录不计入完成).
 */
export function stateOf(
  { from, until }: Pick<Window, 'from' | 'until'>,
  doneAt: Moment | null,
  now: Moment,
): TaskState {
  if (doneAt !== null) return doneAt < until ? 'done' : 'late';
  if (now < from) return 'upcoming';
  return now < until ? 'due' : 'missed';
}
