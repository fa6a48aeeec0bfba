import type { Day } from '../../../src/kernel/calendar.ts';
import { dayOf } from '../../../src/kernel/calendar.ts';
import type { Rec, State } from '../state.ts';

/** The plan window, where a rule names it. */
export const PLAN_FROM: Day = dayOf(2024, 1, 1);
export const PLAN_UNTIL: Day = dayOf(2026, 12, 31);

/** What a rule counts: live records whose date, when they have one, is not after the moment. */
export function counted(state: State, type: string): Rec[] {
  return state.live(type).filter((record) => {
    const date = state.dateOf(record);
    return !date || state.reached(date);
  });
}

/** Those that name the record in the attribute. */
export function naming(state: State, type: string, attribute: string, id: string): Rec[] {
  return counted(state, type).filter((record) => state.list(record, attribute).includes(id));
}

export function datedInside(state: State, record: Rec, from: Day, until: Day): boolean {
  const { dateAttr } = state.world.typeOf(record.type);
  const day = dateAttr === null ? undefined : state.day(record, dateAttr);
  return day !== undefined && day >= from && day <= until;
}

/** Records of this division and below. */
export function below(state: State, type: string, division: string): Rec[] {
  return counted(state, type).filter((record) =>
    state.isWithin(state.divisionOf(record), division),
  );
}

export const larger = (state: State, incident: Rec): boolean =>
  ['III', 'II', 'I'].includes(state.string(incident, 'grade') ?? '');
