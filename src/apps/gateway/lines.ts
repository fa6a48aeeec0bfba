/** A reading as a line of the input says it. */
export interface LineReading {
  readonly tag: string | number;
  readonly value: number | boolean;
  /** ms since 1970 */
  readonly time: number;
  readonly quality?: number;
  readonly unit?: string;
}

/** `{"tag":"LI-101","value":5.21,"t":…,"q":0,"unit":"m"}`; a text: what is wrong with the line. */
export function parseLine(line: string, now: number): LineReading | string {
  let given: unknown;
  try {
    given = JSON.parse(line);
  } catch {
    return '不是JSON (not JSON)';
  }
  if (typeof given !== 'object' || given === null) return '应为JSON对象 (an object is expected)';
  const { tag, value, t = now, q, unit } = given as Record<string, unknown>;
  if (typeof tag !== 'string' && typeof tag !== 'number') return '缺少tag (tag is missing)';
  if (typeof value !== 'number' && typeof value !== 'boolean') {
    return 'value应为数字或true、false (value: a number, true or false)';
  }
  const time = typeof t === 'string' ? Date.parse(t) : t;
  if (typeof time !== 'number' || !Number.isFinite(time)) {
    return 't应为毫秒数或带时区的ISO 8601时间 (t: ms since 1970 or ISO 8601)';
  }
  return {
    ...{ tag, value, time },
    ...(typeof q === 'number' ? { quality: q } : {}),
    ...(typeof unit === 'string' ? { unit } : {}),
  };
}

/** JSON rows of docs/telemetry.md. It carries its time: sent twice, it counts once. */
export function batchOf(readings: readonly LineReading[]): string {
  const t = readings[0]?.time ?? 0;
  const rows = readings.map(({ tag, time, value, quality, unit }) => {
    const row: unknown[] = [tag, time - t, value];
    if (quality !== undefined || unit !== undefined) row.push(quality ?? 0);
    if (unit !== undefined) row.push(unit);
    return row;
  });
  return JSON.stringify({ t, rows });
}
