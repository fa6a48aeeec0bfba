import { rangeSlack, type TagDefault, tagDefaults } from '../../../law/standards/tag-defaults.ts';
import type { Level, Rule } from '../model.ts';
import type { TagDefaults } from './in-force.ts';
import { limitsHeld } from './set-points.ts';
import type { Judged } from './tag-states.ts';

export interface TagLimits {
  readonly quantity: string;
  readonly unit?: string | null;
  readonly rangeLow: number | null;
  readonly rangeHigh: number | null;
  readonly lowLow: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly highHigh: number | null;
  readonly deadband: number | null;
  readonly onDelay: number | null;
  readonly ratePerMinute: number | null;
}

export function defaultOf(quantity: string, defaults: TagDefaults = tagDefaults): TagDefault {
  return defaults[quantity] ?? (defaults.other as TagDefault);
}

/** The tag's own figures, and where it has none those of its kind, or of the standard. */
export function judgedOf(tag: TagLimits, defaults: TagDefaults = tagDefaults): Judged {
  const standard = defaultOf(tag.quantity, defaults);
  const n = (value: number | null): number => value ?? Number.NaN;
  const { limits } = limitsHeld(tag);
  const span = (tag.rangeHigh ?? 0) - (tag.rangeLow ?? 0);
  return {
    ...{ highHigh: n(limits.highHigh), high: n(limits.high) },
    ...{ low: n(limits.low), lowLow: n(limits.lowLow) },
    deadband: tag.deadband ?? Math.max(0, span * standard.deadband),
    onDelayMs: 1000 * (tag.onDelay ?? standard.onDelay),
    ratePerMinute: n(tag.ratePerMinute),
    ...rangeOf(tag),
  };
}

/** Of a tag that is not in use: nothing. */
export const NOT_JUDGED = judgedOf({
  ...{ quantity: 'other', rangeLow: null, rangeHigh: null, lowLow: null, low: null, high: null },
  ...{ highHigh: null, deadband: null, onDelay: null, ratePerMinute: null },
});

/** Where its values stop to measure: a little beyond its range. */
function rangeOf({ rangeLow, rangeHigh }: TagLimits): Pick<Judged, 'rangeLow' | 'rangeHigh'> {
  const span = rangeLow === null || rangeHigh === null ? 0 : rangeHigh - rangeLow;
  // A range upside down is none.
  if (span < 0) return { rangeLow: Number.NaN, rangeHigh: Number.NaN };
  return {
    rangeLow: (rangeLow ?? Number.NaN) - span * rangeSlack.below,
    rangeHigh: (rangeHigh ?? Number.NaN) + span * rangeSlack.above,
  };
}

/** The level of the answer that a rule of a quantity asks for. */
export function levelOf(quantity: string, rule: Rule): Level {
  const { levels } = defaultOf(quantity);
  if (rule === 'highHigh' || rule === 'high' || rule === 'low' || rule === 'lowLow') {
    return levels[rule];
  }
  return rule === 'rate' ? 'orange' : 'yellow';
}

/**
 * Out of range on a side where the tag has limits is answered like the graver of them: what is
 * beyond may be a device at fault, or the worst case.
 */
export function levelBeyond(tag: TagLimits, above: boolean): Level {
  const [far, near] = above ? (['highHigh', 'high'] as const) : (['lowLow', 'low'] as const);
  const { limits } = limitsHeld(tag);
  if (limits[far] !== null) return levelOf(tag.quantity, far);
  return limits[near] === null ? 'yellow' : levelOf(tag.quantity, near);
}
