import type { Moment } from '../../../kernel/calendar.ts';
import type { Entry, Fact } from '../model.ts';

/** A row of the ledger as it is read back. */
export interface StoredFact extends Fact, Entry {
  readonly section: number;
  readonly pos: number;
  readonly previous: string;
  readonly hash: string;
}

export interface FactRow {
  readonly seq: string;
  readonly section: number;
  readonly pos: string;
  readonly fact_id: string;
  readonly type: string | null;
  readonly record: string | null;
  readonly at: string;
  readonly set: string;
  readonly retired: boolean | null;
  readonly by: string | null;
  readonly evidence: string[] | null;
  readonly recorded_at: string;
  readonly recorder: string;
  readonly previous: string;
  readonly hash: string;
}

/** Moments in microseconds, so that a change below the millisecond is seen too. */
export const factColumns = `f.seq::text as seq, f.section, f.pos::text as pos, f.fact_id,
  t.name as type, r.id as record, (extract(epoch from f.at) * 1000)::float8::text as at,
  f.set::text as set, f.retired, f.by, f.evidence,
  (extract(epoch from f.recorded_at) * 1000)::float8::text as recorded_at, f.recorder,
  encode(f.previous, 'hex') as previous, encode(f.hash, 'hex') as hash`;

export function storedFact(row: FactRow): StoredFact {
  return {
    seq: Number(row.seq),
    section: row.section,
    pos: Number(row.pos),
    id: row.fact_id,
    type: row.type ?? '',
    record: row.record ?? '',
    at: Number(row.at) as Moment,
    set: JSON.parse(row.set),
    retired: row.retired,
    by: row.by,
    evidence: row.evidence,
    recordedAt: Number(row.recorded_at) as Moment,
    recorder: row.recorder,
    previous: row.previous,
    hash: row.hash,
  };
}
