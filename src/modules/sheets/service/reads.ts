import { cursorOf, notACursor, partsOfCursor } from '../../../kernel/cursor.ts';
import type { FileAnswer, Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import type { Role } from '../../../law/roles.ts';
import { reading } from '../../identity/index.ts';
import type { ImportView, LedgerView, RowView } from '../contract.ts';
import type { Outcome, RowState } from '../model.ts';
import { importsOf, importWith } from '../store/imports.ts';
import { importRows } from '../store/rows.ts';
import type { Claim } from './common.ts';
import { errorsFile } from './errors-file.ts';
import type { SheetImports } from './imports.ts';
import { rowView, viewOf } from './views.ts';

interface Named {
  readonly type: string;
  readonly id: string;
}

interface Paged {
  readonly cursor?: string | undefined;
  readonly limit: number;
}

type Answer<T> = Promise<Result<{ rows: T[]; next: string | null }, Refusal>>;

export function ledgerViews(imports: SheetImports, roles: readonly Role[]): LedgerView[] {
  const mine = [...imports.ledgers.keys()].flatMap((type) => imports.ledgerFor(type, roles) ?? []);
  return mine.map(({ type, title, columns }) => ({
    type,
    title,
    columns: columns.map(({ attribute, title: name, required, note }) => ({
      ...{ attribute, title: name, required, note },
    })),
  }));
}

export async function importsPage(
  { city }: SheetImports,
  caller: Claim,
  type: string,
  { cursor, limit }: Paged,
): Answer<ImportView> {
  const before = cursor === undefined ? null : readCursor(cursor, 2);
  if (before && !before.ok) return before;
  return reading(city.web, caller, async (client) => {
    const [at, id] = before?.value ?? [];
    const place = at === undefined || id === undefined ? null : ([at, id] as const);
    const kept = await importsOf(client, type, place, limit);
    const rows: ImportView[] = [];
    for (const each of kept) rows.push(await viewOf(client, each, city.now()));
    const last = kept.length === limit ? kept.at(-1) : undefined;
    return ok({ rows, next: last ? cursorOf([last.createdAt.toISOString(), last.id]) : null });
  });
}

interface RowQuery extends Paged {
  readonly state?: RowState | undefined;
  readonly outcome?: Outcome | undefined;
}

export async function rowsPage(
  imports: SheetImports,
  caller: Claim,
  { type, id }: Named,
  { state, outcome, cursor, limit }: RowQuery,
): Answer<RowView> {
  const place = cursor === undefined ? null : readCursor(cursor, 1);
  if (place && !place.ok) return place;
  return reading(imports.city.web, caller, async (client) => {
    const kept = await importWith(client, type, id);
    if (!kept) return refuse({ code: 'not-visible' });
    const rows = await importRows(client, id, {
      after: Number(place?.value[0] ?? 0),
      limit,
      states: state ? [state] : null,
      outcomes: outcome ? [outcome] : null,
    });
    const last = rows.length === limit ? rows.at(-1) : undefined;
    return ok({
      rows: rows.map((row) => rowView(imports.ledger(type), kept.headings.length, row)),
      next: last ? cursorOf([String(last.row)]) : null,
    });
  });
}

export async function errorsAnswer(
  { city }: SheetImports,
  caller: Claim,
  { type, id }: Named,
  language: 'zh' | 'en',
): Promise<Result<FileAnswer, Refusal>> {
  const kept = await reading(city.web, caller, (client) => importWith(client, type, id));
  return kept ? ok(errorsFile(city, caller, kept, language)) : refuse({ code: 'not-visible' });
}

const NUMBER = /^\d{1,7}$/;

function readCursor(cursor: string, length: number): Result<readonly string[], Refusal> {
  const parts = partsOfCursor(cursor, length);
  const [first = ''] = parts ?? [];
  const placed = length === 1 ? NUMBER.test(first) : !Number.isNaN(Date.parse(first));
  return parts && placed ? ok(parts) : refuse(notACursor);
}
