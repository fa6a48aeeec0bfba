import type { Day } from '../../../src/kernel/calendar.ts';
import { dayOf, partsOf } from '../../../src/kernel/calendar.ts';
import type { Duration } from '../../../src/kernel/duration.ts';
import { isCalendar, periodsBetween } from '../../../src/kernel/period.ts';
import type { Rec, State } from '../state.ts';
import { durationOf } from '../time.ts';
import { below, datedInside, larger, PLAN_FROM, PLAN_UNTIL } from './records.ts';
import { NOTHING, type Rule } from './rule.ts';

/** The last period that ended before the day; other than calendar periods count from the plan. */
export function lastEnded(every: Duration, today: Day) {
  const from = isCalendar(every) ? dayOf(partsOf(today).year - 2, 1, 1) : PLAN_FROM;
  return periodsBetween(every, from, today)
    .filter((period) => period.end < today)
    .at(-1);
}

type Which = 'any' | 'chem' | 'trade';

function concerns(which: Which, industry: readonly string[]): boolean {
  if (which === 'any') return true;
  if (which === 'trade') return industry.includes('trade');
  return industry.some((each) => each !== 'trade');
}

function assessedPeriod(division: Rec, state: State) {
  const value = state.world.parameters.valueFor('enforcement.zeroPenalty.period', division.id);
  const every = durationOf(value, 'days');
  return every && lastEnded(every, state.today);
}

function penalties(which: Which): Rule['compute'] {
  return (division, state) => {
    const period = assessedPeriod(division, state);
    const all = below(state, 'penalty', division.id);
    if (!period || all.length === 0) return NOTHING;
    return all.filter(
      (penalty) =>
        datedInside(state, penalty, period.start, period.end) &&
        concerns(which, state.list(penalty, 'enterpriseIndustry')),
    ).length;
  };
}

function inspectsWithoutPenalty(which: Which): Rule['compute'] {
  return (division, state) => {
    const period = assessedPeriod(division, state);
    const all = below(state, 'inspection', division.id);
    if (!period || all.length === 0) return NOTHING;
    const withFindings = all.filter(
      (inspection) =>
        datedInside(state, inspection, period.start, period.end) &&
        (state.number(inspection, 'findings') ?? 0) > 0 &&
        concerns(which, state.list(inspection, 'enterpriseIndustry')),
    );
    if (withFindings.length === 0) return false;
    const penalised = new Set(
      state.live('penalty').map((penalty) => state.string(penalty, 'inspection')),
    );
    const without = withFindings.filter((inspection) => !penalised.has(inspection.id));
    const name = 'enforcement.inspectNoPenalty.threshold';
    const threshold = state.world.parameters.valueFor(name, division.id);
    return typeof threshold === 'number' && without.length / withFindings.length >= threshold;
  };
}

function tradeIncidents(division: Rec, state: State): Rec[] {
  return below(state, 'incident', division.id).filter((incident) =>
    state.list(incident, 'industry').includes('trade'),
  );
}

const frequentAccidents: Rule['compute'] = (division, state) => {
  const incidents = tradeIncidents(division, state);
  if (incidents.length === 0) return NOTHING;
  const threshold = state.world.parameters.valueFor('incident.frequent.threshold', division.id);
  const { year } = partsOf(state.today);
  const thisYear = incidents.filter((incident) =>
    datedInside(state, incident, dayOf(year, 1, 1), dayOf(year, 12, 31)),
  );
  return typeof threshold === 'number' && thisYear.length >= threshold;
};

const largerAccident: Rule['compute'] = (division, state) => {
  const incidents = tradeIncidents(division, state);
  if (incidents.length === 0) return NOTHING;
  return incidents.some(
    (incident) => larger(state, incident) && datedInside(state, incident, PLAN_FROM, PLAN_UNTIL),
  );
};

export const divisionRules = (): Record<string, Rule> => ({
  'jurisdiction.penalties': { compute: penalties('any') },
  'jurisdiction.chemPenalties': { compute: penalties('chem') },
  'jurisdiction.tradePenalties': { compute: penalties('trade') },
  'jurisdiction.inspectsWithoutPenalty': { compute: inspectsWithoutPenalty('any') },
  'jurisdiction.chemInspectsWithoutPenalty': { compute: inspectsWithoutPenalty('chem') },
  'jurisdiction.tradeInspectsWithoutPenalty': { compute: inspectsWithoutPenalty('trade') },
  'jurisdiction.frequentAccidents': { compute: frequentAccidents },
  'jurisdiction.largerAccident': { compute: largerAccident },
});
