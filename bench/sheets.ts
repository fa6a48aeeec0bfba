import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { upToDate } from '../src/apps/cli/stores.ts';
import { demoOptions } from '../src/apps/server/demo-city.ts';
import { must } from '../src/kernel/result.ts';
import { LiveCity, scopeOf } from '../src/modules/identity/index.ts';
import { SheetImports } from '../src/modules/sheets/index.ts';
import type { Database } from '../src/platform/db/index.ts';
import { openDatabase } from '../src/platform/db/index.ts';
import { readWorkbook, sheetBytes } from '../src/platform/excel/index.ts';
import { importCity } from './city.ts';
import { machine, peakMemory, timed } from './machine.ts';

const ROWS = Number(process.env.ZHIBEN_BENCH_ROWS ?? 50_000);

/** A ledger of 50,000 rows out and in: written, read, checked, stated, undone. */
export async function sheetsBench(scale: number): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'zhiben-bench-'));
  try {
    const db = await openDatabase({ dataDir: join(folder, 'data'), onMessage: () => undefined });
    try {
      await upToDate(db);
      await importCity(db, scale);
      return await measured(db, scale);
    } finally {
      await db.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measured(db: Database, scale: number): Promise<string[]> {
  const lines = [`machine: ${await machine(db.owner)}`, `scale ${scale}, ${ROWS} rows`];
  const step = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
    const { value, seconds } = await timed(work);
    lines.push(`${what}: ${seconds.toFixed(1)} s`);
    process.stderr.write(`${lines.at(-1)}\n`);
    return value;
  };
  const city = await step('the city opened', () => LiveCity.open(demoOptions(db)));
  const { rows: firms } = await db.owner.query<{ id: string }>(
    `select id from rec.enterprise where vt = 'infinity' and live order by id`,
  );
  const ids = firms.map(({ id }) => id);
  const bytes = await step('written', () => ledgerOf(ids));
  lines.push(`the file: ${(bytes.length / 1e6).toFixed(1)} MB`);
  await step('read', () => readWorkbook(bytes));
  const grant = { role: 'bureau', nodeKind: 'division', node: '371700' } as const;
  const dated = { id: 'G', lines: ['chem', 'trade'], from: '2024-01-01', until: null } as const;
  const caller = {
    user: 'bench',
    roles: ['bureau'],
    ...scopeOf([{ ...grant, ...dated }]),
  } as const;
  const imports = new SheetImports(city, Number.MAX_SAFE_INTEGER);
  const file = { name: 'bench.xlsx', bytes };
  const uploaded = await step('uploaded', () => imports.upload(caller, 'hazard', file, null));
  if (!uploaded.ok) throw new Error(JSON.stringify(uploaded.error));
  const { id, headings } = uploaded.value;
  const asRead = { mapping: headings.map(({ attribute }) => attribute), validFrom: null };
  const checked = await step('checked', () => imports.check(caller, 'hazard', id, asRead));
  if (checked.ok) lines.push(`counts: ${JSON.stringify(checked.value.counts)}`);
  const done = await step('stated and seen', () => imports.commit(caller, 'hazard', id));
  if (done.ok) lines.push(`became: ${JSON.stringify(done.value.outcomes)}`);
  const undone = await step('undone', () => imports.undo(caller, 'hazard', id));
  if (undone.ok) lines.push(`became: ${JSON.stringify(undone.value.outcomes)}`);
  lines.push(`peak memory of this process: ${peakMemory()} MB`);
  return lines;
}

/** Twenty columns, of which the ledger knows ten. */
function ledgerOf(ids: readonly string[]): Promise<Uint8Array> {
  const titles = ['统一社会信用代码', '来源', '发现日期', '类别', '重大事故隐患', '整改措施'];
  const more = ['整改期限', '整改完成日期', '验收日期', '隐患描述'];
  const others = Array.from({ length: 10 }, (_, index) => `其他列${index}`);
  const all = [...titles, ...more, ...others];
  const columns = all.map((title, index) => ({ key: String(index), title, type: 'text' as const }));
  function* rows(): Generator<Record<string, unknown>> {
    for (let row = 0; row < ROWS; row += 1) {
      const day = `2026-0${1 + (row % 5)}-1${row % 9}`;
      const firm = must(ids[row % ids.length], 'an enterprise');
      const values = [firm, '企业自查', day, '设备设施', '否', '更换垫片并复核'];
      const cells = [...values, '2026-06-20', '2026-06-01', '2026-06-02', `第${row}条：法兰泄漏`];
      yield Object.fromEntries([...cells, ...others].map((cell, index) => [String(index), cell]));
    }
  }
  return sheetBytes({ title: '隐患台账', asOf: '2026-06-30', columns, rows: rows() });
}
