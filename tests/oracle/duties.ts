import type { Day, Moment } from '../../src/kernel/calendar.ts';
import { dayAt, dayOf, endOfDay, formatDay, partsOf } from '../../src/kernel/calendar.ts';
import type { Duration } from '../../src/kernel/duration.ts';
import type { Period } from '../../src/kernel/period.ts';
import { periodsBetween } from '../../src/kernel/period.ts';
import type { Scope } from './conditions.ts';
import { matches } from './conditions.ts';
import type { Occasion } from './follows.ts';
import { deadlineOf, entryMoment, isDone, isPastDeadline, occasions } from './follows.ts';
import type { Days } from './matching.ts';
import { isInside } from './matching.ts';
import { windowOf } from './moments.ts';
import { parameterDuration } from './parameters.ts';
import type { Asked } from './requirement.ts';
import { holds } from './requirement.ts';
import type { Rec } from './state.ts';
import type { Time } from './time.ts';
import { dayOfTime, durationOf, formatTime, mustDay, onDay } from './time.ts';
import { compareSides } from './trend.ts';
import type { ClauseInput, Duty, DutyStatus, Follows, Truth } from './types.ts';
import type { World } from './world.ts';

/** A duty, and what the figures of the clause need to know of it. */
export interface JudgedDuty {
  readonly duty: Duty;
  readonly division: string | undefined;
  readonly due: Time | undefined;
  readonly period: Period | undefined;
}

/** One clause over one world. */
export class Judge {
  private readonly world: World;
  private readonly clause: ClauseInput;
  private readonly moments: readonly Moment[];
  private readonly window: Days;
  private readonly T: Moment;
  private readonly E: Day;

  constructor(world: World, clause: ClauseInput, moments: readonly Moment[]) {
    this.world = world;
    this.clause = clause;
    this.moments = moments;
    this.window = windowOf(clause);
    this.T = world.T;
    this.E = dayAt(world.T);
  }

  get rule(): 'event' | 'dated' | 'annual' | 'recurring' | 'standing' {
    const { requirement, due, every } = this.clause;
    if (requirement.form === 'follows') return 'event';
    if (due.type === 'by') return 'dated';
    if (due.type === 'annual') return 'annual';
    if (due.type === 'every' || every !== undefined) return 'recurring';
    return 'standing';
  }

  duties(): JudgedDuty[] {
    const subjects = this.world.at(this.T).all(this.clause.selector.entity);
    const judge = {
      event: (subject: Rec) => this.event(subject),
      dated: (subject: Rec) => this.dated(subject),
      annual: (subject: Rec) => this.annual(subject),
      recurring: (subject: Rec) => this.recurring(subject),
      standing: (subject: Rec) => this.standing(subject),
    }[this.rule];
    return subjects.flatMap(judge);
  }

  private scope(subject: Rec, t: Moment, period?: Period): Scope {
    const division = this.world.at(this.T).divisionOf(subject);
    return { state: this.world.at(t), subject, division, period };
  }

  /** Live, matching the selector; what happens at a date also dated inside the window. */
  private inPopulation(subject: Rec, t: Moment, period?: Period): boolean {
    const state = this.world.at(t);
    const record = state.find(subject.type, subject.id);
    if (!record || record.retired) return false;
    if (!matches(this.clause.selector, record, this.scope(record, t, period))) return false;
    const { nature } = this.world.typeOf(record.type);
    if (nature === 'entity' || nature === 'case') return true;
    const date = state.dateOf(record);
    return date !== undefined && state.reached(date) && isInside(date, this.window);
  }

  private asked(subject: Rec, period?: Period, frozenAfter?: Moment, every?: Duration): Asked {
    return {
      clause: this.clause.id,
      window: this.window,
      moments: this.moments,
      scopeAt: (t) => this.scope(subject, t, period),
      inPopulation: (t) => this.inPopulation(subject, t, period),
      every,
      frozenAfter,
    };
  }

  /** Start of the unbroken span up to T in which it is true, not before the subject's first fact. */
  private since(subject: Rec, isTrue: (t: Moment) => boolean): Moment | undefined {
    let since: Moment | undefined;
    for (const t of this.moments.toReversed()) {
      if (t < subject.firstAt || !isTrue(t)) break;
      since = t;
    }
    return since;
  }

  private judged(
    subject: Rec,
    status: DutyStatus,
    since: Moment | undefined,
    more: { due?: Time | undefined; period?: Period | undefined; trigger?: Time | undefined },
  ): JudgedDuty {
    const { due, period, trigger } = more;
    const duty: Duty = {
      subject: `${subject.type}/${subject.id}`,
      ...(trigger && { trigger: formatTime(trigger) }),
      period: period?.label ?? null,
      due: due ? formatTime(due) : null,
      status,
      since: since === undefined ? null : formatDay(dayAt(since)),
      evidence: [],
    };
    const division = this.world.at(this.T).divisionOf(subject);
    return { duty, division, due, period };
  }

  /** met in time or late; unknown; pending up to due; overdue. */
  private byDue(subject: Rec, isTrue: (t: Moment) => Truth, due: Day, period?: Period) {
    const truth = isTrue(this.T);
    const more = { due: onDay(due), period };
    if (truth === 'unknown') return this.judged(subject, 'unknown', undefined, more);
    if (!truth) {
      return this.judged(subject, this.E <= due ? 'pending' : 'overdue', undefined, more);
    }
    const since = this.since(subject, (t) => isTrue(t) === true);
    const inTime = since !== undefined && dayAt(since) <= due;
    return this.judged(subject, inTime ? 'met' : 'late', since, more);
  }

