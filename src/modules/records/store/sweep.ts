/** Figures that change over time, swept once in order of time instead of asked at every moment. */

/** A figure rises by `value` at `at`, and falls again at `until`. */
export interface Change {
  readonly rows: string;
  readonly at: string;
  readonly until: string;
  /** Column → the amount. */
  readonly values: Readonly<Record<string, string>>;
}

/**
 * Running totals: rows (keys, b, e, columns), a row for every span [b, e) between two changes of a
 * key. Where `zero` gives the keys, spans begin at the beginning of time.
 */
export function runningTotals(
  keys: readonly string[],
  columns: readonly string[],
  changes: readonly Change[],
  zero: string | null,
): string {
  const key = keys.join(', ');
  const events = changes.flatMap((change) => {
    const signed = (sign: string): string =>
      columns
        .map((name) => (change.values[name] ? `${sign}(${change.values[name]})` : '0'))
        .join(', ');
    return [
      `select ${key}, ${change.at}, ${signed('')} from ${change.rows} ch`,
      `select ${key}, ${change.until}, ${signed('-')} from ${change.rows} ch where ${change.until} < 'infinity'`,
    ];
  });
  if (zero) {
    events.push(
      `select ${key}, '-infinity'::timestamptz, ${columns.map(() => '0').join(', ')} from ${zero} ze`,
    );
  }
  const sums = columns.map((name) => `sum(${name}) ${name}`).join(', ');
  const totals = columns.map((name) => `sum(${name}) over w ${name}`).join(', ');
  return `select ${key}, b, lead(b, 1, 'infinity') over w e, ${totals}
from (select ${key}, b, ${sums} from (${events.join('\nunion all ')}) ev(${key}, b, ${columns.join(', ')}) group by ${key}, b) su
window w as (partition by ${key} order by b)`;
}
