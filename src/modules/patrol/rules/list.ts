import type { Moment } from '../../../kernel/calendar.ts';
import { type Looked, type Reason, reasonNames, type Target } from '../model.ts';

/** Each target comes once in so many days: more often than any month is long. */
export const TURN_DAYS = 28;
/** An installation whose period ends within so many days. */
export const DUE_DAYS = 7;
/** So long after receipt an alarm counts as not answered: when it reaches the county. */
export const ANSWER_MS = 15 * 60_000;
/** What is said where nothing was found. */
export const NORMAL = '未发现异常';

export interface Standing extends Target {
  readonly alarm: string;
  readonly rule: string;
  readonly level: string;
  readonly receivedAt: Moment;
  readonly acknowledgedAt: Moment | null;
}

export interface Turning extends Target {
  /** The day its period ends, where that is near; null: it is its turn. */
  readonly due: string | null;
}

export interface Row extends Target {
  readonly key: string;
  readonly reasons: readonly Reason[];
  readonly alarms: readonly string[];
  readonly due: string | null;
  readonly looked: Looked | null;
}

/** Why an alarm is looked at. */
export function reasonOf(
  { rule, level, receivedAt, acknowledgedAt }: Standing,
  now: Moment,
): Reason {
  if (rule === 'lost' || rule === 'gatewayLost') return 'lost';
  if (rule === 'occupancyPossible') return 'people';
  if ((acknowledgedAt ?? now) - receivedAt > ANSWER_MS) return 'unanswered';
  return level === 'red' || level === 'orange' ? 'alarm' : 'minor';
}

export const keyOf = ({ enterprise, facility }: Target): string =>
  facility === null ? `enterprise/${enterprise}` : `facility/${facility}`;

interface Made {
  target: Target;
  reasons: Set<Reason>;
  alarms: string[];
  due: string | null;
  looked: Looked | null;
}

const rankOf = ({ reasons }: Pick<Row, 'reasons'>): number => {
  const [first] = reasons;
  return first === undefined ? reasonNames.length : reasonNames.indexOf(first);
};

const sign = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The list of a day: by how pressing it is, then by enterprise. */
export function listOf(
  known: {
    readonly standing: readonly Standing[];
    readonly turning: readonly Turning[];
    readonly looked: readonly Looked[];
  },
  now: Moment,
): readonly Row[] {
  const made = new Map<string, Made>();
  const at = (target: Target): Made => {
    const key = keyOf(target);
    const row = made.get(key) ?? {
      ...{ target, reasons: new Set<Reason>(), alarms: [], due: null, looked: null },
    };
    made.set(key, row);
    return row;
  };
  for (const alarm of known.standing) {
    const row = at(alarm);
    row.reasons.add(reasonOf(alarm, now));
    row.alarms.push(alarm.alarm);
  }
  for (const each of known.turning) {
    const row = at(each);
    row.reasons.add(each.due === null ? 'turn' : 'due');
    row.due = each.due;
  }
  // The last look tells.
  for (const look of [...known.looked].sort((a, b) => a.at - b.at)) at(look).looked = look;
  return [...made]
    .map(([key, row]) => ({
      ...targetOf(row.target),
      ...{ key, alarms: row.alarms, due: row.due, looked: row.looked },
      reasons: reasonNames.filter((reason) => row.reasons.has(reason)),
    }))
    .sort(
      (a, b) => rankOf(a) - rankOf(b) || sign(a.enterprise, b.enterprise) || sign(a.key, b.key),
    );
}

const targetOf = ({ enterprise, enterpriseName, facility, facilityName }: Target): Target => ({
  ...{ enterprise, enterpriseName, facility, facilityName },
});
