import { Readable } from 'node:stream';
import { afterAll, beforeAll } from 'vitest';
import type { Moment } from '../../src/kernel/calendar.ts';
import { must } from '../../src/kernel/result.ts';
import { importFacts } from '../../src/modules/ledger/index.ts';
import { Live, type LiveOptions } from '../../src/modules/live/index.ts';
import { loadDictionary } from '../../src/modules/plan/index.ts';
import type { AlarmWorld } from './alarms.ts';

/** Live monitoring of the city of alarms, by the same clock: what is read becomes alarms. */
export interface Monitored {
  live: Live;
  /** Anew, as after a restart of the server. */
  open(): Promise<void>;
}

export function monitored(w: AlarmWorld, options: Partial<LiveOptions> = {}): Monitored {
  const m = {
    open: async () => {
      await (m.live ?? w.api.live)?.close();
      const live = await Live.open({
        ...{ city: w.api.city, clock: () => w.now },
        onSignals: (signals) => w.alarms.take(signals),
        onFault: (error) => void w.faults.push(error),
        ...options,
      });
      m.live = must(live, 'nobody else listens');
    },
  } as Monitored;
  beforeAll(() => m.open(), 60_000);
  afterAll(() => m.live.close());
  return m;
}

/** As an operator takes facts in. */
export async function stateIn({ api }: AlarmWorld, facts: readonly object[]): Promise<void> {
  const lines = facts.map((fact) => Buffer.from(`${JSON.stringify(fact)}\n`));
  const { rejects } = await importFacts({
    ...{ db: api.db.app, dictionary: loadDictionary(), recorder: 'test' },
    clock: () => Date.now() as Moment,
    source: Readable.from(lines),
  });
  if (rejects.length > 0) throw new Error(JSON.stringify(rejects[0]));
  await api.city.catchUp();
}

/** Sends readings of a gateway, `[code, value]`, and judges as the clock does. */
export async function sendAndJudge(
  w: AlarmWorld,
  { live }: Monitored,
  id: string,
  rows: readonly (readonly [string, number])[],
): Promise<void> {
  await live.reloaded();
  const gateway = must(live.config.gatewayOf(id), id);
  const sent = { t: w.now, rows: rows.map(([code, value]) => [code, 0, value]) };
  await live.intake.offer(gateway, Buffer.from(JSON.stringify(sent)));
  await live.judgeTogether();
  await live.handed();
}

/** Statuses of the duties of a clause about a record by a moment: 0 met, 2 pending, 3 overdue. */
export async function dutiesOf(
  { api }: AlarmWorld,
  clause: string,
  subject: string,
  moment: Moment,
): Promise<readonly number[]> {
  const { rows } = await api.db.owner.query<{ status: number }>(
    `select s.status from duty.span s join duty.clause c on c.no = s.clause
     where c.id = $1 and s.subject = $2 and s.vf <= $3 and $3 < s.vt`,
    [clause, subject, new Date(moment)],
  );
  return rows.map(({ status }) => status);
}
