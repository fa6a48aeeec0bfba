import { spawn } from 'node:child_process';
import { createReadStream, createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { cityLines } from '../src/apps/cli/demo-commands.ts';
import { withThrowaway } from '../src/apps/cli/stores.ts';
import type { Database } from '../src/platform/db/index.ts';
import { copyInto, copyOut, transaction } from '../src/platform/db/index.ts';
import { machine, serverCpu, timed } from './machine.ts';

/** What the importing process says of itself. */
interface Import {
  readonly accepted: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly serverCpuSeconds: number;
  readonly peakRss: number;
  readonly peakHeap: number;
  readonly peakOutside: number;
}

const GROWTH = 4;

/** The city's facts imported by a process of its own, beside raw COPY of the rows that it made. */
export async function importBench(scale: number): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'zhiben-bench-'));
  const file = join(folder, 'city.ndjson');
  try {
    await pipeline(Readable.from(citiesOf(scale, 1)), createWriteStream(file));
    const first = await withThrowaway(async (db) => {
      const imported = await importFile(db, file);
      const lines = [`machine: ${await machine(db.owner)}`, `scale ${scale}`];
      lines.push(describe(imported, file), ...(await besideRaw(db, imported, folder)));
      return lines;
    });
    await pipeline(Readable.from(citiesOf(scale, GROWTH)), createWriteStream(file));
    const second = await withThrowaway((db) => importFile(db, file));
    return [...first, `${GROWTH} times the file: ${describe(second, file)}`];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Several cities one after the other, their records and facts told apart by a letter. */
function* citiesOf(scale: number, count: number): Generator<string> {
  for (let city = 0; city < count; city++) {
    const letter = String.fromCharCode('a'.charCodeAt(0) + city);
    let piece = '';
    for (const line of cityLines(1, scale)) {
      piece += line.replaceAll(/\b(syn:\w+:|91\d{6}XX)/g, `$1${letter}`);
      if (piece.length < 65_536) continue;
      yield piece;
      piece = '';
    }
    yield piece;
  }
}

async function importFile(db: Database, file: string): Promise<Import> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'import-process.ts'), file], {
    env: { ...process.env, ZHIBEN_BENCH: JSON.stringify([secret(db.app), secret(db.owner)]) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(await text(child.stdout)) as Import;
}

/** The password is not among the enumerable options. */
const secret = ({ options }: Database['app']) => ({ ...options, password: options.password });

function describe(imported: Import, file: string): string {
  const { accepted, seconds, cpuSeconds, serverCpuSeconds } = imported;
  const rate = Math.round(accepted / seconds).toLocaleString('en');
  const size = Math.round(statSync(file).size / 1e6);
  return (
    `import: ${accepted} facts (${size} MB) in ${seconds.toFixed(1)} s, ${rate} a second; ` +
    `CPU ${cpuSeconds.toFixed(1)} s of this side, ${serverCpuSeconds.toFixed(1)} s of the server; ` +
    `peak memory ${imported.peakRss} MB (heap ${imported.peakHeap}, outside it ${imported.peakOutside})`
  );
}

/** The same rows and columns, as text, in one transaction into a table without an index. */
async function besideRaw(db: Database, imported: Import, folder: string): Promise<string[]> {
  const file = join(folder, 'rows.txt');
  await transaction(db.owner, (client) =>
    pipeline(Readable.from(copyOut(client, 'copy ledger.fact to stdout')), createWriteStream(file)),
  );
  let best = { seconds: Number.POSITIVE_INFINITY, cpu: 0 };
  for (let round = 0; round < 3; round++) {
    await db.owner.query('drop table if exists raw; create table raw (like ledger.fact)');
    const before = await serverCpu(db.owner);
    const raw = await transaction(db.owner, async (client) => {
      const source = createReadStream(file, { highWaterMark: 1 << 18 });
      const copy = 'copy raw from stdin';
      return timed(() => copyInto(client, copy, source));
    });
    const cpu = (await serverCpu(db.owner)) - before;
    if (raw.seconds < best.seconds) best = { seconds: raw.seconds, cpu };
  }
  const rate = Math.round(imported.accepted / best.seconds).toLocaleString('en');
  const share = ((100 * best.seconds) / imported.seconds).toFixed(0);
  const busier = Math.max(imported.cpuSeconds, imported.serverCpuSeconds);
  const byCpu = ((100 * best.cpu) / busier).toFixed(0);
  return [
    `raw COPY of the same rows, unindexed, best of three: ${best.seconds.toFixed(2)} s, ` +
      `${rate} a second; CPU ${best.cpu.toFixed(1)} s of the server`,
    `import is ${share} % of raw COPY by the clock, ${byCpu} % by CPU time of the busier side`,
  ];
}
