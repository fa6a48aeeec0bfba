import type { Bilingual } from '../../../kernel/endpoint.ts';
import { defaultOf, type TagLimits } from './config.ts';
import type { TagDefaults } from './in-force.ts';

/** What a rule of a tag (报警规则) may say of its own. */
export const ruleFields = {
  highHigh: { zh: '高高报', en: 'high-high' },
  high: { zh: '高报', en: 'high' },
  low: { zh: '低报', en: 'low' },
  lowLow: { zh: '低低报', en: 'low-low' },
  deadband: { zh: '死区', en: 'dead-band' },
  onDelay: { zh: '报警延时（秒）', en: 'on-delay (s)' },
  ratePerMinute: { zh: '变化率限（每分钟）', en: 'most change a minute' },
} as const satisfies Readonly<Record<string, Bilingual>>;
export type RuleField = keyof typeof ruleFields;
export const ruleFieldNames = Object.keys(ruleFields) as [RuleField, ...RuleField[]];

/** Null: none of its own. */
export type RuleValues = Readonly<Record<RuleField, number | null>>;

/** What holds, and whether the tag says so or the default of its quantity does. */
export interface Effective {
  readonly value: number | null;
  readonly from: 'own' | 'default' | 'none';
}

export function effective(tag: TagLimits, by: TagDefaults): Readonly<Record<RuleField, Effective>> {
  const standard = defaultOf(tag.quantity, by);
  const span = (tag.rangeHigh ?? 0) - (tag.rangeLow ?? 0);
  const defaults: Partial<Record<RuleField, number>> = {
    onDelay: standard.onDelay,
    deadband: Math.max(0, span * standard.deadband),
  };
  const one = (field: RuleField): Effective => {
    const [own, usual] = [tag[field], defaults[field] ?? null];
    if (own !== null) return { value: own, from: 'own' };
    return usual === null ? { value: null, from: 'none' } : { value: usual, from: 'default' };
  };
  return {
    ...{ highHigh: one('highHigh'), high: one('high'), low: one('low'), lowLow: one('lowLow') },
    ...{ deadband: one('deadband'), onDelay: one('onDelay'), ratePerMinute: one('ratePerMinute') },
  };
}

const LONGEST_DELAY = 3600;
const rising = ['lowLow', 'low', 'high', 'highHigh'] as const;

/** What contradicts itself, or could never speak, field by field. */
export function faultsOfRule(tag: TagLimits): Readonly<Partial<Record<RuleField, Bilingual>>> {
  const faults: Partial<Record<RuleField, Bilingual>> = {};
  const { rangeLow, rangeHigh, deadband, onDelay, ratePerMinute } = tag;
  let below: (typeof rising)[number] | null = null;
  for (const field of rising) {
    const value = tag[field];
    if (value === null) continue;
    if ((rangeLow !== null && value < rangeLow) || (rangeHigh !== null && value > rangeHigh)) {
      faults[field] = {
        zh: `应在量程${rangeLow ?? '—'}至${rangeHigh ?? '—'}以内，否则永不报警`,
        en: `within the range ${rangeLow ?? '—'} to ${rangeHigh ?? '—'}: beyond it never speaks`,
      };
    }
    const lower = below === null ? null : tag[below];
    if (below !== null && lower !== null && value <= lower) {
      faults[field] = {
        zh: `${ruleFields[field].zh}应大于${ruleFields[below].zh}（${lower}）`,
        en: `${ruleFields[field].en} is above ${ruleFields[below].en} (${lower})`,
      };
    }
    below = field;
  }
  const gap = tag.low === null || tag.high === null ? null : tag.high - tag.low;
  if (deadband !== null && (deadband < 0 || (gap !== null && gap > 0 && deadband >= gap))) {
    faults.deadband = {
      zh: '死区不小于0，且小于高报与低报之差，否则报警不能解除',
      en: 'not below 0, and less than between high and low: else no alarm clears',
    };
  }
  if (onDelay !== null && (onDelay < 0 || onDelay > LONGEST_DELAY)) {
    faults.onDelay = { zh: '0至3600秒', en: '0 to 3600 seconds' };
  }
  if (ratePerMinute !== null && ratePerMinute <= 0) {
    faults.ratePerMinute = { zh: '变化率限应大于0', en: 'above 0' };
  }
  return faults;
}

/** A fact of a tag, as its history is read. */
export interface RuleFact {
  readonly seq: number;
  readonly at: Date;
  readonly recordedAt: Date;
  readonly set: Readonly<Record<string, unknown>>;
}

export interface RuleChange {
  readonly version: number;
  readonly at: Date;
  readonly recordedAt: Date;
  readonly by: string | null;
  readonly reason: string | null;
  /** What held from then on. */
  readonly values: RuleValues;
  readonly changed: readonly RuleField[];
}

const NOTHING: RuleValues = {
  ...{ highHigh: null, high: null, low: null, lowLow: null },
  ...{ deadband: null, onDelay: null, ratePerMinute: null },
};

/** Changes of the rule, the newest first, from the facts of the tag in their order. */
export function historyOf(facts: readonly RuleFact[]): readonly RuleChange[] {
  const changes: RuleChange[] = [];
  let values = NOTHING;
  for (const { seq, at, recordedAt, set } of facts) {
    const said = ruleFieldNames.filter((field) => Object.hasOwn(set, field));
    const next = { ...values, ...Object.fromEntries(said.map((f) => [f, number(set[f])])) };
    const changed = ruleFieldNames.filter((field) => next[field] !== values[field]);
    values = next;
    const told = changed.length > 0 || Object.hasOwn(set, 'ruleReason');
    if (!told) continue;
    const { ruleChangedBy: by, ruleReason: reason } = set;
    changes.push({
      ...{ version: seq, at, recordedAt, values, changed },
      ...{ by: text(by), reason: text(reason) },
    });
  }
  return changes.reverse();
}

const number = (value: unknown): number | null => (typeof value === 'number' ? value : null);
const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
