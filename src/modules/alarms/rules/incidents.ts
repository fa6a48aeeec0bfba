import type { Moment } from '../../../kernel/calendar.ts';

/** An incident (事件) as it stands: alarms of one unit, or of one tag. */
export interface Incident {
  readonly id: string;
  readonly unit: string;
  readonly firstAt: Moment;
  readonly lastAt: Moment;
  /** Has an alarm that is not closed. */
  readonly open: boolean;
  readonly sources: readonly string[];
}

export interface Joining {
  readonly id: string;
  readonly source: string;
  readonly unit: string;
  readonly at: Moment;
}

/** The unit of an alarm: its facility where it has one, else its tag or gateway. */
export const unitOf = ({
  facility,
  source,
}: {
  readonly facility: string | null;
  readonly source: string;
}): string => (facility === null ? source : `facility/${facility}`);

/**
 * Which incident each new alarm belongs to: the open one of its tag (it is counted there), one of
 * its unit that had an alarm within so many minutes of it, or one of its own. In the order in which
 * they began, so that the first of them is the first-out (首出).
 */
export function joinIncidents(
  known: readonly Incident[],
  alarms: readonly Joining[],
  minutes: number,
): { readonly of: ReadonlyMap<string, string>; readonly changed: readonly Incident[] } {
  const within = minutes * 60_000;
  const all = new Map(known.map((incident) => [incident.id, incident]));
  const units = new Map<string, Set<string>>();
  const note = ({ id, unit }: Incident): void => {
    units.set(unit, (units.get(unit) ?? new Set()).add(id));
  };
  for (const incident of known) note(incident);
  const of = new Map<string, string>();
  const touched = new Set<string>();
  const sorted = [...alarms].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  for (const { id, source, unit, at } of sorted) {
    const near = [...(units.get(unit) ?? [])].flatMap((key) => all.get(key) ?? []);
    const found =
      near.find((each) => each.open && each.sources.includes(source)) ??
      near.find(({ firstAt, lastAt }) => firstAt - within <= at && at <= lastAt + within);
    const joined: Incident = found
      ? {
          ...found,
          firstAt: Math.min(found.firstAt, at) as Moment,
          lastAt: Math.max(found.lastAt, at) as Moment,
          open: true,
          sources: found.sources.includes(source) ? found.sources : [...found.sources, source],
        }
      : { id: `IN-${id.slice(3)}`, unit, firstAt: at, lastAt: at, open: true, sources: [source] };
    all.set(joined.id, joined);
    note(joined);
    of.set(id, joined.id);
    touched.add(joined.id);
  }
  return { of, changed: [...touched].flatMap((id) => all.get(id) ?? []) };
}
