import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { BinaryRows, copyInto, type Database } from '../src/platform/db/index.ts';
import type { SoakLoad, SoakSaid } from './soak-loader.ts';

export interface Faults {
  readonly stored: number;
  readonly alarms: number;
  /** Each must be 0. */
  readonly wrong: Readonly<Record<string, number>>;
  /** Alarms that nobody asked for, by rule: readings delayed by what happened may count as late. */
  readonly others: string;
}

const SETTLE_MS = 90_000;

/** What was acknowledged against what is stored, crossings against alarms, once all has settled. */
export async function missing(db: Database, load: SoakLoad, said: SoakSaid): Promise<Faults> {
  await keepSaid(db, load, said);
  const until = performance.now() + SETTLE_MS;
  let faults = await look(db, said);
  // The broker elsewhere hands on what it has, and what was stored is judged.
  while (Object.values(faults.wrong).some((count) => count !== 0) && performance.now() < until) {
    await pause(1000);
    faults = await look(db, said);
  }
  return faults;
}

async function keepSaid({ owner }: Database, load: SoakLoad, said: SoakSaid): Promise<void> {
  const bytes = readFileSync(load.file);
  const pairs = new Float64Array(bytes.buffer, bytes.byteOffset, bytes.length / 8);
  const client = await owner.connect();
  try {
    await client.query('create table public.said (gateway integer, t double precision)');
    await client.query('create table public.crossed (source text, since bigint, until bigint)');
    function* rows(): Generator<Uint8Array> {
      const out = new BinaryRows();
      for (let at = 0; at < pairs.length; at += 2) {
        out.row(2);
        out.int4(pairs[at] as number);
        out.double(pairs[at + 1] as number);
        if (out.full) yield out.take();
      }
      yield out.end();
    }
    await copyInto(client, 'copy public.said from stdin (format binary)', rows());
    await client.query(
      'insert into public.crossed select * from unnest($1::text[], $2::bigint[], $3::bigint[])',
      [
        said.episodes.map(([gateway]) => `tag/T${gateway}-${load.tags + 1}`),
        said.episodes.map(([, since]) => since),
        said.episodes.map(([, , until]) => until),
      ],
    );
    await client.query('analyze public.said');
  } finally {
    client.release();
  }
}

async function look({ owner }: Database, said: SoakSaid): Promise<Faults> {
  const { rows: journal } = await owner.query<Record<'stored' | 'lost' | 'doubled', number>>(
    `with j as (select g.gateway, j.first_ms::double precision t, octet_length(j.readings) / 21 n
       from live.journal j join live.gateway_number g on g.no = j.gateway),
     d as (select gateway, t, count(*) times, sum(n) n from j group by 1, 2)
     select (select coalesce(sum(n), 0) from d)::double precision stored,
       (select count(*) from public.said s
         left join d on d.gateway = 'G' || s.gateway and d.t = s.t where d.t is null)::int lost,
       (select count(*) from d where times > 1)::int doubled`,
  );
  const { rows: alarms } = await owner.query<Record<'alarms' | 'lost' | 'more' | 'open', number>>(
    `with a as (select source, (extract(epoch from since) * 1000)::bigint since,
         (extract(epoch from ended_at) * 1000)::bigint until
       from alarms.alarm where rule = 'high')
     select (select count(*) from a)::int alarms,
       (select count(*) from public.crossed c left join a using (source, since)
         where a.source is null)::int lost,
       (select count(*) from a left join public.crossed c using (source, since)
         where c.source is null)::int more,
       (select count(*) from public.crossed c join a using (source, since)
         where a.until is distinct from c.until)::int open`,
  );
  const { rows: others } = await owner.query<{ rule: string; n: number }>(
    `select rule, count(*)::int n from alarms.alarm where rule <> 'high' group by 1 order by 1`,
  );
  const [kept, made] = [journal[0], alarms[0]];
  return {
    stored: kept?.stored ?? 0,
    alarms: made?.alarms ?? 0,
    wrong: {
      'batches that were never acknowledged': said.left,
      'acknowledged batches lost': kept?.lost ?? Number.NaN,
      'batches stored twice': kept?.doubled ?? Number.NaN,
      'readings more or less than acknowledged': (kept?.stored ?? 0) - said.acknowledged,
      'alarms lost': made?.lost ?? Number.NaN,
      'alarms that nothing crossed a limit for': made?.more ?? Number.NaN,
      'alarms with another end': made?.open ?? Number.NaN,
    },
    others: others.map(({ rule, n }) => `${rule} ${n}`).join(', '),
  };
}
