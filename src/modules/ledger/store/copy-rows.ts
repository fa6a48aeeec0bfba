import type { PoolClient } from '../../../platform/db/index.ts';
import { BinaryRows, copyInto } from '../../../platform/db/index.ts';
import type { Batch, PreparedFact } from '../batch.ts';
import type { Entry } from '../model.ts';
import type { RecordName } from './write.ts';

/** A link of the chain on its way into the table. */
export interface NewRow extends Entry {
  readonly section: number;
  readonly pos: number;
  readonly fact: PreparedFact;
  readonly previous: string;
  readonly hash: string;
}

/** New records with their keys; the caller holds the sections' locks. */
export async function addRecords(
  client: PoolClient,
  records: Iterable<RecordName & { readonly key: number }>,
): Promise<void> {
  const rows = new BinaryRows();
  await copyInto(client, 'copy ledger.record (key, type, id) from stdin (format binary)', pieces());
  function* pieces(): Generator<Buffer> {
    for (const { key, type, id } of records) {
      rows.row(3);
      rows.int8(key);
      rows.int2(type);
      rows.text(id);
      if (rows.full) yield rows.take();
    }
    yield rows.end();
  }
}

const COPY_FACTS = `copy ledger.fact (seq, section, pos, fact_id, record, at, set, retired, by,
  evidence, recorded_at, recorder, previous, hash) from stdin (format binary)`;

/** Takes the rows one by one, while the server already stores the first. */
export async function appendRows(
  client: PoolClient,
  links: Iterable<NewRow>,
  batch: Batch,
): Promise<void> {
  const rows = new BinaryRows();
  await copyInto(client, COPY_FACTS, pieces());
  function* pieces(): Generator<Buffer> {
    for (const link of links) {
      write(rows, link, batch.bytes);
      if (rows.full) yield rows.take();
    }
    yield rows.end();
  }
}

function write(rows: BinaryRows, link: NewRow, bytes: Buffer): void {
  const { fact } = link;
  rows.row(14);
  rows.int8(link.seq);
  rows.int2(link.section);
  rows.int8(link.pos);
  rows.text(fact.id);
  rows.int8(fact.key);
  rows.moment(fact.at);
  rows.json(bytes, fact.setStart, fact.setEnd);
  if (fact.retired === null) rows.nothing();
  else rows.bool(fact.retired);
  if (fact.by === null) rows.nothing();
  else rows.text(fact.by);
  if (fact.evidence === null) rows.nothing();
  else rows.texts(fact.evidence);
  rows.moment(link.recordedAt);
  rows.text(link.recorder);
  rows.hex(link.previous);
  rows.hex(link.hash);
}
