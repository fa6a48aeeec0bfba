import type { Bilingual } from '../../../kernel/endpoint.ts';
import {
  gasSetPoints,
  gasSetPointsSource,
  type SetPoints,
} from '../../../law/standards/gas-set-points.ts';
import { limitRules } from './tag-states.ts';

export type FourLimits = Readonly<Record<(typeof limitRules)[number], number | null>>;

export interface Measured extends FourLimits {
  readonly quantity: string;
  readonly unit?: string | null;
}

export interface LimitsHeld {
  readonly limits: FourLimits;
  /** `standard`: it has none of its own, the set points of the standard hold. */
  readonly from: 'own' | 'standard' | 'none';
  /** Of its own limits, those that speak later than the standard allows (设定值不符合标准). */
  readonly beyond: readonly (typeof limitRules)[number][];
  /** Which standard speaks of such a tag; null: none does. */
  readonly standard: Bilingual | null;
}

/** The limits that a tag is judged by: its own, else those of the standard for a gas detector. */
export function limitsHeld({ quantity, unit, ...tag }: Measured): LimitsHeld {
  const set: SetPoints | undefined = gasSetPoints[quantity]?.[unit ?? ''];
  const standard = set ? gasSetPointsSource.text : null;
  const { highHigh, high, low, lowLow } = tag;
  const own = { highHigh, high, low, lowLow };
  if (limitRules.some((rule) => own[rule] !== null)) {
    return { limits: own, from: 'own', beyond: set ? beyond(own, set) : [], standard };
  }
  if (!set) return { limits: own, from: 'none', beyond: [], standard };
  const { highHigh: second = null, high: first = null, low: least = null } = set;
  const limits = { highHigh: second, high: first, low: least, lowLow: null };
  return { limits, from: 'standard', beyond: [], standard };
}

/** A limit that is left out beside others speaks never: later than any. */
function beyond(own: FourLimits, set: SetPoints): LimitsHeld['beyond'] {
  const later = (rule: 'highHigh' | 'high'): boolean =>
    set[rule] !== undefined && (own[rule] ?? Number.POSITIVE_INFINITY) > set[rule];
  const isLow = set.low !== undefined && (own.low ?? Number.NEGATIVE_INFINITY) < set.low;
  return [...(['highHigh', 'high'] as const).filter(later), ...(isLow ? (['low'] as const) : [])];
}
