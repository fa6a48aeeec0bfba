import { parseDay } from '../../kernel/calendar.ts';

/** SQL that is never null, and how its value goes into a cursor and out again. */
interface Key {
  readonly sql: string;
  readonly text: string;
  readonly fits: (text: string) => boolean;
  /** The value that parameter `n` holds. */
  readonly at: (n: string) => string;
}

const MICROSECONDS = /^-?\d{1,16}$/;
const isDay = (text: string): boolean => /^-?infinity$/.test(text) || parseDay(text).ok;

export const day = (sql: string): Key => ({
  ...{ sql, text: `(${sql})::text`, fits: isDay },
  at: (n) => `${n}::date`,
});

/** As microseconds: no zone of whoever asks comes in, and none is lost. */
export const moment = (sql: string): Key => ({
  sql,
  text: `(extract(epoch from ${sql}) * 1000000)::bigint::text`,
  fits: (text) => MICROSECONDS.test(text),
  at: (n) => `('epoch'::timestamptz + ${n}::bigint * interval '1 microsecond')`,
});

export const whole = (sql: string): Key => ({
  sql,
  text: `(${sql})::text`,
  fits: (text) => /^-?\d{1,18}$/.test(text),
  at: (n) => `${n}::bigint`,
});

export const amount = (sql: string): Key => ({
  ...{ sql, text: `(${sql})::text`, fits: (text) => Number.isFinite(Number(text || 'none')) },
  at: (n) => `${n}::float8`,
});

export const word = (sql: string): Key => ({
  ...{ sql, text: `(${sql})::text`, fits: () => true },
  at: (n) => `${n}::text`,
});

export const uuid = (sql: string): Key => ({
  ...{
    sql,
    text: `(${sql})::text`,
    fits: (text) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text),
  },
  at: (n) => `${n}::uuid`,
});

/** What a list goes by: all keys one way, the last one tells every row from the others. */
export interface ListOrder {
  readonly keys: readonly Key[];
  readonly down: boolean;
}

export const up = (...keys: Key[]): ListOrder => ({ keys, down: false });
export const down = (...keys: Key[]): ListOrder => ({ keys, down: true });

/** Of a list, by the names that its contract has for them: `due`, and `-due` for the way back. */
export type ListOrders<S extends string> = Readonly<Record<S, ListOrder>>;

export const orderBy = ({ keys, down: back }: ListOrder): string =>
  keys.map(({ sql }) => `${sql}${back ? ' desc' : ''}`).join(', ');

/** The place of a row as texts, for the cursor of the page after it. */
export const placeIn = ({ keys }: ListOrder): string =>
  `array[${keys.map(({ text }) => text).join(', ')}]`;

/** The rows after a place, whose texts are the parameters from `n` on. */
export function beyond({ keys, down: back }: ListOrder, n: number): string {
  const values = keys.map(({ at }, index) => at(`$${n + index}`));
  return `(${keys.map(({ sql }) => sql).join(', ')}) ${back ? '<' : '>'} (${values.join(', ')})`;
}
