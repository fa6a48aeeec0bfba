import type { Day } from '../../../kernel/calendar.ts';
import { addDays } from '../../../kernel/calendar.ts';
import type { ParameterEntry } from '../../../law/plans/model.ts';
import type { Role } from '../../../law/roles.ts';
import type { WorkingCalendar } from '../../../law/standards/working-days.ts';
import { addWorkingDays } from '../../../law/standards/working-days.ts';
import type { Divisions, Level } from '../model.ts';
import type { EscalationStep } from './settings.ts';
import { taskSettings } from './settings.ts';

/** When a duty is a to-do and when it climbs, in one place on one day. */
export interface DutyRules {
  readonly remindBefore: number;
  readonly steps: readonly EscalationStep[];
  readonly countedIn: 'working' | 'calendar';
  /** Working days, of letters that are written from now on. */
  readonly answerWithin: number;
  /** Days after which whoever sent a letter is told that its answer is late. */
  readonly chaseAfter: number;
}

const LEVELS: readonly Level[] = ['township', 'county', 'city'];
const REMIND = 'todo.remindBefore';
const COUNTED_IN = 'todo.countedIn';
const ANSWER_WITHIN = 'todo.letter.answerWithin';
const CHASE_AFTER = 'todo.letter.chaseAfter';

/** The parameters that say so (src/law/plans/parameters.json). */
export const taskParameters: readonly string[] = [
  REMIND,
  COUNTED_IN,
  ANSWER_WITHIN,
  CHASE_AFTER,
  ...LEVELS.flatMap((level) => [`todo.escalate.${level}.after`, `todo.escalate.${level}.to`]),
];

const RECEIVERS: Readonly<Record<string, readonly Role[]>> = {
  grid: ['grid'],
  both: ['bureau', 'office'],
  bureau: ['bureau'],
  office: ['office'],
  none: [],
};

export const isTaskParameter = (name: string): boolean => taskParameters.includes(name);

/** Of divisions from below, what is in force for the lowest. */
export type InForce = (chain: readonly string[]) => ReadonlyMap<string, ParameterEntry>;

/** Rules by place: of its own division or the nearest above that decides; else what we suggest. */
export function rulesBy(inForce: InForce): (divisions: Divisions) => DutyRules {
  const known = new Map<string, DutyRules>();
  return ({ township, county, city }) => {
    const chain = [township, county, city].filter((division) => division !== null);
    const key = chain.join();
    const found = known.get(key) ?? rulesFrom(inForce(chain));
    known.set(key, found);
    return found;
  };
}

/** Of the entries in force at one place. */
export function rulesFrom(standing: ReadonlyMap<string, ParameterEntry>): DutyRules {
  const number = (name: string, suggested: number): number => {
    const value = standing.get(name)?.value;
    return typeof value === 'number' ? value : suggested;
  };
  const steps = taskSettings.escalation.value.map(({ to, roles, after }) => {
    const receiver = standing.get(`todo.escalate.${to}.to`)?.value;
    return {
      to,
      roles: (typeof receiver === 'string' ? RECEIVERS[receiver] : undefined) ?? roles,
      after: number(`todo.escalate.${to}.after`, after),
    };
  });
  return {
    remindBefore: number(REMIND, taskSettings.remindBefore.value),
    steps: steps.filter(({ roles }) => roles.length > 0),
    countedIn: standing.get(COUNTED_IN)?.value === 'calendar' ? 'calendar' : 'working',
    answerWithin: number(ANSWER_WITHIN, taskSettings.answerWithin.value),
    chaseAfter: number(CHASE_AFTER, taskSettings.chaseAnswerAfter.value),
  };
}

/** The day so many days later (earlier: negative), as the rules count them. */
export function dayAfter(
  calendar: WorkingCalendar,
  { countedIn }: Pick<DutyRules, 'countedIn'>,
  day: Day,
  days: number,
): Day {
  return countedIn === 'calendar' ? addDays(day, days) : addWorkingDays(calendar, day, days);
}

/** Due by then a duty may be a to-do anywhere: the farthest that any entry reaches. */
export function farthest(
  entries: readonly ParameterEntry[],
  calendar: WorkingCalendar,
  day: Day,
): Day {
  const said = entries.flatMap(({ name, value }) =>
    name === REMIND && typeof value === 'number' ? value : [],
  );
  const days = Math.max(taskSettings.remindBefore.value, ...said);
  // Working days reach at least as far.
  return addWorkingDays(calendar, day, days);
}
