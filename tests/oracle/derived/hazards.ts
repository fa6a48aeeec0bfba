import { partsOf } from '../../../src/kernel/calendar.ts';
import type { Rec, State } from '../state.ts';
import { counted, naming } from './records.ts';
import { NOTHING, type Rule } from './rule.ts';

/** Empty, or after the moment. */
export function notYet(state: State, record: Rec, attribute: string): boolean {
  const day = state.day(record, attribute);
  return day === undefined || day > state.today;
}

/** Lies before the moment: its day is over. */
export function isPast(state: State, record: Rec, attribute: string): boolean {
  const day = state.day(record, attribute);
  return day !== undefined && day < state.today;
}

/** true when every one has a value; none of them at all: nothing to compute from. */
function complete(attributes: readonly string[]): Rule {
  return {
    compute: (record, state) => {
      const known = attributes.filter((name) => state.value(record, name) !== undefined);
      return known.length === 0 ? NOTHING : known.length === attributes.length;
    },
  };
}

const overdue: Rule['compute'] = (hazard, state) => {
  if (state.value(hazard, 'open') !== true) return false;
  const due = state.day(hazard, 'dueOn');
  if (due === undefined) return NOTHING;
  const extended = state.day(hazard, 'extendedUntil') ?? due;
  return Math.max(due, extended) < state.today;
};

const runningDespiteStop: Rule['compute'] = (hazard, state) => {
  if (state.value(hazard, 'open') !== true) return false;
  if (state.value(hazard, 'stopRequired') !== true) return false;
  const scope = state.string(hazard, 'stopScope');
  if (scope === undefined) return NOTHING;
  const thing = state.refer(hazard, scope);
  const recorded =
    thing && state.string(thing, scope === 'enterprise' ? 'productionState' : 'state');
  if (recorded === 'running') return true;
  const enterprise = state.string(hazard, 'enterprise');
  const found = state.day(hazard, 'foundOn') ?? Infinity;
  const covert =
    enterprise !== undefined &&
    naming(state, 'alarm', 'enterprise', enterprise).some(
      (alarm) =>
        state.string(alarm, 'kind') === 'covert-production' &&
        (state.day(alarm, 'raisedAt') ?? -Infinity) >= found &&
        state.value(alarm, 'falseAlarm') !== true,
    );
  if (covert) return true;
  return recorded === undefined ? NOTHING : false;
};

/** Open on a day, as the facts of the moment tell it. */
function wasOpenOn(state: State, hazard: Rec, day: number): boolean {
  const found = state.day(hazard, 'foundOn');
  const closed = state.day(hazard, 'closedOn');
  return found !== undefined && found <= day && (closed === undefined || closed > day);
}

const vetoBreach: Rule['compute'] = (grade, state) => {
  const enterprise = state.string(grade, 'enterprise');
  if (enterprise === undefined) return NOTHING;
  const hazards = naming(state, 'hazard', 'enterprise', enterprise);
  if (hazards.length === 0) return NOTHING;
  const major = hazards.filter((hazard) => state.value(hazard, 'major') === true);
  const decided = state.day(grade, 'decidedOn');
  if (decided !== undefined && major.some((hazard) => wasOpenOn(state, hazard, decided))) {
    return true;
  }
  const scope = state.world.parameters.valueFor(
    'standardisation.veto.scope',
    state.divisionOf(grade),
  );
  return (
    scope === 'award-and-withdrawal' &&
    state.value(grade, 'status') === 'awarded' &&
    major.some((hazard) => state.value(hazard, 'open') === true)
  );
};

const updatedStandardInForce: Rule['compute'] = (grade, state) => {
  const decided = state.day(grade, 'decidedOn');
  const documents = counted(state, 'document').filter(
    (document) => state.string(document, 'docId') === 'd-std-grade',
  );
  if (decided === undefined || documents.length === 0) return NOTHING;
  return documents.some((document) => (state.day(document, 'validFrom') ?? Infinity) <= decided);
};

/** The furthest that the dates of a hazard lead. */
const DATED = [
  ['closedOn', 'closed'],
  ['verifiedOn', 'verified'],
  ['rectifiedOn', 'rectified'],
  ['interimMeasures', 'controlled'],
  ['dueOn', 'assigned'],
  ['criterion', 'judged'],
] as const;
const stage: Rule['compute'] = (hazard, state) =>
  DATED.find(([name]) => state.value(hazard, name) !== undefined)?.[1] ??
  (state.value(hazard, 'major') === true ? 'judged' : 'reported');

const foundYear: Rule['compute'] = (hazard, state) => {
  const found = state.day(hazard, 'foundOn');
  return found === undefined ? NOTHING : partsOf(found).year;
};

const upgradeOverdue: Rule['compute'] = (upgrade, state) => {
  if (state.day(upgrade, 'dueOn') === undefined) return NOTHING;
  return (
    isPast(state, upgrade, 'dueOn') &&
    notYet(state, upgrade, 'acceptedOn') &&
    state.string(upgrade, 'status') !== 'abandoned'
  );
};

const issueOverdue: Rule['compute'] = (issue, state) => {
  if (state.day(issue, 'dueOn') === undefined) return NOTHING;
  return notYet(state, issue, 'solvedOn') && isPast(state, issue, 'dueOn');
};

const IN_PLACE = ['responsible', 'measures', 'funds', 'dueOn', 'contingencyPlan'];
const LOOP = ['foundOn', 'responsible', 'dueOn', 'rectifiedOn', 'verifiedOn', 'closedOn'];

export const hazardRules = (): Record<string, Rule> => ({
  'hazard.foundYear': { compute: foundYear },
  'hazard.treatedAsMajor': {
    compute: (hazard, state) => (state.value(hazard, 'major') === true ? true : NOTHING),
  },
  'hazard.fiveInPlace': complete(IN_PLACE),
  'hazard.loopComplete': complete(LOOP),
  'hazard.open': { compute: (hazard, state) => notYet(state, hazard, 'closedOn') },
  'hazard.overdue': { compute: overdue },
  'hazard.stage': { statedFirst: true, compute: stage },
  'hazard.runningDespiteStop': { compute: runningDespiteStop },
  'standardisationGrade.vetoBreach': { compute: vetoBreach },
  'standardisationGrade.updatedStandardInForce': { compute: updatedStandardInForce },
  'upgrade.overdue': { compute: upgradeOverdue },
  'issue.overdue': { compute: issueOverdue },
});
