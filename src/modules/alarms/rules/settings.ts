import type { Level, Rung } from '../model.ts';

export interface Step {
  readonly to: Rung;
  /** After it was received, or after it was acknowledged. */
  readonly minutes: number;
}

/** Time limits of a level (时限), each from where it says. */
export interface Ladder {
  /** Nobody acknowledged: whom it climbs to, and when. */
  readonly unanswered: readonly Step[];
  /** Acknowledged, found real or not yet judged, and nothing is done. */
  readonly undone: readonly Step[];
  readonly acknowledgeMinutes: number;
  readonly disposeMinutes: number;
  /** Of a check on site; null: none is asked for. */
  readonly checkHours: number | null;
  readonly source: string;
  readonly confidence: string;
}

export interface AlarmSettings {
  readonly ladders: Readonly<Record<Level, Ladder>>;
  readonly shelveMinutes: number;
  readonly outMinutes: number;
  /** Alarms of one unit within so many minutes are one incident. */
  readonly incidentMinutes: number;
  /** So many incidents within so many minutes: a flood (报警泛滥). */
  readonly floodCount: number;
  readonly floodMinutes: number;
  /** Of them, so many may sound besides the red ones, which have the rest of the budget. */
  readonly soundOthers: number;
}

/** A row of `warningLevels` of trade-monitoring.json. */
export interface WarningLevel {
  readonly code: string;
  readonly enterpriseAckMin: number;
  readonly enterpriseDisposeMin: number;
  readonly escalateIfNoAckMin: number;
  readonly onSiteCheckHours?: number | undefined;
  readonly confidence: string;
}

/** No reply in 1, 5, 15, 30 minutes: a red alarm climbs (平台建议). */
const RED: readonly Step[] = [
  { to: 'enterprise', minutes: 1 },
  { to: 'park', minutes: 5 },
  { to: 'county', minutes: 15 },
  { to: 'city', minutes: 30 },
];

function ladderOf(row: WarningLevel): Ladder {
  const { enterpriseAckMin: firm, escalateIfNoAckMin: county, enterpriseDisposeMin: done } = row;
  const red = row.code === 'red';
  const upTo = (steps: readonly Step[]): readonly Step[] =>
    red || row.code === 'orange' ? steps : steps.filter(({ to }) => to !== 'city');
  const others: readonly Step[] = [
    { to: 'enterprise', minutes: firm },
    { to: 'park', minutes: Math.round((firm + county) / 2) },
    { to: 'county', minutes: county },
    { to: 'city', minutes: county * 2 },
  ];
  return {
    unanswered: red ? RED : upTo(others),
    undone: upTo([
      { to: 'enterprise', minutes: done },
      { to: 'county', minutes: done * 2 },
      { to: 'city', minutes: done * 3 },
    ]),
    acknowledgeMinutes: firm,
    disposeMinutes: done,
    checkHours: row.onSiteCheckHours ?? null,
    source: red ? 'trade-monitoring.json, 1/5/15/30 平台建议' : 'trade-monitoring.json',
    confidence: row.confidence,
  };
}

/** What holds as long as nobody set anything else. */
export function settingsFrom(rows: readonly WarningLevel[]): AlarmSettings {
  const of = (level: Level): Ladder => {
    const row = rows.find(({ code }) => code === level);
    if (!row) throw new Error(`trade-monitoring.json has no level ${level}`);
    return ladderOf(row);
  };
  return {
    ladders: { red: of('red'), orange: of('orange'), yellow: of('yellow'), blue: of('blue') },
    shelveMinutes: 8 * 60,
    outMinutes: 72 * 60,
    ...{ incidentMinutes: 10, floodCount: 10, floodMinutes: 10, soundOthers: 4 },
  };
}
