import { letterWriters } from '../../../law/letters.ts';
import type { Role } from '../../../law/roles.ts';
import type { LetterAction, LetterState } from '../model.ts';

interface Transition {
  readonly to: LetterState;
  /** Roles at the issuing node that may. */
  readonly by: readonly Role[];
}

const LEADERS: readonly Role[] = ['leader'];

/** What may be done with a letter, in which state, by whom. What is not here is refused. */
export const transitions: Readonly<
  Record<LetterState, Partial<Readonly<Record<LetterAction, Transition>>>>
> = {
  draft: {
    edit: { to: 'draft', by: letterWriters },
    submit: { to: 'review', by: letterWriters },
    discard: { to: 'discarded', by: letterWriters },
  },
  review: {
    withdraw: { to: 'draft', by: letterWriters },
    approve: { to: 'delivered', by: LEADERS },
    return: { to: 'draft', by: LEADERS },
  },
  delivered: {},
  answered: {},
  discarded: {},
};

export function mayDo(
  state: LetterState,
  action: LetterAction,
  roles: readonly Role[],
): Transition | null {
  const transition = transitions[state][action];
  return transition?.by.some((role) => roles.includes(role)) ? transition : null;
}

/** In the order in which a page offers them. */
export function actionsOf(state: LetterState, roles: readonly Role[]): readonly LetterAction[] {
  return (Object.keys(transitions[state]) as LetterAction[]).filter((action) =>
    mayDo(state, action, roles),
  );
}
