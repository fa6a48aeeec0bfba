import type { Moment } from '../../../kernel/calendar.ts';
import type { Pool } from '../../../platform/db/transaction.ts';
import { canonicalSet } from '../model.ts';
import { factsInOrder, snapshot } from '../store/read.ts';
import { factLine } from '../wire.ts';

export interface ExportOptions {
  readonly db: Pool;
  readonly type?: string;
  /** Both inclusive, compared with the moment a fact became true. */
  readonly from?: Moment;
  readonly to?: Moment;
}

/** Facts in ledger order as NDJSON, some thousands of lines a piece, from one snapshot. */
export async function* exportFacts({ db, ...range }: ExportOptions): AsyncGenerator<string> {
  for await (const facts of snapshot(db, (client) => factsInOrder(client, range))) {
    let text = '';
    for (const fact of facts) text += `${factLine(fact.id, fact, canonicalSet(fact.set))}\n`;
    yield text;
  }
}
