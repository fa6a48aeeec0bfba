import { formatMoment, type Moment } from '../../../kernel/calendar.ts';
import type { AlarmRow } from '../contract.ts';
import { trustWords } from '../model.ts';
import type { AlarmRecord } from '../store/alarm.ts';
import { wordsOf } from './facts.ts';

export const told = (at: Date | Moment): string =>
  formatMoment((typeof at === 'number' ? at : at.getTime()) as Moment);
export const maybeTold = (at: Date | Moment | null): string | null =>
  at === null ? null : told(at);

/** What a value was worth when it decided. */
export const trustOf = (code: string): AlarmRow['trust'] => ({
  code,
  text: trustWords[code] ?? { zh: code, en: code },
});

export function rowOf(record: AlarmRecord): AlarmRow {
  const { id, incident, level, state, kind, rule, source, value, limit, unit } = record;
  const words = wordsOf(record);
  return {
    ...{ id, incident, level, source, value, limit, unit, measure: record.measure },
    trust: trustOf(record.trust),
    state: { code: state, text: words.state },
    kind: { code: kind, text: words.kind },
    rule: { code: rule, text: words.rule },
    enterprise: { id: record.enterprise, name: record.enterpriseName },
    facility: record.facility === null ? null : { id: record.facility, name: record.facilityName },
    ...{ since: told(record.since), raisedAt: told(record.raisedAt) },
    ...{ receivedAt: told(record.receivedAt), clearedAt: maybeTold(record.clearedAt) },
    acknowledgedAt: maybeTold(record.acknowledgedAt),
    ...{ handledAt: maybeTold(record.handledAt), closedAt: maybeTold(record.closedAt) },
    holdUntil: maybeTold(record.holdUntil),
    verdict:
      record.verdict === null || words.verdict === null
        ? null
        : { code: record.verdict, text: words.verdict },
  };
}
