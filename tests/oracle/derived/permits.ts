import type { Rec, State } from '../state.ts';
import type { Time } from '../time.ts';
import { atInstant, compareTimes, sortKey } from '../time.ts';
import { counted, naming } from './records.ts';
import { NOTHING, type Rule } from './rule.ts';

const SPECIAL = [
  ...['hot-work', 'confined-space', 'blind-plate', 'work-at-height'],
  ...['lifting', 'temporary-power', 'excavation', 'road-breaking'],
];

const specialOperation: Rule['compute'] = (permit, state) => {
  const kind = state.string(permit, 'kind');
  return kind === undefined ? NOTHING : SPECIAL.includes(kind);
};

/** startedAt to finishedAt (the moment while it runs); plannedFrom to plannedUntil before. */
function span(permit: Rec, state: State): { from: Time; until: Time | undefined } | undefined {
  const started = state.time(permit, 'startedAt');
  if (started && state.reached(started)) {
    return { from: started, until: state.time(permit, 'finishedAt') ?? atInstant(state.t) };
  }
  const planned = state.time(permit, 'plannedFrom');
  return planned && { from: planned, until: state.time(permit, 'plannedUntil') };
}

const sensitivePeriod: Rule['compute'] = (permit, state) => {
  const division = state.divisionOf(permit);
  const work = span(permit, state);
  if (division === undefined || !work) return NOTHING;
  const touching = state.live('calendar').filter((calendar) => {
    const holder = state.divisionOf(calendar);
    if (holder === undefined || !state.isWithin(division, holder)) return false;
    const from = state.time(calendar, 'validFrom');
    const until = state.time(calendar, 'validUntil');
    if (!from) return false;
    const beginsInTime = !work.until || compareTimes(from, work.until) <= 0;
    return beginsInTime && (!until || compareTimes(until, work.from) >= 0);
  });
  const begin = (calendar: Rec): number => {
    const from = state.time(calendar, 'validFrom');
    return from ? sortKey(from) : 0;
  };
  touching.sort((a, b) => begin(a) - begin(b) || (a.id < b.id ? -1 : 1));
  return touching[0]?.id ?? NOTHING;
};

/** Union of the video spans inside the work, divided by the length of the work. */
const videoCoverage: Rule['compute'] = (permit, state) => {
  const started = state.time(permit, 'startedAt');
  const finished = state.time(permit, 'finishedAt');
  const videos = naming(state, 'video', 'permit', permit.id);
  if (!started || !finished || videos.length === 0) return NOTHING;
  const from = sortKey(started);
  const until = sortKey(finished);
  if (until <= from) return NOTHING;
  const pieces = videos
    .flatMap((video) => {
      const begin = state.time(video, 'date');
      const end = state.time(video, 'endedAt');
      return begin ? [{ begin: sortKey(begin), end: end ? sortKey(end) : Infinity }] : [];
    })
    .sort((a, b) => a.begin - b.begin);
  let covered = 0;
  let reached = from;
  for (const { begin, end } of pieces) {
    const low = Math.max(begin, reached);
    const high = Math.min(end, until);
    if (high > low) {
      covered += high - low;
      reached = high;
    }
  }
  return covered / (until - from);
};

const overLimit: Rule['compute'] = (reading, state) => {
  const headcount = state.number(reading, 'headcount');
  const limit = state.number(reading, 'limit');
  return headcount === undefined || limit === undefined ? NOTHING : headcount > limit;
};

/** No other of the division that applied on the same day or later was accepted before it. */
const servedFirst: Rule['compute'] = (inspection, state) => {
  const applied = state.day(inspection, 'appliedOn');
  const date = state.day(inspection, 'date');
  if (state.string(inspection, 'kind') !== 'resumption-acceptance') return NOTHING;
  if (applied === undefined || date === undefined) return NOTHING;
  const division = state.divisionOf(inspection);
  return !counted(state, 'inspection').some(
    (other) =>
      other.id !== inspection.id &&
      state.string(other, 'kind') === 'resumption-acceptance' &&
      state.divisionOf(other) === division &&
      (state.day(other, 'appliedOn') ?? -Infinity) >= applied &&
      (state.day(other, 'date') ?? Infinity) < date,
  );
};

export const permitRules = (): Record<string, Rule> => ({
  'permit.specialOperation': { compute: specialOperation },
  'permit.sensitivePeriod': { compute: sensitivePeriod },
  'permit.videoCoverage': { compute: videoCoverage },
  'positionReading.overLimit': { compute: overLimit },
  'inspection.servedFirst': { statedFirst: true, compute: servedFirst },
});
