import type { CrossFigures, CrossRule } from '../../../law/standards/cross-rules.ts';
import { type TagDefault, tagDefaults } from '../../../law/standards/tag-defaults.ts';
import { type CrossName, crossNames } from '../model.ts';

/** What a parameter says, where it is in force. */
export type InForce = ReadonlyMap<string, { readonly value?: unknown }>;
export type TagDefaults = Readonly<Record<string, TagDefault>>;

/** The parameters (参数) that rules across signals share, each with the figure that it sets. */
export const sharedFigures = {
  runningShare: 'power.covert.threshold',
  runningDeadband: 'live.share.runningDeadband',
  safetyShare: 'live.share.safety',
  fewestProcess: 'live.process.fewest',
  still: 'live.process.still',
} as const;

export const defaultParameters = {
  onDelay: 'live.default.onDelay',
  deadband: 'live.default.deadband',
  stuck: 'live.default.stuck',
} as const;

/** After how long a rule is looked at again (复核周期). */
export const REVIEW = 'live.rule.reviewAfter';

export const timesOf = (rule: CrossName) =>
  ({ window: `live.${rule}.window`, off: `live.${rule}.off` }) as const;

/** All that live monitoring goes by (src/law/plans/parameters.json). */
export const liveParameters: readonly string[] = [
  ...crossNames.flatMap((rule) => Object.values(timesOf(rule))),
  ...Object.values(sharedFigures),
  ...Object.values(defaultParameters),
  REVIEW,
];

/** The numbers of rules across signals in force; where no parameter says otherwise, as they ship. */
export function figuresBy(shipped: CrossFigures, inForce: InForce): CrossFigures {
  const number = (name: string, usual: number): number => {
    const value = inForce.get(name)?.value;
    return typeof value === 'number' && value >= 0 ? value : usual;
  };
  const rule = (name: CrossName): CrossRule => {
    const { window, off } = timesOf(name);
    const usual = shipped[name];
    return { ...usual, window: number(window, usual.window), off: number(off, usual.off) };
  };
  const shared = (name: keyof typeof sharedFigures): number =>
    number(sharedFigures[name], shipped[name]);
  return {
    ...shipped,
    ...{ covertProduction: rule('covertProduction'), falseOffline: rule('falseOffline') },
    ...{ occupancy: rule('occupancy'), occupancyPossible: rule('occupancyPossible') },
    ...{ hotWorkWithoutPermit: rule('hotWorkWithoutPermit'), safetyIdle: rule('safetyIdle') },
    stillWhileRunning: rule('stillWhileRunning'),
    movingWithoutPower: rule('movingWithoutPower'),
    bypass: rule('bypass'),
    ...{ runningShare: shared('runningShare'), safetyShare: shared('safetyShare') },
    ...{ runningDeadband: shared('runningDeadband'), still: shared('still') },
    // No tag at all tells nothing.
    fewestProcess: Math.max(1, shared('fewestProcess')),
  };
}

const LONGEST_DELAY = 3600;

/** Defaults by quantity in force; a value that could not be judged by is left out. */
export function defaultsBy(inForce: InForce): TagDefaults {
  const said = (name: string, quantity: string): unknown => {
    const all = inForce.get(name)?.value;
    return all !== null && typeof all === 'object'
      ? (all as Readonly<Record<string, unknown>>)[quantity]
      : undefined;
  };
  const one = (quantity: string, usual: TagDefault): TagDefault => {
    const onDelay = said(defaultParameters.onDelay, quantity);
    const deadband = said(defaultParameters.deadband, quantity);
    const stuck = said(defaultParameters.stuck, quantity);
    return {
      ...usual,
      ...(isWithin(onDelay, 0, LONGEST_DELAY) ? { onDelay } : {}),
      ...(isWithin(deadband, 0, 0.5) ? { deadband } : {}),
      ...(isWithin(stuck, 60, Number.POSITIVE_INFINITY) ? { stuck } : {}),
      ...(stuck === 'never' ? { stuck: null } : {}),
    };
  };
  return Object.fromEntries(
    Object.entries(tagDefaults).map(([quantity, usual]) => [quantity, one(quantity, usual)]),
  );
}

const isWithin = (value: unknown, least: number, most: number): value is number =>
  typeof value === 'number' && value >= least && value <= most;
