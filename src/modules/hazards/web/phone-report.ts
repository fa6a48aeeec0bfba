import { clock } from '../../../ui/offline/clock.ts';
import type { OutboxRecord, ShownValue } from '../../../ui/offline/model.ts';
import type { Draft } from '../../../ui/offline/outbox.ts';
import type { HazardField } from '../contract.ts';

/** What somebody fills in on the phone. */
export interface Filled {
  readonly note?: string;
  readonly facility?: string;
  readonly kind?: string;
}

export const REPORT = 'hazards.report';
const NAMES = ['note', 'facility', 'kind'] as const;
const TITLE_LENGTH = 40;

interface Words {
  readonly labels: Readonly<Record<(typeof NAMES)[number], string>>;
  readonly fields: readonly HazardField[];
}

const filledIn = (values: Filled): Record<string, string> =>
  Object.fromEntries(
    NAMES.flatMap((name) => {
      const value = values[name]?.trim() ?? '';
      return value === '' ? [] : [[name, value] as const];
    }),
  );

/** As its writer reads it in the outbox, choices by their names. */
function shownOf(values: Filled, { labels, fields }: Words): readonly ShownValue[] {
  return Object.entries(filledIn(values)).map(([name, value]) => {
    const options = fields.find((field) => field.name === name)?.options ?? [];
    const label = options.find((option) => option.value === value)?.label.zh;
    return { path: `set.${name}`, label: labels[name as keyof Filled], value: label ?? value };
  });
}

/** The record that goes to the server, with this device's clock and what the server's was ahead. */
export function recordOf(enterprise: string, values: Filled, words: Words): Draft {
  const id = crypto.randomUUID();
  const writtenAt = Date.now();
  return {
    ...{ id, writtenAt, kind: REPORT, title: (values.note ?? '').trim().slice(0, TITLE_LENGTH) },
    shown: shownOf(values, words),
    ...{ method: 'POST', path: '/api/hazards', page: '/m/report', photos: [] },
    body: {
      set: { enterprise, source: 'selfInspection', ...filledIn(values) },
      device: { id, at: new Date(writtenAt).toISOString(), offset: clock.offset() },
    },
  };
}

const setOf = ({ body }: OutboxRecord): Record<string, unknown> =>
  typeof body.set === 'object' && body.set !== null ? { ...body.set } : {};

/** What stands in a record, to be mended. */
export const valuesIn = (record: OutboxRecord): Filled =>
  Object.fromEntries(
    NAMES.flatMap((name) => {
      const value = setOf(record)[name];
      return typeof value === 'string' ? [[name, value] as const] : [];
    }),
  );

/** The same record with other words: found and written when it was. */
export function mendedBody(
  record: OutboxRecord,
  values: Filled,
  words: Words,
): Pick<OutboxRecord, 'title' | 'shown' | 'body'> {
  const rest = Object.entries(setOf(record)).filter(
    ([name]) => !NAMES.some((each) => each === name),
  );
  return {
    title: (values.note ?? '').trim().slice(0, TITLE_LENGTH),
    shown: shownOf(values, words),
    body: { ...record.body, set: { ...Object.fromEntries(rest), ...filledIn(values) } },
  };
}
