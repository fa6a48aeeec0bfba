import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { upToDate } from '../src/apps/cli/stores.ts';
import { chooseStarter, demoOptions } from '../src/apps/server/demo-city.ts';
import { LiveCity } from '../src/modules/identity/index.ts';
import type { Database } from '../src/platform/db/index.ts';
import { openDatabase } from '../src/platform/db/index.ts';
import { bareSaturated, bareSelect, serverOf, shotsAt } from './api.ts';
import type { Asked } from './asked.ts';
import { callersOf, officials } from './asked.ts';
import { importCity } from './city.ts';
import { machine, peakMemory, timed } from './machine.ts';

/** A province, at scale 1. */
const HAZARDS = 2_000_000;
const ENTERPRISES = 50_000;
/** The made-up city that is copied. */
const SEED = 0.05;

/**
 * Reads of the ledger of hazards at province size, beside a bare page and a bare select. A small
 * city comes in as facts; its enterprises, hazards, duties and scopes are then copied by bulk SQL
 * until there are as many as asked for: what is measured is reading, not the import. A folder that
 * is kept, and filled where it is empty: ZHIBEN_BENCH_DATA=DIR.
 */
export async function hazardsBench(scale: number): Promise<string[]> {
  const own = process.env.ZHIBEN_BENCH_DATA;
  const folder = own ?? join(mkdtempSync(join(tmpdir(), 'zhiben-bench-')), 'data');
  try {
    const db = await openDatabase({ dataDir: folder, onMessage: () => undefined });
    try {
      await upToDate(db);
      const made = await timed(() => fill(db, scale));
      return await measured(db, made.seconds);
    } finally {
      await db.close();
    }
  } finally {
    if (!own) rmSync(folder, { recursive: true, force: true });
  }
}

async function countOf(db: Database, sql: string): Promise<number> {
  const { rows } = await db.owner.query<{ n: number }>(`select count(*)::int n from ${sql}`);
  return rows[0]?.n ?? 0;
}

async function fill(db: Database, scale: number): Promise<void> {
  if ((await countOf(db, 'ledger.published_fact limit 1')) === 0) {
    await importCity(db, SEED);
    await chooseStarter(db, 'bench');
  }
  const city = await LiveCity.open(demoOptions(db));
  await city.settled();
  const there = await countOf(db, `rec.hazard where vt = 'infinity'`);
  const firms = await countOf(db, `rec.enterprise where vt = 'infinity'`);
  const copies = Math.ceil((HAZARDS * scale) / there) - 1;
  if (copies > 0) await copied(db, copies, Math.max(1, Math.round((ENTERPRISES * scale) / firms)));
}

/** Columns of a table of the projection, quoted, with what stands for some of them in a copy. */
async function columnsOf(
  db: Database,
  table: string,
  other: Readonly<Record<string, string>>,
): Promise<{ into: string; from: string }> {
  const { rows } = await db.owner.query<{ name: string }>(
    `select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0
       and not attisdropped order by attnum`,
    [table],
  );
  const names = rows.map(({ name }) => name);
  return {
    into: names.map((name) => `"${name}"`).join(', '),
    from: names.map((name) => other[name] ?? `t."${name}"`).join(', '),
  };
}

const SHIFT = 10_000_000_000;
const key = `${SHIFT}::bigint * k.n + t.seqkey`;
const id = `t.id || '-' || k.n`;

/** Enterprise k of the copies of a hazard: there are fewer copies of enterprises. */
const firm = (of: string): string =>
  `case when k.n % $2 = 0 then t."${of}" else t."${of}" || '-' || (k.n % $2) end`;

async function copied(db: Database, copies: number, firms: number): Promise<void> {
  const { owner } = db;
  const run = async (table: string, other: Record<string, string>, most: number): Promise<void> => {
    const { into, from } = await columnsOf(db, table, other);
    for (let first = 1; first <= most; first += 10) {
      const last = Math.min(most, first + 9);
      await owner.query(
        `insert into ${table} (${into}) select ${from}
         from ${table} t, generate_series($1::int, $3::int) k (n)
         where $2::int > 0 and t.seqkey < ${SHIFT}`,
        [first, firms, last],
      );
    }
  };
  await run('rec.enterprise', { id, seqkey: key, name: `t."name" || k.n` }, firms - 1);
  const days = `t."foundOn" - (k.n % 300)`;
  const hazard = { id, seqkey: key, enterprise: firm('enterprise'), foundOn: days };
  await run('rec.hazard', hazard, copies);
  await scopes(db, 'enterprise', firms - 1);
  await scopes(db, 'hazard', copies);
  await duties(db, copies);
  // As the database does by itself in time: an index alone answers for what has been vacuumed.
  await owner.query('vacuum analyze rec.enterprise, rec.hazard, identity.record_scope, duty.span');
}

/** Copies lie where their originals do. */
async function scopes(db: Database, type: string, most: number): Promise<void> {
  await db.owner.query(
    `insert into identity.record_scope (record, subject, anchor)
     select distinct ${SHIFT}::bigint * k.n + s.record, s.subject || '-' || k.n, s.anchor
     from identity.record_scope s, generate_series(1, $1::int) k (n)
     where s.subject like $2 and s.record < ${SHIFT}`,
    [most, `${type}/%`],
  );
}

