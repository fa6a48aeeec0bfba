import { dayAt, endOfDay, partsOf } from '../../src/kernel/calendar.ts';
import { compareNumbers } from './conditions.ts';
import type { JudgedDuty } from './duties.ts';
import { Judge } from './duties.ts';
import { isPastDeadline } from './follows.ts';
import { momentsOf, windowOf } from './moments.ts';
import { Parameters } from './parameters.ts';
import { dayOfTime, mustDay } from './time.ts';
import type {
  ClauseInput,
  ClauseResult,
  ClauseStatus,
  Counts,
  EvaluateInput,
  Evaluation,
} from './types.ts';
import { World } from './world.ts';

/** The slow, plain reading of docs/evaluation.md. */
export function evaluate(input: EvaluateInput): Evaluation {
  const T = endOfDay(mustDay(input.asOf));
  const world = new World(
    input.dictionary,
    input.facts,
    (self) => new Parameters(input.parameters, self),
    T,
  );
  const clauses = input.clauses.map((clause) => evaluateClause(clause, world, input));
  return { asOf: input.asOf, clauses };
}

const NO_COUNTS: Counts = { population: 0, met: 0, late: 0, pending: 0, overdue: 0, unknown: 0 };

function evaluateClause(clause: ClauseInput, world: World, input: EvaluateInput): ClauseResult {
  const plain = { id: clause.id, target: clause.target };
  const empty = { ...plain, ...NO_COUNTS, value: null, byJurisdiction: {}, duties: [] };
  if (clause.reads.some((name) => !world.parameters.isSet(name))) {
    return { ...empty, status: 'needsParameter' };
  }
  const judge = new Judge(world, clause, momentsOf(world, clause, input.parameters));
  const duties = judge.duties();
  if (duties.length === 0) return { ...empty, status: 'noSubject' };
  const figures = new Figures(clause, judge.rule, duties, world);
  return {
    ...plain,
    status: figures.status(),
    ...count(duties),
    value: figures.value(),
    ...(figures.repeats && { latest: figures.latest() }),
    byJurisdiction: byJurisdiction(duties, world),
    duties: duties.map((each) => each.duty),
  };
}

function count(duties: readonly JudgedDuty[]): Counts {
  const counts = { ...NO_COUNTS, population: duties.length };
  for (const { duty } of duties) counts[duty.status] += 1;
  return counts;
}

function byJurisdiction(duties: readonly JudgedDuty[], world: World): Record<string, Counts> {
  const groups = new Map<string, JudgedDuty[]>();
  for (const duty of duties) {
    if (duty.division === undefined) continue;
    const county = countyOf(duty.division, world);
    groups.set(county, [...(groups.get(county) ?? []), duty]);
  }
  return Object.fromEntries([...groups].map(([county, group]) => [county, count(group)]));
}

function countyOf(division: string, world: World): string {
  const state = world.at(world.T);
  const county = state.chain(division).find((code) => {
    const record = state.find('jurisdiction', code);
    return record && state.string(record, 'level') === 'county';
  });
  return county ?? division;
}

class Figures {
  readonly repeats: boolean;
  private readonly clause: ClauseInput;
  private readonly rule: Judge['rule'];
  private readonly duties: readonly JudgedDuty[];
  private readonly world: World;
  private readonly E: number;

  constructor(
    clause: ClauseInput,
    rule: Judge['rule'],
    duties: readonly JudgedDuty[],
    world: World,
  ) {
    this.clause = clause;
    this.rule = rule;
    this.duties = duties;
    this.world = world;
    this.repeats = rule === 'recurring' || rule === 'annual';
    this.E = dayAt(world.T);
  }

  /** Duties whose due day is past; all of them where nothing repeats. */
  private counted(): readonly JudgedDuty[] {
    if (!this.repeats) return this.duties;
    return this.duties.filter(({ due }) => due !== undefined && dayOfTime(due) < this.E);
  }

  private figure(duties: readonly JudgedDuty[]): number | null {
    if (duties.length === 0) return null;
    const { met, late, population } = count(duties);
    return this.clause.measure === 'unmet' ? population - met - late : (met + late) / population;
  }

  value(): number | null {
    return this.figure(this.counted());
  }

  latest(): number | null {
    const ends = this.counted().map(({ period }) => period?.end ?? -Infinity);
    const last = Math.max(...ends);
    return this.figure(this.counted().filter(({ period }) => period?.end === last));
  }

  private targetValue(): number | undefined {
    const value = this.clause.target?.value;
    if (value === undefined || typeof value === 'number') return value;
    const set = this.world.parameters.valueFor(value.param ?? '', undefined);
    return typeof set === 'number' ? set : undefined;
  }

  private everyDutyMet(): boolean {
    return this.duties.every(({ duty }) => duty.status === 'met' || duty.status === 'late');
  }

  private satisfied(): boolean {
    const value = this.value();
    const target = this.targetValue();
    if (!this.clause.target || target === undefined || value === null) return this.everyDutyMet();
    return compareNumbers(value, this.clause.target.op, target);
  }

  status(): ClauseStatus {
    const satisfied = this.satisfied();
    if (this.clause.requirement.form === 'attest') return satisfied ? 'attested' : 'notAttested';
    if (this.rule === 'standing') return satisfied ? 'met' : 'unmet';
    if (satisfied) return 'met';
    const missed = this.duties.some(({ duty, due }) => {
      if (duty.status === 'overdue') return true;
      const past = due !== undefined && isPastDeadline(due, this.world.T);
      return duty.status === 'unknown' && past;
    });
    if (missed) return 'missed';
    return this.atRisk() ? 'atRisk' : 'onTrack';
  }

  /** The share reached by the due date at the pace so far is below the target. */
  private atRisk(): boolean {
    if (this.rule === 'event') return false;
    if (this.rule === 'dated') {
      const due = mustDay(this.clause.due.date ?? '');
      return this.behind(this.duties, windowOf(this.clause).start, due);
    }
    const running = this.duties.filter(
      ({ period }) => period && period.start <= this.E && period.end >= this.E,
    );
    const periods = new Set(running.map(({ period }) => `${period?.start}/${period?.end}`));
    return [...periods].some((key) => {
      const group = running.filter(({ period }) => `${period?.start}/${period?.end}` === key);
      const period = group[0]?.period;
      if (!period) return false;
      const due =
        this.rule === 'annual'
          ? mustDay(`${partsOf(period.start).year}${(this.clause.due.onOrBefore ?? '').slice(1)}`)
          : period.end;
      return this.behind(group, period.start, due);
    });
  }

  private behind(duties: readonly JudgedDuty[], from: number, due: number): boolean {
    const passed = this.E - from + 1;
    const { met, late, population } = count(duties);
    if (passed <= 0 || population === 0) return false;
    const projected = ((met + late) / population) * Math.max(1, (due - from + 1) / passed);
    const target = this.clause.measure === 'unmet' ? 1 : (this.targetValue() ?? 1);
    return projected < target && !compareNumbers(projected, 'eq', target);
  }
}
