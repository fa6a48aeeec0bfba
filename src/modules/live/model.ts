import type { Moment } from '../../kernel/calendar.ts';

/**
 * Early-warning and alarm levels (报警级别), worst first. A process limit, a gas alarm and an early
 * warning are three scales (GB/T 50493, 应急厅函〔2024〕8号): this is the level of the answer that is
 * asked for, and the rule beside it says which limit was crossed.
 */
export const levels = ['red', 'orange', 'yellow', 'blue'] as const;
export type Level = (typeof levels)[number];

/** What a value is worth (可信状态): no rule speaks of one that is not `live` without saying so. */
export const trusts = [
  'live',
  'late',
  'stale',
  'outOfRange',
  'frozen',
  'replayed',
  'manual',
  'outOfService',
  'upstreamDown',
] as const;
export type Trust = (typeof trusts)[number];

/** Which rule speaks (报警规则): one active alarm per source and rule. */
export const rules = [
  'highHigh',
  'high',
  'low',
  'lowLow',
  'rate',
  'outOfRange',
  'stuck',
  'lost',
  'gatewayLost',
  'gatewayRepeats',
  'clockBack',
  'brokerLost',
  'fault',
  'bypass',
  'occupancy',
  'occupancyPossible',
  'covertProduction',
  'falseOffline',
  'hotWorkWithoutPermit',
  'safetyIdle',
  'stillWhileRunning',
  'movingWithoutPower',
] as const;
export type Rule = (typeof rules)[number];

/** The kinds of the record `alarm`. */
export type AlarmKind =
  | 'occupancy'
  | 'covert-production'
  | 'false-offline'
  | 'illegal-hot-work'
  | 'gas'
  | 'temperature'
  | 'pressure'
  | 'level'
  | 'lost-data'
  | 'other';

/**
 * What judging a stream of readings says: a condition holds, or holds no longer. The same signal
 * twice is one: (source, rule, since) names the episode.
 */
export interface Signal {
  /** What it is about, as `type/record`: `tag/…`, `gateway/…`, `facility/…`. */
  readonly source: string;
  readonly rule: Rule;
  /** When the condition began to hold, by the device's clock: the episode's name. */
  readonly since: Moment;
  readonly state: 'raised' | 'cleared';
  /** When it was found to hold (after its on-delay), or to hold no longer; the device's clock. */
  readonly at: Moment;
  /** When the server took in the reading that decided it. */
  readonly receivedAt: Moment;
  readonly level: Level;
  readonly kind: AlarmKind;
  readonly enterprise: string;
  readonly facility: string | null;
  /** The value that decided it, and the limit it crossed; null where the rule knows none. */
  readonly value: number | null;
  readonly limit: number | null;
  readonly unit: string | null;
  /** `outOfService`: within a window of maintenance or calibration (检修标定窗口). */
  readonly trust: Trust;
  /** The tags that show it, where it is not the source alone: its evidence from `since` to `at`. */
  readonly tags?: readonly string[];
}

/** By which ways people are counted (计数方式): positioning, gates, video; codes of the ledger of tags. */
export const countWays = ['positioning', 'gate', 'video'] as const;

/** Rules across signals and records (关联规则). */
export const crossNames = [
  ...(['covertProduction', 'falseOffline', 'occupancy', 'occupancyPossible'] as const),
  ...(['hotWorkWithoutPermit', 'safetyIdle', 'stillWhileRunning', 'movingWithoutPower'] as const),
  'bypass',
] as const;
export type CrossName = (typeof crossNames)[number];
