import type { Moment } from '../../src/kernel/calendar.ts';
import type { Duration } from '../../src/kernel/duration.ts';
import type { Scope } from './conditions.ts';
import { and, compareNumbers, operandValue, or, stateHolds, subjectAsOf } from './conditions.ts';
import type { Surroundings } from './follows.ts';
import { followsHolds } from './follows.ts';
import { matching } from './matching.ts';
import { trendHolds } from './trend.ts';
import type { Matching, Occurs, Ratio, Requirement, Side, Truth } from './types.ts';

/** Everything of the duty beside the moment. */
export interface Asked extends Surroundings {
  readonly clause: string;
  readonly every: Duration | undefined;
  /** Parts that are not 'in period' are frozen after this moment. */
  readonly frozenAfter: Moment | undefined;
}

/** Whether the requirement holds as of t. */
export function holds(requirement: Requirement, t: Moment, asked: Asked): Truth {
  const frozen = asked.frozenAfter !== undefined && t > asked.frozenAfter ? asked.frozenAfter : t;
  const scopeFor = (part: { readonly in?: string }) =>
    asked.scopeAt(part.in === 'period' ? t : frozen);
  switch (requirement.form) {
    case 'all':
      return and(requirement.of.map((each) => holds(each, t, asked)));
    case 'any':
      return or(requirement.of.map((each) => holds(each, t, asked)));
    case 'state': {
      const scope = asked.scopeAt(frozen);
      return stateHolds(requirement.predicate, subjectAsOf(scope), scope);
    }
    case 'occurs':
      return occurs(requirement, scopeFor(requirement), asked);
    case 'none':
      return records(requirement, scopeFor(requirement), asked).length === 0;
    case 'follows':
      return followsHolds(requirement, asked.scopeAt(frozen), asked);
    case 'ratio':
      return ratio(requirement, scopeFor, asked);
    case 'trend':
      return trendHolds(requirement, scopeFor(requirement), asked);
    case 'attest':
      return attested(requirement.by, asked.scopeAt(frozen), asked);
  }
}

const records = (side: Matching, scope: Scope, asked: Asked) =>
  matching(side, scope, asked.window, scope.period);

function occurs(requirement: Occurs, scope: Scope, asked: Asked): Truth {
  const { state } = scope;
  const subject = subjectAsOf(scope);
  const found = records(requirement, scope, asked);
  const atLeast = operandValue(requirement.atLeast ?? 1, subject, scope);
  if (typeof atLeast !== 'number') return 'unknown';
  const enough = (some: typeof found): boolean => {
    const { count } = requirement;
    if (count === undefined) return some.length >= atLeast;
    return new Set(some.flatMap((record) => state.list(record, count))).size >= atLeast;
  };
  const { covers } = requirement;
  const values = covers && operandValue(covers.values, subject, scope);
  if (!covers || values === undefined) return enough(found);
  const wanted: readonly string[] = Array.isArray(values) ? values : [String(values)];
  if (wanted.length === 0) return enough(found);
  return wanted.every((value) =>
    enough(found.filter((record) => state.list(record, covers.attr).includes(value))),
  );
}

function ratio(
  requirement: Ratio,
  scopeFor: (part: { readonly in?: string }) => Scope,
  asked: Asked,
): Truth {
  const size = (side: Side): number | undefined => {
    if (!('subjectAttr' in side)) return records(side, scopeFor(side), asked).length;
    const scope = scopeFor({});
    const value = scope.state.path(subjectAsOf(scope), side.subjectAttr);
    return typeof value === 'number' ? value : undefined;
  };
  const numerator = size(requirement.numerator);
  const denominator = size(requirement.denominator);
  const scope = scopeFor({});
  const value = operandValue(requirement.value, subjectAsOf(scope), scope);
  if (numerator === undefined || denominator === undefined) return 'unknown';
  if (denominator === 0) {
    return requirement.whenEmpty === 'unknown' ? 'unknown' : requirement.whenEmpty === 'met';
  }
  if (typeof value !== 'number') return 'unknown';
  return compareNumbers(numerator / denominator, requirement.op, value);
}

/** A valid attestation for the subject, or without subject for a division that contains it. */
function attested(by: readonly string[], scope: Scope, asked: Asked): boolean {
  const { state, subject } = scope;
  const division = state.divisionOf(subjectAsOf(scope));
  return state.live('attestation').some((record) => {
    if (!state.inForce(record)) return false;
    if (state.value(record, 'clause') !== asked.clause) return false;
    if (state.value(record, 'result') !== 'fulfilled') return false;
    if (!by.includes(state.string(record, 'byRole') ?? '')) return false;
    if (state.value(record, 'document') === undefined) return false;
    const named = state.string(record, 'subject');
    const kind = state.string(record, 'subjectType') ?? subject.type;
    if (named !== undefined && kind !== subject.type) return false;
    if (named !== undefined) return [subject.id, `${subject.type}/${subject.id}`].includes(named);
    const holder = state.divisionOf(record);
    return holder !== undefined && state.isWithin(division, holder);
  });
}