async function duties(db: Database, most: number): Promise<void> {
  const { into, from } = await columnsOf(db, 'duty.span', { subject: `t.subject || '-' || k.n` });
  await db.owner.query(
    `insert into duty.span (${into}) select ${from}
     from duty.span t, generate_series(1, $1::int) k (n) where t.subject like 'hazard/%'`,
    [most],
  );
}

async function measured(db: Database, filled: number): Promise<string[]> {
  const lines: string[] = [];
  const say = (line: string): void => {
    lines.push(line);
    process.stderr.write(`${line}\n`);
  };
  const hazards = await countOf(db, `rec.hazard where vt = 'infinity'`);
  const firms = await countOf(db, `rec.enterprise where vt = 'infinity'`);
  say(`machine: ${await machine(db.owner)}`);
  say(
    `${hazards} hazards of ${firms} enterprises, copied by SQL from a city of ${SEED}, not imported`,
  );
  say(`made or found in ${filled.toFixed(0)} s; goal: p99 of 150 ms for each read below`);
  const city = await LiveCity.open(demoOptions(db));
  const server = await serverOf(db, city, callersOf([]));
  try {
    const url = `http://127.0.0.1:${server.port}`;
    say(`a bare page: ${await bareSaturated(url)}`);
    say(await bareSelect(db));
    const only = process.env.ZHIBEN_BENCH_ONLY;
    for (const [name, asked] of await questions(db, url)) {
      if (!only || only.split(',').some((part) => name.includes(part)))
        say(`${name}: ${await shotsAt(url, asked)}`);
    }
  } finally {
    await server.close();
    await city.settled();
  }
  say(`peak memory of this process: ${peakMemory()} MB`);
  return lines;
}

const MAJOR = '/api/criteria/major';

const FILTERS: readonly (readonly [string, string])[] = [
  ['ledger', ''],
  ['open', 'open=true'],
  ['overdue', 'overdue=true'],
  ['major', 'weight=major'],
  ['at a stage', 'stage=assigned'],
  ['by source', 'source=inspection'],
  ['listed (挂牌督办)', 'supervised=county'],
  ['owed by a clause', 'clause=TRADE-6.4&owed=true'],
];

/** Further pages: the tenth of each asker. */
async function tenth(url: string, caller: string): Promise<string> {
  let path = '/api/hazards?limit=50';
  for (let page = 1; page < 10; page += 1) {
    const answer = await fetch(`${url}${path}`, { headers: { cookie: `caller=${caller}` } });
    const { next } = (await answer.json()) as { next: string | null };
    if (next === null) break;
    path = `/api/hazards?limit=50&cursor=${encodeURIComponent(next)}`;
  }
  return path;
}

async function questions(db: Database, url: string): Promise<[string, Asked[]][]> {
  const by = (path: string): Asked[] => officials.map((caller) => ({ caller, path }));
  // Originals: a copy lies where its original does, and an enterprise by itself has no place.
  const { rows: some } = await db.owner.query<{ id: string; firm: string; note: string }>(
    `select id, "enterprise" as firm, "note" as note from rec.hazard
     where vt = 'infinity' and live and "note" is not null and seqkey < ${SHIFT} order by md5(id) limit 40`,
  );
  // Each is asked by every official.
  const texts = some.slice(0, 10);
  const city = (path: string): Asked => ({ caller: 'city', path });
  const q = (text: string): string => encodeURIComponent(text);
  const { rows: majors } = await db.owner.query<{ id: string }>(
    `select id from rec.hazard where vt = 'infinity' and live and "major" and seqkey < ${SHIFT} order by md5(id) limit 40`,
  );
  const further: Asked[] = [];
  for (const caller of officials) further.push({ caller, path: await tenth(url, caller) });
  return [
    ...FILTERS.map(([name, query]): [string, Asked[]] => [
      name,
      by(`/api/hazards?limit=50&${query}`),
    ]),
    ['a further page', further],
    ['of an enterprise', some.map(({ firm: f }) => city(`/api/hazards?limit=50&enterprise=${f}`))],
    [
      'a text that many have',
      texts.flatMap(({ note }) => by(`/api/hazards?limit=50&q=${q(note.slice(0, 2))}`)),
    ],
    [
      'a text that few have',
      texts.flatMap(({ id: one }) => by(`/api/hazards?limit=50&q=${q(one)}`)),
    ],
    ['a text that nobody has', by(`/api/hazards?limit=50&q=${q('无此字样')}`)],
    ['one hazard', some.map(({ id: one }) => city(`/api/hazards/${one}`))],
    ['roll-up by the clauses', by('/api/hazards/figures')],
    ['database of major hazards', by(MAJOR)],
    ['database of major hazards, overdue rows', by(`${MAJOR}/rows?limit=50&state=overdue`)],
    ['database of major hazards, rows', by(`${MAJOR}/rows?limit=50`)],
    ['database of major hazards, a month', by(`${MAJOR}/rows?limit=50&foundMonth=2026-10`)],
    [
      'database of major hazards, look-alikes',
      majors.map(({ id: one }) => city(`${MAJOR}/rows/${one}/look-alikes`)),
    ],
  ];
}
