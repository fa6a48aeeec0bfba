import type { Moment } from '../../../kernel/calendar.ts';
import type { Rule, Signal, Trust } from '../model.ts';
import { defaultOf, levelBeyond, levelOf } from '../rules/config.ts';
import type { GatewayRow, TagRow } from '../store/config.ts';

/** What a rule of a tag says. */
export interface What {
  readonly rule: Rule;
  readonly state: Signal['state'];
  readonly since: number;
  readonly at: number;
  readonly value?: number;
  readonly limit?: number;
}

/** They speak of the data, not of the plant. */
const DATA_RULES: readonly Rule[] = ['lost', 'stuck', 'fault'];

export function signalOf(tag: TagRow, what: What, receivedAt: Moment, trust: Trust): Signal {
  const { rule, state, since, at } = what;
  const [value, limit] = [known(what.value), known(what.limit)];
  const beyond = rule === 'outOfRange';
  return {
    source: `tag/${tag.id}`,
    ...{ rule, state, since: since as Moment, at: at as Moment, receivedAt },
    level: beyond ? levelBeyond(tag, (value ?? 0) >= (limit ?? 0)) : levelOf(tag.quantity, rule),
    kind: DATA_RULES.includes(rule) ? 'lost-data' : defaultOf(tag.quantity).kind,
    ...{ enterprise: tag.enterprise ?? '', facility: tag.facility },
    ...{ value, limit, unit: tag.unit, trust },
  };
}

type Told = Pick<GatewayRow, 'id' | 'enterprise' | 'facility'>;

/** What is said of a gateway itself: certain, while it is what its tags say that is not. */
export function gatewaySignal(gateway: Told, what: What, receivedAt: Moment): Signal {
  const { rule, state, since, at, value } = what;
  return {
    source: `gateway/${gateway.id}`,
    ...{ rule, state, since: since as Moment, at: at as Moment, receivedAt },
    level: rule === 'gatewayLost' ? 'orange' : 'yellow',
    ...{ kind: 'lost-data', value: known(value), limit: null, unit: null, trust: 'live' },
    ...{ enterprise: gateway.enterprise ?? '', facility: gateway.facility },
  };
}

const known = (value: number | undefined): number | null =>
  value === undefined || Number.isNaN(value) ? null : value;
