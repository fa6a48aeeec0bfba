import type { Bilingual } from '../../kernel/endpoint.ts';

/** Levels of the answer that a crossed limit asks for. */
type Level = 'red' | 'orange' | 'yellow' | 'blue';

/** How a quantity is judged where its tag says nothing of its own (监测量默认值). */
export interface TagDefault {
  /** Seconds for which a limit is passed before it is an alarm. */
  readonly onDelay: number;
  /** Share of the range by which a value comes back before the alarm clears. */
  readonly deadband: number;
  readonly levels: {
    readonly highHigh: Level;
    readonly high: Level;
    readonly low: Level;
    readonly lowLow: Level;
  };
  /** Kind of the record `alarm`. */
  readonly kind: 'gas' | 'temperature' | 'pressure' | 'level' | 'occupancy' | 'other';
  /** Seconds without any change after which the value is held for frozen; null: it may stand. */
  readonly stuck: number | null;
}

/**
 * Proposed by the platform, not a norm: on-delays by the practice of EEMUA 191, dead-band of 2 %
 * and the frozen value after 24 h (30 min for a pressure difference, D6) by the intake proposals in
 * monitoring-hazchem.json and trade-monitoring.json. A tag's own limits come from its design.
 */
export const tagDefaultsSource: {
  readonly confidence: 'design-default';
  readonly text: Bilingual;
} = {
  confidence: 'design-default',
  text: {
    zh: '平台建议值（未核实为国家标准）：延时参照EEMUA 191，死区2%量程，死值24小时',
    en: 'proposed by the platform, no norm: delays after EEMUA 191, dead-band 2 %, frozen after 24 h',
  },
};

const process = { highHigh: 'red', high: 'yellow', low: 'yellow', lowLow: 'red' } as const;
/** The second level of a gas alarm is the graver one (GB/T 50493-2019, 5.5.2). */
const gas = { highHigh: 'red', high: 'orange', low: 'orange', lowLow: 'red' } as const;
const DAY = 86_400;

const slow = { onDelay: 60, deadband: 0.02, levels: process, stuck: DAY } as const;
const fast = { onDelay: 15, deadband: 0.02, levels: process, stuck: DAY } as const;
const state = { onDelay: 0, deadband: 0, levels: process, stuck: null } as const;

export const tagDefaults: Readonly<Record<string, TagDefault>> = {
  temperature: { ...slow, kind: 'temperature' },
  level: { ...slow, kind: 'level' },
  gasholder: { ...slow, kind: 'level' },
  pressure: { ...fast, kind: 'pressure' },
  differentialPressure: { ...fast, kind: 'pressure', stuck: 1800 },
  flow: { ...fast, kind: 'other' },
  composition: { ...slow, kind: 'other' },
  humidity: { ...slow, kind: 'other' },
  speed: { ...fast, kind: 'other' },
  current: { ...fast, kind: 'other', stuck: null },
  power: { ...fast, kind: 'other', stuck: null },
  gasCombustible: { onDelay: 0, deadband: 0.02, levels: gas, kind: 'gas', stuck: null },
  gasToxic: { onDelay: 0, deadband: 0.02, levels: gas, kind: 'gas', stuck: null },
  oxygen: { onDelay: 0, deadband: 0.01, levels: gas, kind: 'gas', stuck: DAY },
  flame: { ...state, kind: 'other', levels: { ...process, high: 'red' } },
  headcount: { ...state, kind: 'occupancy', levels: { ...process, high: 'orange' } },
  hotWork: { ...state, kind: 'other' },
  running: { ...state, kind: 'other' },
  interlock: { ...state, kind: 'other' },
  other: { ...slow, kind: 'other', stuck: null },
};

/** When silence speaks, in seconds (离线判定): onlineRules and offline of the two monitoring files. */
export const silence = {
  confidence: 'design-default',
  /** A gateway: trade 300 s, hazardous chemicals 10 min; the shorter one. */
  gateway: 300,
  /** The link to a broker by which gateways come: long enough for it to be started anew. */
  broker: 60,
  /** A tag, at least, whatever its interval. */
  tag: 1800,
  /** Intervals of a tag without a reading. */
  intervals: 3,
  /** Nothing but values of bad quality for so long: the device is at fault (坏值→设备故障). */
  fault: 60,
  /** A gateway whose clock stepped back is judged by it again after so long, if it runs on evenly. */
  clockBack: 60,
  clockEven: 5,
  /** All of its tags that move by nature stand still for so long, fresh times notwithstanding. */
  repeating: 7200,
  repeatingTags: 3,
  /** Received so long after it was measured, a value is late. */
  late: 60,
  /** How far a gateway's clock may be ahead, and how long it may buffer. */
  ahead: 300,
  buffered: 72 * 3600,
} as const;

/**
 * How the rate of change is reckoned: over so many seconds at least, over once it is lower than the
 * limit by this share. Proposed by the platform: no norm on file says it.
 */
export const rateOfChange = { confidence: 'design-default', window: 10, deadband: 0.1 } as const;

/**
 * How long readings may be out of service for work (检修标定窗口). Proposed by the platform: no norm
 * gives hours; a window has an end of its own and is never entered afterwards.
 */
export const windowLimits = {
  confidence: 'design-default',
  hours: { maintenance: 72, calibration: 8 },
  backMinutes: 5,
  aheadDays: 30,
} as const;

/**
 * How far beyond its range a value still measures, as shares of the range: 3.8 mA and 20.5 mA of a
 * 4–20 mA signal (NAMUR NE 43, from memory, its text not on file). Beyond, the device is at fault.
 */
export const rangeSlack = {
  confidence: 'design-default',
  below: 0.0125,
  above: 0.03125,
} as const;

/** How long an interlock may be bypassed at a time (联锁摘除). Proposed by the platform, no norm. */
export const bypassLimits = {
  confidence: 'design-default',
  longestHours: 30 * 24,
  aheadDays: 30,
} as const;
