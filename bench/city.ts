import { once } from 'node:events';
import { createReadStream, createWriteStream, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { cityLines } from '../src/apps/cli/demo-commands.ts';
import { importInto, upToDate } from '../src/apps/cli/stores.ts';
import { chooseStarter } from '../src/apps/server/demo-city.ts';
import type { ImportResult } from '../src/modules/ledger/index.ts';
import { countFacts } from '../src/modules/ledger/index.ts';
import { loadDictionary } from '../src/modules/plan/index.ts';
import type { Database } from '../src/platform/db/index.ts';
import { openDatabase } from '../src/platform/db/index.ts';
import { timed } from './machine.ts';

const PIECE = 65_536;

/** The made-up city at a scale as bytes; lines that `later` takes are left out. */
export async function* cityBytes(
  scale: number,
  later: (line: string) => boolean = () => false,
): AsyncGenerator<Uint8Array> {
  let text = '';
  for (const line of cityLines(1, scale)) {
    if (later(line)) continue;
    text += line;
    if (text.length < PIECE) continue;
    yield Buffer.from(text);
    text = '';
  }
  yield Buffer.from(text);
}

export function importCity(
  db: Database,
  scale: number,
  later?: (line: string) => boolean,
): Promise<ImportResult> {
  return importInto(db, loadDictionary(), cityBytes(scale, later));
}

/** Facts from this day on are held back when a city is filled: they come in one by one. */
const LATE_FROM = '2026-11-10';

export interface BenchCity {
  readonly db: Database;
  /** Lines of the facts held back. */
  readonly late: () => AsyncIterable<string>;
  /** What was filled now: null where the city was kept from before. */
  readonly filled: ImportResult | null;
  /** Seconds that filling took. */
  readonly imported: number;
  readonly what: string;
}

/**
 * A city of a scale with the starter profile, all but its last days, gone afterwards. With
 * ZHIBEN_BENCH_DATA=DIR it is kept there, and what another bench filled is taken as it stands.
 */
export async function withCity<T>(
  scale: number,
  work: (city: BenchCity) => Promise<T>,
): Promise<T> {
  const own = process.env.ZHIBEN_BENCH_DATA;
  const folder = own ?? mkdtempSync(join(tmpdir(), 'zhiben-bench-'));
  const db = await openDatabase({ dataDir: join(folder, 'data'), onMessage: () => undefined });
  try {
    await upToDate(db);
    const file = join(folder, 'late.ndjson');
    const empty = (await countFacts(db.app)) === 0;
    const { value: filled, seconds: imported } = await timed(async () =>
      empty ? await fill(db, scale, file) : null,
    );
    const what = own && !filled ? `the city of ${own}` : `scale ${scale}`;
    return await work({ db, late: () => linesOf(file), filled, imported, what });
  } finally {
    await db.close();
    if (!own) rmSync(folder, { recursive: true, force: true });
  }
}

async function fill(db: Database, scale: number, file: string): Promise<ImportResult> {
  const late = createWriteStream(file);
  const imported = await importCity(db, scale, (line) => {
    const at = /"at":"(\d{4}-\d\d-\d\d)/.exec(line)?.[1] ?? '';
    if (at < LATE_FROM) return false;
    late.write(line);
    return true;
  });
  late.end();
  await once(late, 'finish');
  await chooseStarter(db, 'bench');
  return imported;
}

async function* linesOf(file: string): AsyncGenerator<string> {
  if (existsSync(file)) yield* createInterface({ input: createReadStream(file) });
}
