import { formatDay } from '../../../kernel/calendar.ts';
import type { Bilingual } from '../../../kernel/endpoint.ts';
import type { AttributeDefinition } from '../../../law/records/model.ts';
import type { PoolClient } from '../../../platform/db/transaction.ts';
import type { LiveCity } from '../../identity/index.ts';
import { isPersonal, masked } from '../../registry/index.ts';
import type { ImportDetail, ImportView, RowView } from '../contract.ts';
import type { Ledger } from '../rules/columns.ts';
import { missingColumns } from '../rules/headings.ts';
import { shownText } from '../rules/values.ts';
import type { KeptImport } from '../store/imports.ts';
import { importedBefore } from '../store/imports.ts';
import type { ImportRow } from '../store/rows.ts';
import { countRows, importRows } from '../store/rows.ts';

export const UNDO_MS = 24 * 3_600_000;
const SAMPLES = 3;

/** An import as a list shows it. */
export async function viewOf(
  client: PoolClient,
  kept: KeptImport,
  now: number,
): Promise<ImportView> {
  const counts = { new: 0, change: 0, same: 0, error: 0 };
  const outcomes = { imported: 0, refused: 0, undone: 0, kept: 0 };
  let rows = 0;
  for (const { state, outcome, rows: some } of await countRows(client, kept.id)) {
    if (state !== null) counts[state] += some;
    if (outcome !== null) outcomes[outcome] += some;
    rows += some;
  }
  const { id, type, fileName, state, done } = kept;
  const until = undoUntil(kept, now);
  return {
    ...{ id, type, fileName, state, done, rows, counts, outcomes },
    createdAt: kept.createdAt.toISOString(),
    committedAt: kept.committedAt?.toISOString() ?? null,
    undoUntil: until?.toISOString() ?? null,
  };
}

/** Null: it cannot be undone, any more or at all. */
export function undoUntil({ state, committedAt }: KeptImport, now: number): Date | null {
  if (state !== 'imported' || committedAt === null) return null;
  const until = committedAt.getTime() + UNDO_MS;
  return until > now ? new Date(until) : null;
}

export async function detailOf(
  client: PoolClient,
  ledger: Ledger,
  kept: KeptImport,
  city: Pick<LiveCity, 'now' | 'today'>,
): Promise<ImportDetail> {
  const view = await viewOf(client, kept, city.now());
  const first = await importRows(client, kept.id, { after: 0, limit: SAMPLES });
  const headings = kept.headings.map((text, index) => ({
    text,
    attribute: kept.mapping[index] ?? null,
    samples: first.map(({ cells }) => shownText(cells[index] ?? null).slice(0, 60)),
  }));
  const before = await importedBefore(client, kept);
  return {
    ...view,
    sheet: kept.sheet,
    sheets: [...kept.sheets],
    fromTemplate: kept.fromTemplate,
    validFrom: kept.validFrom,
    lastDay: formatDay(city.today()),
    headings,
    missing: missingColumns(ledger, kept.mapping).map(({ title }) => title),
    notices: noticesOf(kept, before),
  };
}

function noticesOf(kept: KeptImport, before: Date | null) {
  const { formulas, hiddenRows, sheets, sheet, validFrom } = kept;
  const notices: Bilingual[] = [];
  if (validFrom !== null) {
    notices.push({
      zh: `各值自 ${validFrom} 起生效，作为补录入账，同时记下入账时间`,
      en: `Values hold from ${validFrom} on; they are late entries, kept with both times`,
    });
  }
  if (before !== null) {
    const at = before.toISOString().slice(0, 10);
    notices.push({
      zh: `同一文件已于 ${at} 导入过，再次导入可能产生重复记录`,
      en: `The same file was imported on ${at}; importing it again may repeat records`,
    });
  }
  if (formulas > 0) {
    notices.push({
      zh: `有 ${formulas} 个公式单元格，按文件中保存的结果读取`,
      en: `${formulas} cells hold formulas; the values saved with them were taken`,
    });
  }
  if (hiddenRows > 0) {
    notices.push({
      zh: `有 ${hiddenRows} 个隐藏行，也会导入`,
      en: `${hiddenRows} rows are hidden; they are imported too`,
    });
  }
  if (sheets.length > 1) {
    notices.push({
      zh: `文件有 ${sheets.length} 个工作表，读取的是“${sheet}”`,
      en: `The file has ${sheets.length} sheets; '${sheet}' was read`,
    });
  }
  return notices;
}

export function rowView(ledger: Ledger, width: number, row: ImportRow): RowView {
  const { cells, state, outcome, record, errors, set, current } = row;
  const definitions = new Map(
    ledger.columns.map(({ attribute, definition, title }) => [attribute, { definition, title }]),
  );
  const changes =
    state === 'change'
      ? Object.entries(set ?? {}).flatMap(([name, to]) => {
          const column = definitions.get(name);
          if (!column?.definition) return [];
          const shown = (value: unknown) => shownValue(column.definition, value);
          const before = isPersonal(ledger.type, name) ? hidden(current?.[name]) : current?.[name];
          return [{ title: column.title, from: shown(before), to: shown(to) }];
        })
      : [];
  return {
    row: row.row,
    cells: Array.from({ length: width }, (_, index) => shownText(cells[index] ?? null)),
    ...{ state, outcome, record, changes },
    errors: errors.map(({ column, message }) => ({ column, message })),
  };
}

/** Personal data that stand: whoever writes over them need not read them. */
const hidden = (value: unknown): unknown => (typeof value === 'string' ? masked(value) : value);

/** A value in words. */
function shownValue(definition: AttributeDefinition | null, value: unknown): Bilingual {
  if (value === null || value === undefined) return { zh: '（空）', en: '(empty)' };
  if (typeof value === 'boolean') {
    return value ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' };
  }
  const each = (Array.isArray(value) ? value : [value]).map((item) => {
    const code = definition?.codes?.find((known) => known.code === item);
    return { zh: code?.zh ?? String(item), en: code?.en ?? String(item) };
  });
  return { zh: each.map(({ zh }) => zh).join('、'), en: each.map(({ en }) => en).join(', ') };
}
