import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { createTestDatabase } from '../../../tests/support/database.ts';
import type { Pool } from '../../platform/db/index.ts';
import { exportFacts, verifyLedger } from './index.ts';

const BATCH = 300;
const kills = Number(process.env.ZHIBEN_KILLS ?? 4);

/** Imports a file, writes every acknowledged id, and kills itself some time after some batches. */
const child = `
  import { createReadStream, readFileSync, writeSync } from 'node:fs';
  import pg from 'pg';
  import { importFacts } from './src/modules/ledger/index.ts';
  const [file, options, kill] = JSON.parse(process.env.ZHIBEN_CHILD);
  let batches = 0;
  const batchDone = () => {
    if (kill && batches++ === kill.batches) {
      setTimeout(() => process.kill(process.pid, 'SIGKILL'), kill.milliseconds);
    }
  };
  const db = new pg.Pool(options);
  await db.query('select 1');
  batchDone();
  const { accepted, duplicate, rejected } = await importFacts({
    db,
    dictionary: JSON.parse(readFileSync('src/law/records/records.json', 'utf8')),
    source: createReadStream(file),
    recorder: 'child',
    clock: () => Date.parse('2024-06-01T00:00:00Z'),
    batchFacts: ${BATCH},
    onBatch: ({ factIds }) => {
      writeSync(1, factIds.map((id) => id + '\\n').join(''));
      batchDone();
    },
  });
  writeSync(2, accepted + ' ' + duplicate + ' ' + rejected);
  await db.end();
`;

const CHILD = 'zhiben-kill-test';

interface Kill {
  /** Acknowledged before; 0 kills while the first is under way. */
  readonly batches: number;
  readonly milliseconds: number;
}

/** A commit that was on its way when the child died is through or given up. */
async function serverNoticed(db: Pool): Promise<void> {
  for (;;) {
    const { rows } = await db.query<{ left: number }>(
      `select count(*) as left, pg_sleep(0.01) from pg_stat_activity where application_name = $1
       and datname = current_database()`,
      [CHILD],
    );
    if (rows[0]?.left === 0) return;
  }
}

function factLines(count: number): string {
  let lines = '';
  for (let index = 0; index < count; index++) {
    const hazard = index % 3 !== 0;
    // Every hazard names an enterprise of the other half of the file: some have to wait.
    const owner = `E${((index + count / 2) % count) - (((index + count / 2) % count) % 3)}`;
    const fact = hazard
      ? { type: 'hazard', record: `H${index}`, set: { enterprise: owner } }
      : { type: 'enterprise', record: `E${index}`, set: { name: `企业${index}` } };
    lines += `${JSON.stringify({ id: `f${index}`, at: '2024-01-01', ...fact })}\n`;
  }
  return lines;
}

test('killed at any point, nothing acknowledged is lost and the file can be imported again', async () => {
  const database = await createTestDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'zhiben-kill-'));
  const file = join(folder, 'facts.ndjson');
  // More than all killed imports together can store.
  const count = 6 * BATCH * kills;
  writeFileSync(file, factLines(count));
  const { options } = database.app;
  const run = async (kill: Kill | null) => {
    const env = JSON.stringify([
      file,
      { ...options, password: options.password, application_name: CHILD },
      kill,
    ]);
    const started = spawn(process.execPath, ['--input-type=module', '-e', child], {
      env: { ...process.env, ZHIBEN_CHILD: env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const [out, err] = await Promise.all([
      text(started.stdout),
      text(started.stderr),
      started.exitCode === null && started.signalCode === null ? once(started, 'close') : null,
    ]);
    // A last line that was cut off is no acknowledgement.
    return {
      acknowledged: out.split('\n').slice(0, -1),
      summary: err,
      signal: started.signalCode,
    };
  };
  try {
    const acknowledged = new Set<string>();
    for (let kill = 0; kill < kills; kill++) {
      const { acknowledged: ids, signal } = await run({
        batches: Math.floor(Math.random() * 3),
        milliseconds: Math.floor(Math.random() * 30),
      });
      expect(signal).toBe('SIGKILL');
      await serverNoticed(database.owner);
      for (const id of ids) acknowledged.add(id);
      const stored = new Set<string>();
      for await (const piece of exportFacts({ db: database.app })) {
        for (const [, id] of piece.matchAll(/^\{"id":"(f\d+)"/gm)) stored.add(id ?? '');
      }
      expect(acknowledged.difference(stored).size).toBe(0);
      const { ok, checked } = await verifyLedger({ db: database.app });
      expect({ ok, checked }).toEqual({ ok: true, checked: stored.size });
      expect(stored.size).toBeLessThan(count);
    }
    const last = await run(null);
    const [accepted, duplicate, rejected] = last.summary.split(' ').map(Number);
    expect({ total: (accepted ?? 0) + (duplicate ?? 0), rejected }).toEqual({
      total: count,
      rejected: 0,
    });
    expect(await verifyLedger({ db: database.app })).toEqual({ ok: true, checked: count });
  } finally {
    rmSync(folder, { recursive: true });
    await database.close();
  }
}, 600_000);
