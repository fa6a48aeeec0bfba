import type { DictionaryData } from '../../../law/records/model.ts';
import type { Pool } from '../../../platform/db/transaction.ts';
import { transaction } from '../../../platform/db/transaction.ts';
import { buildProjection } from '../../records/index.ts';

/** Builds the projection of records anew, from one moment of the ledger. */
export async function project(db: Pool, dictionary: DictionaryData): Promise<void> {
  const types = new Map(dictionary.records.map((d) => [d.type, d]));
  await transaction(db, (client) => buildProjection(client, types), { snapshot: true });
}
