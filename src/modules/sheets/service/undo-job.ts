import { formatMoment, type Moment } from '../../../kernel/calendar.ts';
import { must } from '../../../kernel/result.ts';
import type { LiveCity, Statement } from '../../identity/index.ts';
import { withScope } from '../../identity/index.ts';
import type { RowError } from '../model.ts';
import type { Existing } from '../rules/check-row.ts';
import type { Ledger } from '../rules/columns.ts';
import { changedSince } from '../rules/undo.ts';
import type { KeptImport } from '../store/imports.ts';
import { existingById } from '../store/records.ts';
import type { ImportRow } from '../store/rows.ts';
import { importRows } from '../store/rows.ts';
import { finish } from './commit-job.ts';
import { claimOf, definitionOf, factId, validAt } from './common.ts';
import type { RowStatement } from './state-rows.ts';
import { stateRows } from './state-rows.ts';

const CHUNK = 1000;

/** Takes an import back, but for what somebody else changed since: those rows are kept and listed. */
export async function undoRows(city: LiveCity, ledger: Ledger, kept: KeptImport): Promise<void> {
  let done = 0;
  for (;;) {
    const { rows, standing, stood } = await nextRows(city, ledger, kept);
    if (rows.length === 0) break;
    const restored: RowStatement[] = [];
    const left: { row: number; outcome: 'kept'; errors: RowError[] }[] = [];
    for (const row of rows) {
      const changed = changeOf(city, ledger, row, { standing, stood });
      if (changed === null) restored.push({ row: row.row, statement: restoring(kept, row) });
      else left.push({ row: row.row, outcome: 'kept', errors: [changed] });
    }
    const stated =
      restored.length > 0 ? await stateRows(city, claimOf(kept), restored, 'undone') : [];
    const became = stated.map((each) =>
      each.outcome === 'refused' ? { ...each, outcome: 'kept' as const } : each,
    );
    done += rows.length;
    await finish(city, kept, [...became, ...left], done);
  }
  await city.catchUp();
}

async function nextRows(city: LiveCity, ledger: Ledger, kept: KeptImport) {
  const definition = definitionOf(city, ledger.type);
  return withScope(city.web, claimOf(kept), async (client) => {
    const rows = await importRows(client, kept.id, {
      after: 0,
      limit: CHUNK,
      outcomes: ['imported'],
    });
    const ids = rows.flatMap(({ record }) => record ?? []);
    const plain = definition.attributes.filter(
      ({ derived, name }) => !derived || inSet(rows, name),
    );
    const existing = await existingById(client, definition, plain, ids);
    const at = validAt(kept);
    const stood = at ? await existingById(client, definition, plain, ids, at) : existing;
    return { rows, standing: byId(existing), stood: byId(stood) };
  });
}

const byId = (some: readonly Existing[]): ReadonlyMap<string, Existing> =>
  new Map(some.map((each) => [each.id, each]));

const inSet = (rows: readonly ImportRow[], name: string): boolean =>
  rows.some(({ set }) => set !== null && name in set);

/** What somebody else did to the record since; null: nothing. */
function changeOf(
  city: LiveCity,
  ledger: Ledger,
  { record, set, snapshot }: ImportRow,
  { standing, stood }: Record<'standing' | 'stood', ReadonlyMap<string, Existing>>,
): RowError | null {
  const now = standing.get(record ?? '')?.values ?? null;
  // What the row set, as of the day that it spoke of: later values are not the import's.
  const own = Object.keys(set ?? {}).map((name) => [
    name,
    stood.get(record ?? '')?.values[name] ?? null,
  ]);
  const values = now && { ...now, ...Object.fromEntries(own) };
  const definition = definitionOf(city, ledger.type);
  const changed = changedSince(definition, values, set ?? {}, snapshot?.fresh ?? false);
  if (changed === null) return null;
  return { column: null, attribute: changed.attribute, message: changed.message };
}

function restoring(
  { id, type, undoAt }: KeptImport,
  { row, record, snapshot }: ImportRow,
): Statement {
  const moment = must(undoAt, 'an import that is undone has its moment').getTime() as Moment;
  const before = must(snapshot, 'an imported row has what stood before');
  const common = {
    id: `${factId(id, row)}:undo`,
    type,
    record: must(record, 'an imported row has its record'),
    at: formatMoment(moment),
  };
  return before.fresh ? { ...common, retired: true } : { ...common, set: before.values };
}
