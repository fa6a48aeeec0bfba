import type { ValueKind } from '../columns.ts';

/** A checked value as an SQL literal. */
export function literal(value: unknown, kind: ValueKind): string {
  if (kind === 'bool') return value === true ? 'true' : 'false';
  if (kind === 'number') return `${Number(value)}::double precision`;
  const quoted = `'${String(value).replaceAll("'", "''")}'`;
  if (kind === 'date') return `${quoted}::date`;
  if (kind === 'moment') return `${quoted}::timestamptz`;
  if (kind === 'list')
    return `array[${(value as unknown[]).map((v) => literal(v, 'text')).join(', ')}]::text[]`;
  return `${quoted}::text`;
}
