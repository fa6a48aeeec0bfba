import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { upToDate } from '../src/apps/cli/stores.ts';
import { dateOption } from '../src/apps/cli/usage.ts';
import { endOfDay } from '../src/kernel/calendar.ts';
import { checkSettings, tasksOfDay, windowsOn } from '../src/modules/checks/index.ts';
import { loadDictionary, loadWorkingCalendar, project } from '../src/modules/plan/index.ts';
import type { Database } from '../src/platform/db/index.ts';
import { openDatabase } from '../src/platform/db/index.ts';
import { machine, peakMemory, timed } from './machine.ts';

/** A province: so many measures at scale 1; two in five of the daily ones are done. */
const MEASURES = 2_000_000;
const PER_ENTERPRISE = 40;
const DAY = '2026-11-24';

/**
 * A day's tasks of every measure at once, beside a plain pass over the measures. Rows are written
 * into the projection directly: what is measured is the question, not the import.
 */
export async function checksBench(scale: number): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'zhiben-bench-'));
  try {
    const db = await openDatabase({ dataDir: join(folder, 'data'), onMessage: () => undefined });
    try {
      await upToDate(db);
      return await measured(db, Math.round(MEASURES * scale));
    } finally {
      await db.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measured(db: Database, count: number): Promise<string[]> {
  await project(db.owner, loadDictionary());
  const made = await timed(() => fill(db, count));
  const day = dateOption('day', DAY);
  const rules = { calendar: loadWorkingCalendar(), settings: checkSettings };
  const at = new Date(endOfDay(day));
  const windows = windowsOn(day, rules);
  const plain = await timed(() =>
    db.owner.query(
      'select count(*), max("checkEvery"), max("enterprise") from rec."controlMeasure"',
    ),
  );
  const tasks = await timed(() => tasksOfDay(db.owner, { at, windows, shifts: 2 }));
  const { enterprises, planned, done } = tasks.value;
  const again = await timed(() => tasksOfDay(db.owner, { at, windows, shifts: 2 }));
  const ratio = (again.seconds / plain.seconds).toFixed(1);
  return [
    `machine: ${await machine(db.owner)}`,
    `${count} measures of ${enterprises} enterprises, made up in ${made.seconds.toFixed(1)} s`,
    `one plain pass over the measures: ${plain.seconds.toFixed(2)} s`,
    `tasks of the day, all: ${tasks.seconds.toFixed(2)} s, again ${again.seconds.toFixed(2)} s`,
    `  that is ${ratio} plain passes`,
    `  ${planned} tasks, ${done} done in time; goal: 60 s for ${MEASURES} measures`,
    `peak memory of this process: ${peakMemory()} MB`,
  ];
}

const RHYTHMS = ['shift', 'day', 'week', 'month', 'quarter', 'year', 'holiday'];

/** Measures of all rhythms, forty an enterprise, and records of a part of the tasks. */
async function fill({ owner }: Database, count: number): Promise<void> {
  const began = new Date('2026-01-01T00:00:00+08:00');
  await owner.query(
    `insert into rec.enterprise (seqkey, id, "name", vf, vt, live, born)
     select n, 'E' || n, 'E' || n, $2, 'infinity', true, $2 from generate_series(1, $1::int) n`,
    [Math.ceil(count / PER_ENTERPRISE), began],
  );
  await owner.query(
    `insert into rec."controlMeasure"
       (seqkey, id, "enterprise", "text", "checkEvery", "active", vf, vt, live, born)
     select 10000000 + n, 'M' || n, 'E' || (1 + (n - 1) / $2::int), 'M' || n,
       ($3::text[])[1 + n % 7], true, $4,
       'infinity', true, $4 from generate_series(1, $1::int) n`,
    [count, PER_ENTERPRISE, RHYTHMS, began],
  );
  await owner.query(
    `insert into rec."measureCheck" (seqkey, id, "enterprise", "controlMeasure", "period", "date",
       "takenAt", vf, vt, live, born)
     select 20000000 + row_number() over (), 'C' || m.id, m."enterprise", m.id, $1::text,
       $1::text::date, $2::timestamptz, $2, 'infinity', true, $2
     from rec."controlMeasure" m where m."checkEvery" in ('day') and m.seqkey % 5 < 2`,
    [DAY, new Date(`${DAY}T10:00:00+08:00`)],
  );
  await owner.query('analyze rec.enterprise, rec."controlMeasure", rec."measureCheck"');
}
