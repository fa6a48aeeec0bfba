import { cityLines } from '../src/apps/cli/demo-commands.ts';
import { importInto } from '../src/apps/cli/stores.ts';
import type { ImportResult } from '../src/modules/ledger/index.ts';
import { loadDictionary } from '../src/modules/plan/index.ts';
import type { Database } from '../src/platform/db/index.ts';

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
