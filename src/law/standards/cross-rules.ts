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
  readonly confidence: 'derived' | 'design-default';
}

export interface CrossFigures {
  readonly covertProduction: CrossRule;
  readonly falseOffline: CrossRule;
  readonly occupancy: CrossRule;
  readonly occupancyPossible: CrossRule;
  readonly hotWorkWithoutPermit: CrossRule;
  /** E3: what makes safe stands while production runs (安全设施未同步运行). */
  readonly safetyIdle: CrossRule;
  /** E5: nothing that is measured moves while production runs (数据失真). */
  readonly stillWhileRunning: CrossRule;
  /** E6: readings move while there is no power at all (停电断数). */
  readonly movingWithoutPower: CrossRule;
  /** An interlock shows a bypass that the register does not hold. */
  readonly bypass: CrossRule;
  /** Share of the range of a safety circuit, its rated power (额定), below which it stands. */
  readonly safetyShare: number;
  /** So many process tags at least, before all of them standing still, or moving, says anything. */
  readonly fewestProcess: number;
  /** Seconds for which all of them stand still before that begins to count; whatever moves faster moves. */
  readonly still: number;
  /** Share of the meter's range from which a circuit counts as running; the city's parameter goes first. */
  readonly runningShare: number;
  /** Share of that threshold by which the load comes back before it counts as idle. */
  readonly runningDeadband: number;
  /** So many people in a high-risk place are too many, whatever limit it has entered. */
  readonly tooMany: number;
  /** How long a hot-work permit holds from its start, in hours, by level (GB 30871-2022, 5.2). */
  readonly hotWorkHours: Readonly<Record<string, number>>;
}

const lead = {
  source: {
    zh: 'trade-monitoring.json，electricity.rules（推导）；仅作线索，须视频、现场或电表核实',
    en: 'trade-monitoring.json, electricity.rules (derived): a lead, to be confirmed on site',
  },
  confidence: 'derived',
} as const;
const proposed = {
  source: {
    zh: '平台建议值（未核实为国家标准）',
    en: 'proposed by the platform, no norm',
  },
  confidence: 'design-default',
} as const;

/**
 * Since when the platform proposes these figures and the defaults of quantities (平台建议值), and
 * after how long they are looked at again, unless the city says otherwise.
 */
export const proposals = {
  ...{ on: '2026-11-26', reviewAfter: 'P1Y' },
  source: proposed.source,
} as const;

/**
 * Windows and levels of E1, E2, E3 and E5 by trade-monitoring.json, of E6 the level alone; the rest
 * is proposed by the platform. E4 asks for registered shifts, E7 for daily energy beside an idle
 * one: neither is on record, so neither is judged.
 */
export const crossFigures: CrossFigures = {
  covertProduction: { window: 1800, off: 600, level: 'red', ...lead },
  falseOffline: { window: 900, off: 300, level: 'red', ...lead },
  occupancy: { window: 30, off: 60, level: 'orange', ...proposed },
  occupancyPossible: { window: 300, off: 60, level: 'blue', ...proposed },
  hotWorkWithoutPermit: { window: 30, off: 120, level: 'orange', ...proposed },
  safetyIdle: { window: 300, off: 60, level: 'red', ...lead },
  stillWhileRunning: { window: 1800, off: 300, level: 'orange', ...lead },
  movingWithoutPower: { window: 300, off: 300, level: 'orange', ...lead },
  bypass: { window: 60, off: 60, level: 'orange', ...proposed },
  safetyShare: 0.2,
  fewestProcess: 2,
  still: 300,
  /** `power.covert.threshold`: the plans give no figure; a stand-by load is usually below a fifth. */
  runningShare: 0.2,
  runningDeadband: 0.25,
  /** Plan of the chemical field, task 8: 超过10人（含10人）. */
  tooMany: 10,
  hotWorkHours: { special: 8, one: 8, two: 72 },
};
