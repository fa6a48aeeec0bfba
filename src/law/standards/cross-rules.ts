import type { Bilingual } from '../../kernel/endpoint.ts';

type Level = 'red' | 'orange' | 'yellow' | 'blue';

/** A rule across signals and records (关联研判): how long it must hold, and what it asks for. */
export interface CrossRule {
  /** Seconds for which the condition holds without a break before it is an alarm. */
  readonly window: number;
  /** Seconds for which it holds no longer before the alarm clears. */
  readonly off: number;
  readonly level: Level;
  readonly source: Bilingual;
}

export interface CrossFigures {
  readonly covertProduction: CrossRule;
  readonly falseOffline: CrossRule;
  readonly occupancy: CrossRule;
  readonly occupancyPossible: CrossRule;
  readonly hotWorkWithoutPermit: CrossRule;
  /** Share of the meter's range from which a circuit counts as running; the city's parameter goes first. */
  readonly runningShare: number;
  /** Share of that threshold by which the load comes back before it counts as idle. */
  readonly runningDeadband: number;
  /** So many people in a high-risk place are too many, where it has no limit of its own. */
  readonly tooMany: number;
  /** How long a hot-work permit holds from its start, in hours, by level (GB 30871-2022, 5.2). */
  readonly hotWorkHours: Readonly<Record<string, number>>;
}

const lead = {
  zh: 'trade-monitoring.json，electricity.rules（推导）；仅作线索，须视频、现场或电表核实',
  en: 'trade-monitoring.json, electricity.rules (derived): a lead, to be confirmed on site',
};
const proposed = {
  zh: '平台建议值（未核实为国家标准）',
  en: 'proposed by the platform, no norm',
};

/** Windows and levels of E1 and E2 by trade-monitoring.json; the rest is proposed by the platform. */
export const crossFigures: CrossFigures = {
  covertProduction: { window: 1800, off: 600, level: 'red', source: lead },
  falseOffline: { window: 900, off: 300, level: 'red', source: lead },
  occupancy: { window: 30, off: 60, level: 'orange', source: proposed },
  occupancyPossible: { window: 300, off: 60, level: 'blue', source: proposed },
  hotWorkWithoutPermit: { window: 30, off: 120, level: 'orange', source: proposed },
  /** `power.covert.threshold`: the plans give no figure; a stand-by load is usually below a fifth. */
  runningShare: 0.2,
  runningDeadband: 0.25,
  /** Plan of the chemical field, task 8: 超过10人（含10人）. */
  tooMany: 10,
  hotWorkHours: { special: 8, one: 8, two: 72 },
};
