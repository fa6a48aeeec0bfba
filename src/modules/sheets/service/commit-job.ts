import { formatMoment, type Moment } from '../../../kernel/calendar.ts';
import { must } from '../../../kernel/result.ts';
import type { LiveCity, Statement } from '../../identity/index.ts';
import { withScope } from '../../identity/index.ts';
import type { Ledger } from '../rules/columns.ts';
import type { KeptImport } from '../store/imports.ts';
import { noteDone } from '../store/imports.ts';
import { existingById } from '../store/records.ts';
import type { Became, ImportRow } from '../store/rows.ts';
import { importRows, noteOutcomes, noteSnapshots } from '../store/rows.ts';
import { claimOf, definitionOf, factId, validAt } from './common.ts';
import { stateRows } from './state-rows.ts';

const CHUNK = 1000;

/** States the correct rows; what was stated before a restart counts as the same. */
export async function commitRows(city: LiveCity, ledger: Ledger, kept: KeptImport): Promise<void> {
  let done = 0;
  for (;;) {
    const rows = await nextRows(city, ledger, kept);
    if (rows.length === 0) break;
    const statements = rows.map((row) => ({ row: row.row, statement: statementOf(kept, row) }));
    const became = await stateRows(city, claimOf(kept), statements, 'imported');
    done += rows.length;
    await finish(city, kept, became, done);
  }
  await city.catchUp();
}

/** Rows to be stated, with what stands before they are. */
async function nextRows(
  city: LiveCity,
  ledger: Ledger,
  kept: KeptImport,
): Promise<readonly ImportRow[]> {
  const attributes = ledger.columns.flatMap(({ definition }) => definition ?? []);
  return withScope(city.web, claimOf(kept), async (client) => {
    const rows = await importRows(client, kept.id, {
      after: 0,
      limit: CHUNK,
      states: ['new', 'change'],
      outcomes: ['none'],
    });
    const ids = rows.flatMap(({ record }) => record ?? []);
    const definition = definitionOf(city, ledger.type);
    const stand = await existingById(client, definition, attributes, ids, validAt(kept));
    const standing = new Map(stand.map(({ id, values }) => [id, values]));
    const snapshots = rows.map(({ row, record, set }) => {
      const values = standing.get(record ?? '');
      const names = Object.keys(set ?? {});
      const before = names.map((name) => [name, values?.[name] ?? null]);
      return {
        row,
        snapshot: { fresh: values === undefined, values: Object.fromEntries(before) },
      };
    });
    await noteSnapshots(client, kept.id, snapshots);
    return rows;
  });
}

function statementOf({ id, type, at }: KeptImport, { row, record, set }: ImportRow): Statement {
  const moment = must(at, 'an import that is committed has its moment').getTime() as Moment;
  return {
    id: factId(id, row),
    type,
    record: must(record, 'a correct row has its record'),
    at: formatMoment(moment),
    set: set ?? {},
  };
}

export async function finish(
  city: LiveCity,
  kept: KeptImport,
  became: readonly Became[],
  done: number,
): Promise<void> {
  await withScope(city.web, claimOf(kept), async (client) => {
    await noteOutcomes(client, kept.id, became);
    await noteDone(client, kept.id, done);
  });
}
