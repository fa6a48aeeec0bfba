import type { Moment } from '../../../kernel/calendar.ts';
import type { Rule, Signal, Trust } from '../model.ts';
import { defaultOf, levelBeyond, levelOf } from '../rules/config.ts';
import type { TagRow } from '../store/config.ts';

/** What a rule of a tag says. */
export interface What {
  readonly rule: Rule;
  readonly state: Signal['state'];
  readonly since: number;
  readonly at: number;
  readonly value?: number;
  readonly limit?: number;
}

export function signalOf(tag: TagRow, what: What, receivedAt: Moment, trust: Trust): Signal {
  const { rule, state, since, at } = what;
  const [value, limit] = [known(what.value), known(what.limit)];
  const beyond = rule === 'outOfRange';
  return {
    source: `tag/${tag.id}`,
    ...{ rule, state, since: since as Moment, at: at as Moment, receivedAt },
    level: beyond ? levelBeyond(tag, (value ?? 0) >= (limit ?? 0)) : levelOf(tag.quantity, rule),
    kind: rule === 'lost' || rule === 'stuck' ? 'lost-data' : defaultOf(tag.quantity).kind,
    ...{ enterprise: tag.enterprise ?? '', facility: tag.facility },
    ...{ value, limit, unit: tag.unit, trust },
  };
}

const known = (value: number | undefined): number | null =>
  value === undefined || Number.isNaN(value) ? null : value;
