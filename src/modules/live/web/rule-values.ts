import type { FormField } from '../../../ui/form/field-input.tsx';
import type { FieldValue, Values } from '../../../ui/form/state.ts';
import { useTexts } from '../../../ui/texts.ts';
import { type RuleField, ruleFieldNames } from '../rules/rule.ts';
import type { RuleAnswer } from '../rules-contract.ts';
import { ruleTexts } from './rule-texts.ts';

type Limits = Record<RuleField, number | null>;

const number = (value: FieldValue | undefined): number | null => {
  const found = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof found === 'number' && Number.isFinite(found) ? found : null;
};

const each = (of: (field: RuleField) => number | null): Limits => ({
  ...{ highHigh: of('highHigh'), high: of('high'), low: of('low'), lowLow: of('lowLow') },
  ...{ deadband: of('deadband'), onDelay: of('onDelay'), ratePerMinute: of('ratePerMinute') },
});

/** What a form holds, as the contract takes it; empty: none of its own. */
export const limitsIn = (values: Values): Limits => each((field) => number(values[field]));

/** Only what was filled in. */
export const someLimitsIn = (values: Values): Partial<Limits> =>
  Object.fromEntries(
    ruleFieldNames.flatMap((field) => {
      const value = number(values[field]);
      return value === null ? [] : [[field, value]];
    }),
  );

/** A rule's own values, for a form. */
export const ownOf = ({ values }: RuleAnswer): Limits =>
  each((field) => (values[field].from === 'own' ? values[field].value : null));

const DAYS = [1, 7, 31];

/** The fields of a trial: limits, and how many days of history. Of many: empty ones stay as they are. */
export function useLimitFields(unit: string | null, many = false): readonly FormField[] {
  const say = useTexts(ruleTexts);
  const usual: readonly RuleField[] = ['deadband', 'onDelay'];
  return [
    ...ruleFieldNames.map((field) => ({
      ...{ name: field, label: say(field), kind: 'number' as const },
      unit: field === 'onDelay' ? say('seconds') : (unit ?? ''),
      ...(!many && usual.includes(field) ? { hint: say('emptyIsDefault') } : {}),
    })),
    {
      ...{ name: 'days', label: say('days'), kind: 'select', required: true },
      options: DAYS.map((count) => ({ value: String(count), label: say('day', { count }) })),
    },
  ];
}

/** 8 or, where the default of its quantity holds, 60（默认）. */
export function useShown(): (one: RuleAnswer['values'][RuleField]) => string {
  const say = useTexts(ruleTexts);
  return ({ value, from }) => {
    if (value === null) return '—';
    return from === 'default' ? say('usual', { value }) : String(value);
  };
}

/** Defaults of a quantity, to be tried where tags say nothing of their own. */
export function useDefaultFields(): readonly FormField[] {
  const say = useTexts(ruleTexts);
  const hint = say('defaultHint');
  return [
    {
      name: 'defaultDelay',
      label: say('defaultDelay'),
      kind: 'number',
      unit: say('seconds'),
      hint,
    },
    { name: 'defaultShare', label: say('defaultShare'), kind: 'number', hint },
  ];
}

export function defaultsIn(values: Values): { onDelay?: number; deadband?: number } {
  const [onDelay, deadband] = [number(values.defaultDelay), number(values.defaultShare)];
  return {
    ...(onDelay === null ? {} : { onDelay }),
    ...(deadband === null ? {} : { deadband }),
  };
}
