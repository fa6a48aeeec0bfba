import type { Moment } from '../../../kernel/calendar.ts';
import type { DictionaryData } from '../../../law/records/model.ts';
import type { Pool, PoolClient } from '../../../platform/db/transaction.ts';
import type { Reject } from '../model.ts';

export interface ImportProgress {
  /** Of the source, read so far. */
  readonly bytes: number;
  readonly lines: number;
  readonly accepted: number;
  readonly duplicate: number;
  readonly rejected: number;
  /** Waiting for a record that may come later in the file. */
  readonly waiting: number;
}

/** What one committed transaction took in. */
export interface Acknowledgement {
  readonly accepted: number;
  readonly duplicate: number;
  readonly factIds: readonly string[];
  readonly types: readonly string[];
}

export interface ImportOptions {
  readonly db: Pool;
  readonly dictionary: DictionaryData;
  readonly source: AsyncIterable<Uint8Array>;
  readonly recorder: string;
  /** The moment of recording; asked once a batch. */
  readonly clock: () => Moment;
  /** Ids that need no record; by default codes of administrative divisions. */
  readonly isKnown?: (type: string, id: string) => boolean;
  readonly batchFacts?: number;
  /** Begins each transaction: says for whom facts are stated. By default, that they are taken in. */
  readonly admit?: (client: PoolClient) => Promise<void>;
  readonly onProgress?: (progress: ImportProgress) => void;
  readonly onReject?: (reject: Reject) => void;
  /** After the commit: what it names is stored for good. */
  readonly onBatch?: (acknowledgement: Acknowledgement) => void;
}

export interface ImportResult {
  readonly accepted: number;
  readonly duplicate: number;
  readonly rejected: number;
  /** The first thousand. */
  readonly rejects: readonly Reject[];
}
