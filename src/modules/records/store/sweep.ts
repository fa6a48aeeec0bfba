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
  // Each row is read once for both of its moments; what comes before may be dear.
  const events = changes.map(({ rows, at, until, values }) => {
    const signed = columns.map((name) => (values[name] ? `sign * (${values[name]})` : '0'));
    return `select ${key}, b, ${signed.join(', ')} from (select ch.*, unnest(array[${at}, ${until}]) b, unnest(array[1, -1]) sign from ${rows} ch) si where b < 'infinity'`;
  });
  if (zero) {
    events.push(
      `select ${key}, '-infinity'::timestamptz, ${columns.map(() => '0').join(', ')} from ${zero} ze`,
    );
  }
  const sums = columns.map((name) => `sum(${name}) ${name}`).join(', ');
  const totals = columns.map((name) => `sum(${name}) over w ${name}`).join(', ');
  // Summed apart: else all rows of a city are sorted for the window before they are summed.
  return `select ${key}, b, lead(b, 1, 'infinity') over w e, ${totals}
from (with su as materialized (select ${key}, b, ${sums} from (${events.join('\nunion all ')}) ev(${key}, b, ${columns.join(', ')}) group by ${key}, b) select * from su) su
window w as (partition by ${key} order by b)`;
}
