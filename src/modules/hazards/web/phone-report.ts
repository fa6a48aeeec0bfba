import { clock } from '../../../ui/offline/clock.ts';
import type { Attachment, OutboxRecord, ShownValue } from '../../../ui/offline/model.ts';
import type { Draft } from '../../../ui/offline/outbox.ts';
import { attached, type Change } from '../../../ui/offline/rules.ts';
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
  readonly photos: readonly Attachment[];
  /** Stands for the words of what is only shown or said. */
  readonly seen: string;
  readonly taken: string;
}

const filledIn = (values: Filled): Record<string, string> =>
  Object.fromEntries(
    NAMES.flatMap((name) => {
      const value = values[name]?.trim() ?? '';
      return value === '' ? [] : [[name, value] as const];
    }),
  );

/** Where nothing is written, that it is to be seen or heard stands in its place. */
const worded = (values: Filled, { photos, seen }: Words): Filled =>
  (values.note ?? '').trim() === '' && photos.length > 0 ? { ...values, note: seen } : values;

/** As its writer reads it in the outbox, choices by their names. */
function shownOf(values: Filled, { labels, fields, photos, taken }: Words): readonly ShownValue[] {
  const shown = Object.entries(filledIn(values)).map(([name, value]) => {
    const options = fields.find((field) => field.name === name)?.options ?? [];
    const label = options.find((option) => option.value === value)?.label.zh;
    return { path: `set.${name}`, label: labels[name as keyof Filled], value: label ?? value };
  });
  if (photos.length === 0) return shown;
  return [...shown, { path: 'set.photos', label: taken, value: String(photos.length) }];
}

const titleOf = ({ note }: Filled): string => (note ?? '').trim().slice(0, TITLE_LENGTH);
const idsOf = ({ photos }: Words): readonly string[] => photos.map(({ id }) => id);
const photosIn = (words: Words) =>
  words.photos.length === 0 ? {} : { photos: idsOf(words).map(attached) };

/** The record that goes to the server, with this device's clock and what the server's was ahead. */
export function recordOf(enterprise: string, given: Filled, words: Words): Draft {
  const values = worded(given, words);
  const id = crypto.randomUUID();
  const writtenAt = Date.now();
  return {
    ...{ id, writtenAt, kind: REPORT, title: titleOf(values) },
    shown: shownOf(values, words),
    ...{ method: 'POST', path: '/api/hazards', page: '/m/report' },
    photos: idsOf(words),
    body: {
      set: { enterprise, source: 'selfInspection', ...filledIn(values), ...photosIn(words) },
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
export function mendedBody(record: OutboxRecord, given: Filled, words: Words): Change {
  const values = worded(given, words);
  const rest = Object.entries(setOf(record)).filter(
    ([name]) => name !== 'photos' && !NAMES.some((each) => each === name),
  );
  return {
    title: titleOf(values),
    photos: idsOf(words),
    shown: shownOf(values, words),
    body: {
      ...record.body,
      set: { ...Object.fromEntries(rest), ...filledIn(values), ...photosIn(words) },
    },
  };
}
