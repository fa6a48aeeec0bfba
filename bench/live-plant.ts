import type { Moment } from '../src/kernel/calendar.ts';
import { setGatewayKey } from '../src/modules/live/index.ts';
import type { Database } from '../src/platform/db/index.ts';

export const GATEWAYS = 50;
/** Of a gateway, besides one more (the last alias) that soaking alone sends. */
export const TAGS = 2000;
export const KEY = 'bench-key';

/** Gateways and tags, written into the projection directly: the load is measured, not the import. */
export async function fillPlant({ owner }: Database): Promise<void> {
  const began = new Date('2026-01-01T00:00:00+08:00');
  await owner.query(
    `insert into rec.gateway (seqkey, id, name, enterprise, vf, vt, live, born)
      select n, 'G' || n, 'G' || n, 'E' || n, $2, 'infinity', true, $2
      from generate_series(1, $1::int) n`,
    [GATEWAYS, began],
  );
  await owner.query(
    `insert into rec.tag (seqkey, id, name, code, gateway, enterprise, quantity, alias, high,
        "onDelay", vf, vt, live, born)
      select 1000000 + g * 10000 + a, 'T' || g || '-' || a, 'T' || a, 'T' || a, 'G' || g, 'E' || g,
        'temperature', a, 80, 0, $3, 'infinity', true, $3
      from generate_series(1, $1::int) g, generate_series(1, $2::int) a`,
    [GATEWAYS, TAGS + 1, began],
  );
  for (let gateway = 1; gateway <= GATEWAYS; gateway += 1) {
    const change = { by: 'bench', at: Date.now() as Moment };
    await setGatewayKey(owner, `G${gateway}`, KEY, change);
  }
}
