import { isUsable } from '../rules/cross.ts';
import { type Counted, type Crowd, crowdOf, estimatesOf } from '../rules/crowd.ts';
import { Sight } from './cross-sight.ts';
import type { Live } from './live.ts';

interface WaysOf {
  /** What each way of counting says (各计数方式); `way` null: its tags do not say which. */
  readonly ways: readonly (Crowd & { readonly way: string | null })[];
}

/** What is counted and recognised in a place now (在场人数、动火识别). */
export interface PlaceNow {
  /** Null: nobody is counted there. `limit` null: no limit is known. */
  readonly people: (Crowd & WaysOf & { readonly limit: number | null }) | null;
  /** Hot work is seen; null: nobody can say, or nothing looks for it. */
  readonly fire: boolean | null;
  /** Tags that may be trusted now, of so many. */
  readonly sound: number;
  readonly tags: number;
  /** When the newest reading came, in ms; null: none did yet. */
  readonly heardAt: number | null;
}

/** Null: no tag counts or looks there, or it was entered a moment ago. */
export function placeNow(live: Live, facility: string): PlaceNow | null {
  const { config, cross, monitor } = live;
  const { figures } = live.inForce;
  const subject = cross.placeOf(facility);
  if (!subject) return null;
  const sight = new Sight(config, monitor, live.now(), figures);
  const counts = subject.counts.map((tag) => sight.counted(tag));
  const fires = subject.hotWork.map((tag) => sight.seen(tag));
  const all = [...counts, ...fires];
  if (all.length === 0) return null;
  const shown = fires.some((each) => isUsable(each) && each.value >= 1);
  const heard = [...subject.counts, ...subject.hotWork]
    .map(({ no }) => monitor.states.lastReceived[no] ?? Number.NaN)
    .filter(Number.isFinite);
  return {
    people:
      counts.length === 0
        ? null
        : { ...peopleOf(counts), limit: cross.peopleAllowed(facility, figures) },
    fire: shown ? true : fires.length > 0 && fires.every(isUsable) ? false : null,
    ...{ sound: all.filter(isUsable).length, tags: all.length },
    heardAt: heard.length === 0 ? null : Math.max(...heard),
  };
}

function peopleOf(counts: readonly Counted[]): Crowd & WaysOf {
  const estimates = estimatesOf(counts);
  const ways = estimates.map(({ way, least, most }) => ({ way, least, most }));
  return { ...crowdOf(estimates), ways };
}
