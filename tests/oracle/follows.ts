import type { Moment } from '../../src/kernel/calendar.ts';
import { dayAt } from '../../src/kernel/calendar.ts';
import type { Scope } from './conditions.ts';
import { literalDuration, matches, stateHolds, subjectAsOf } from './conditions.ts';
import type { Days } from './matching.ts';
import { isInside, tied } from './matching.ts';
import type { Rec, State } from './state.ts';
import type { Time } from './time.ts';
import { atInstant, compareTimes, dayOfTime, onDay, shift } from './time.ts';
import type {
  Follows,
  FollowUp,
  Predicate,
  RecordFollowUp,
  RecordTrigger,
  Trigger,
} from './types.ts';
import { addWorking } from './working.ts';

/** One occasion on which a duty arises. */
export interface Occasion {
  readonly at: Time;
  /** The trigger record; the subject itself for entry and becomes. */
  readonly record: Rec;
}

/** What a follows needs to know of the clause beside the scope. */
export interface Surroundings {
  readonly window: Days;
  /** Every moment at which anything may change, oldest first. */
  readonly moments: readonly Moment[];
  readonly scopeAt: (t: Moment) => Scope;
  readonly inPopulation: (t: Moment) => boolean;
}

/** Every trigger of the subject, as of the scope's moment. */
export function occasions(trigger: Trigger, scope: Scope, around: Surroundings): Occasion[] {
  if ('any' in trigger) return trigger.any.flatMap((each) => occasions(each, scope, around));
  if ('entry' in trigger) return entry(scope, around);
  if ('becomes' in trigger) return becomes(trigger.becomes, scope, around);
  return recordTriggers(trigger, scope, around.window);
}

function recordTriggers(trigger: RecordTrigger, scope: Scope, window: Days): Occasion[] {
  const { state, subject } = scope;
  const nature = state.world.typeOf(trigger.record).nature;
  const candidates = trigger.self
    ? state.live(trigger.record).filter((record) => record.id === subject.id)
    : state
        .live(trigger.record)
        .filter((record) => tied(record, trigger.tie ?? '', trigger.reach, subject, state));
  return candidates.flatMap((record) => {
    if (!matches(trigger.where, record, scope)) return [];
    const at = state.time(record, trigger.at);
    if (!at || !state.reached(at)) return [];
    if (nature !== 'case' && nature !== 'entity' && !isInside(at, window)) return [];
    return [{ at, record }];
  });
}

/** The start of the current span in the population. */
function entry(scope: Scope, around: Surroundings): Occasion[] {
  const start = entryMoment(scope.state.t, around);
  return start === undefined ? [] : [{ at: atInstant(start), record: subjectAsOf(scope) }];
}

export function entryMoment(
  t: Moment,
  around: Pick<Surroundings, 'moments' | 'inPopulation'>,
): Moment | undefined {
  let start: Moment | undefined;
  for (const moment of around.moments) {
    if (moment > t) break;
    if (!around.inPopulation(moment)) start = undefined;
    else start ??= moment;
  }
  return start;
}

/** Every moment at which the predicate turns true while the subject exists. */
function becomes(predicate: Predicate, scope: Scope, around: Surroundings): Occasion[] {
  const found: Occasion[] = [];
  let before = false;
  for (const moment of around.moments) {
    if (moment > scope.state.t) break;
    const then = around.scopeAt(moment);
    const subject = then.state.find(scope.subject.type, scope.subject.id);
    const now = subject !== undefined && stateHolds(predicate, subject, then) === true;
    if (now && !before) found.push({ at: atInstant(moment), record: subjectAsOf(scope) });
    before = now;
  }
  return found;
}

/** Due attribute first, else trigger + within; an order 'before' is due at once; else none. */
export function deadlineOf(follows: Follows, occasion: Occasion, scope: Scope): Time | undefined {
  if (follows.due) {
    const record = scope.state.find(occasion.record.type, occasion.record.id) ?? occasion.record;
    const due = scope.state.time(record, follows.due.attr);
    if (due) return due;
  }
  const within = literalDuration(follows.within, scope);
  if (within && follows.order !== 'before' && follows.calendar === 'working') {
    return onDay(addWorking(dayOfTime(occasion.at), within));
  }
  if (within) {
    if (occasion.at.kind === 'instant' && within.ms !== 0) return shift(occasion.at, within, 1);
    return shift(onDay(dayOfTime(occasion.at)), within, 1);
  }
  return follows.order === 'before' ? onDay(dayOfTime(occasion.at)) : undefined;
}

/** Whether the follow-up is there, as of the scope's moment. */
export function isDone(follows: Follows, occasion: Occasion, scope: Scope): boolean {
  return doneBy(follows.followUp, follows, occasion, scope);
}

function doneBy(followUp: FollowUp, follows: Follows, occasion: Occasion, scope: Scope): boolean {
  if ('all' in followUp) {
    return followUp.all.every((each) => doneBy(each, follows, occasion, scope));
  }
  if ('any' in followUp) return followUp.any.some((each) => doneBy(each, follows, occasion, scope));
  const { state } = scope;
  return candidates(followUp, occasion, scope).some((record) => {
    if (!matches(followUp.where, record, scope)) return false;
    const date = state.time(record, followUp.at);
    if (!date || !state.reached(date)) return false;
    const order = compareTimes(date, occasion.at);
    if (follows.order === 'before' ? order <= 0 : order >= 0) return true;
    return follows.orInForce === true && wasInForce(record, occasion.at, state);
  });
}

function candidates(followUp: RecordFollowUp, occasion: Occasion, scope: Scope): Rec[] {
  const { state, subject } = scope;
  const records = state.live(followUp.record);
  if (followUp.same) return records.filter((record) => record.id === occasion.record.id);

  return records.filter((record) =>
    tied(record, followUp.tie ?? '', followUp.reach, subject, state),
  );
}

/** Valid, or its span running, at the trigger. */
function wasInForce(record: Rec, at: Time, state: State): boolean {
  const { type, span } = state.world.typeOf(record.type);
  const [startAttr, endAttr] = span ?? [];
  if (startAttr !== undefined && endAttr !== undefined) {
    const start = state.time(record, startAttr);
    const end = state.time(record, endAttr);
    return !!start && compareTimes(start, at) <= 0 && (!end || compareTimes(end, at) >= 0);
  }
  const hasValidity =
    state.world.hasAttribute(type, 'validFrom') || state.world.hasAttribute(type, 'validUntil');
  return hasValidity && state.validAt(record, at);
}

/** Its day is over, or the instant has passed. */
export const isPastDeadline = (deadline: Time, t: Moment): boolean =>
  deadline.kind === 'day' ? dayAt(t) > deadline.day : t > deadline.instant;

/** Inside all or any: no trigger is past its deadline without follow-up. */
export function followsHolds(follows: Follows, scope: Scope, around: Surroundings): boolean {
  return occasions(follows.trigger, scope, around).every((occasion) => {
    const deadline = deadlineOf(follows, occasion, scope);
    if (!deadline || !isPastDeadline(deadline, scope.state.t)) return true;
    return isDone(follows, occasion, scope);
  });
}
