import type { Day, Moment } from '../../../kernel/calendar.ts';
import { endOfDay } from '../../../kernel/calendar.ts';
import type { Pool, PoolClient } from '../../../platform/db/transaction.ts';
import { canonicalSet } from '../model.ts';
import { factsInOrder, snapshot } from '../store/read.ts';
import { factLine } from '../wire.ts';

export interface ExportOptions {
  readonly db: Pool;
  readonly type?: string;
  /** Both inclusive, compared with the moment a fact became true. */
  readonly from?: Moment;
  readonly to?: Moment;
  /** As known on this day: facts that the ledger had recorded by its end in Shanghai. */
  readonly knownOn?: Day;
}

/** Facts in ledger order as NDJSON, some thousands of lines a piece, from one snapshot. */
export async function* exportFacts({
  db,
  knownOn,
  ...range
}: ExportOptions): AsyncGenerator<string> {
  const recordedBy = knownOn === undefined ? undefined : endOfDay(knownOn);
  const read = (client: PoolClient) => factsInOrder(client, { ...range, recordedBy });
  for await (const facts of snapshot(db, read)) {
    let text = '';
    for (const fact of facts) text += `${factLine(fact.id, fact, canonicalSet(fact.set))}\n`;
    yield text;
  }
}