  private dated(subject: Rec): JudgedDuty[] {
    const asked = this.asked(subject);
    const entered = entryMoment(this.T, asked);
    if (entered === undefined) return [];
    const due = Math.max(mustDay(this.clause.due.date ?? ''), dayAt(entered)) as Day;
    return [this.byDue(subject, (t) => holds(this.clause.requirement, t, asked), due)];
  }

  private annual(subject: Rec): JudgedDuty[] {
    const duties: JudgedDuty[] = [];
    const last = Math.min(partsOf(this.window.end).year, partsOf(this.E).year);
    for (let year = partsOf(this.window.start).year; year <= last; year++) {
      const period: Period = {
        label: String(year),
        start: dayOf(year, 1, 1),
        end: dayOf(year, 12, 31),
      };
      const every: Duration = { months: 12, days: 0, ms: 0 };
      const asked = this.asked(subject, period, undefined, every);
      const tau = Math.min(this.T, endOfDay(period.end)) as Moment;
      const entered = this.enteredBy(tau, asked);
      if (entered === undefined) continue;
      const date = mustDay(`${year}${(this.clause.due.onOrBefore ?? '').slice(1)}`);
      const due = Math.max(date, dayAt(entered)) as Day;
      const isTrue = (t: Moment) => holds(this.clause.requirement, t, asked);
      duties.push(this.byDue(subject, isTrue, due, period));
    }
    return duties;
  }

  /** Start of the population span that runs at τ, which need not be one of the moments. */
  private enteredBy(tau: Moment, asked: Asked): Moment | undefined {
    if (!asked.inPopulation(tau)) return undefined;
    return entryMoment(tau, asked) ?? tau;
  }

  private every(subject: Rec): Duration | undefined {
    const every = this.clause.due.every ?? this.clause.every;
    if (every === undefined || every === null) return undefined;
    if (typeof every === 'string') return durationOf(every, 'days');
    const { division } = this.scope(subject, this.T);
    const value = this.world.parameters.valueFor(every.param, division);
    return parameterDuration(every.param, value);
  }

  private recurring(subject: Rec): JudgedDuty[] {
    const every = this.every(subject);
    if (!every) return [];
    const periods = periodsBetween(every, this.window.start, this.window.end);
    return periods
      .filter((period) => period.start <= this.E)
      .flatMap((period) => {
        const tau = Math.min(this.T, endOfDay(period.end)) as Moment;
        if (!this.inPopulation(subject, tau, period)) return [];
        const asked = this.asked(subject, period, tau, every);
        const isTrue = (t: Moment) => holds(this.clause.requirement, t, asked);
        const truth = isTrue(this.T);
        const since = this.since(subject, (t) => isTrue(t) === true);
        const status = this.recurringStatus(truth, period, asked);
        const more = { due: onDay(period.end), period };
        return [this.judged(subject, status, status === 'met' ? since : undefined, more)];
      });
  }

  private recurringStatus(truth: Truth, period: Period, asked: Asked): DutyStatus {
    if (truth === 'unknown') return 'unknown';
    if (truth) return 'met';
    if (period.end < this.E) return 'overdue';
    return this.isLost(asked) ? 'overdue' : 'pending';
  }

  /** lt or lte of a growing count or sum of the running period, alone, can no longer hold. */
  private isLost(asked: Asked): boolean {
    const { requirement } = this.clause;
    if (requirement.form !== 'trend' || requirement.in !== 'period') return false;
    if (requirement.op !== 'lt' && requirement.op !== 'lte') return false;
    if (requirement.change === 'reduction' || 'subjectAttr' in requirement.of) return false;
    if (requirement.of.fn === 'latest') return false;
    return compareSides(requirement, asked.scopeAt(this.T), asked) === false;
  }

  private standing(subject: Rec): JudgedDuty[] {
    if (!this.inPopulation(subject, this.T)) return [];
    const { requirement } = this.clause;
    const asked = this.asked(subject);
    const isTrue = (t: Moment) => holds(requirement, t, asked);
    const truth = isTrue(this.T);
    const isEntity = this.world.typeOf(subject.type).nature === 'entity';
    const ownDate = this.world.at(this.T).dateOf(subject);
    const due = isEntity ? onDay(this.window.end) : ownDate && onDay(dayOfTime(ownDate));
    if (truth === 'unknown') return [this.judged(subject, 'unknown', undefined, { due })];
    if (truth) {
      const since = this.since(subject, (t) => isTrue(t) === true);
      return [this.judged(subject, 'met', since, { due })];
    }
    const heldBefore = () =>
      this.moments.some((t) => t >= subject.firstAt && t <= this.T && isTrue(t) === true);
    const pending =
      isEntity && requirement.form !== 'none' && this.E <= this.window.end && !heldBefore();
    return [this.judged(subject, pending ? 'pending' : 'overdue', undefined, { due })];
  }

  private event(subject: Rec): JudgedDuty[] {
    if (!this.inPopulation(subject, this.T)) return [];
    const follows = this.clause.requirement as Follows;
    const asked = this.asked(subject);
    return occasions(follows.trigger, asked.scopeAt(this.T), asked).map((occasion) =>
      this.occasion(subject, follows, occasion, asked),
    );
  }

  private occasion(subject: Rec, follows: Follows, occasion: Occasion, asked: Asked): JudgedDuty {
    const due = deadlineOf(follows, occasion, asked.scopeAt(this.T));
    const more = { due, trigger: occasion.at };
    const done = (t: Moment) => isDone(follows, occasion, asked.scopeAt(t));
    if (!done(this.T)) {
      const overdue = due !== undefined && isPastDeadline(due, this.T);
      return this.judged(subject, overdue ? 'overdue' : 'pending', undefined, more);
    }
    const since = this.since(subject, done);
    const late = due !== undefined && since !== undefined && isPastDeadline(due, since);
    return this.judged(subject, late ? 'late' : 'met', since, more);
  }
}
