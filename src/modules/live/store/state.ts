import { type Pool, type PoolClient, transaction } from '../../../platform/db/transaction.ts';
import { PART_PAGES, PART_ROWS } from '../rules/journal-parts.ts';
import { addCounts, type Counted } from './counts.ts';

export interface Page {
  readonly page: number;
  readonly state: Uint8Array;
  /** The journal row after which its tags stood so. */
  readonly seq: number;
}

/** In ms; silent NaN: it is not. */
export interface GatewayState {
  readonly gateway: number;
  readonly heard: number;
  readonly silent: number;
  /** It was said to be silent within a window of maintenance. */
  readonly covered: boolean;
  /** By which broker it last came; '': by none; null: that is not known. */
  readonly broker: string | null;
}

/** A broker told to be away. */
export interface BrokerState {
  readonly broker: string;
  /** In ms. */
  readonly downSince: number;
}

export interface KeptState {
  /** Every page stands so after this row of the journal, or after a later one of its own. */
  readonly judged: number;
  /** What became of rows up to here is counted: no page is ahead of it. */
  readonly counted: number;
  readonly pages: readonly Page[];
  readonly gateways: readonly GatewayState[];
  readonly brokers: readonly BrokerState[];
}

/** Of a part that nobody judged yet the pages are those of the whole, as it stood before. */
export async function readState(owner: Pool, part = 0): Promise<KeptState> {
  return transaction(owner, async (client) => {
    const { rows } = await client.query<{ judged: string; counted: string }>(
      'select judged, counted from live.progress where id = $1',
      [part + 1],
    );
    const first = rows.length > 0 ? part * PART_PAGES : 0;
    const pages = await client.query<Page>(
      `select page - $1 as page, state, seq::double precision as seq from live.state_page
        where page >= $1 and page < $2`,
      [first, first + PART_PAGES],
    );
    type Row = Pick<GatewayState, 'gateway' | 'covered' | 'broker'> & {
      heard: string;
      silent: string | null;
    };
    const gateways = await client.query<Row>(
      `select gateway, extract(epoch from heard) * 1000 as heard,
        extract(epoch from silent_since) * 1000 as silent, covered, broker from live.gateway_state`,
    );
    const brokers = await client.query<{ broker: string; down: string }>(
      'select broker, extract(epoch from down_since) * 1000 as down from live.broker_state',
    );
    return {
      judged: Number(rows[0]?.judged ?? part * PART_ROWS),
      counted: Number(rows[0]?.counted ?? part * PART_ROWS),
      pages: pages.rows,
      gateways: gateways.rows.map(({ heard, silent, ...row }) => ({
        ...{ ...row, heard: Number(heard) },
        silent: silent === null ? Number.NaN : Number(silent),
      })),
      brokers: brokers.rows.map(({ broker, down }) => ({ broker, downSince: Number(down) })),
    };
  });
}

/** What is kept in one go; `judged` null: other pages are still to come. */
export interface Keep extends Omit<KeptState, 'judged' | 'brokers'> {
  readonly judged: number | null;
  /** Null: they stay as they were kept. */
  readonly brokers: readonly BrokerState[] | null;
}

/** All of it stands, or none: so a start counts again just what it judges again. */
export async function writeState(
  owner: Pool,
  { judged, counted, pages, gateways, brokers }: Keep,
  beside: Counted,
  part = 0,
): Promise<void> {
  await transaction(owner, async (client) => {
    for (const { page, state, seq } of pages) {
      await client.query(
        `insert into live.state_page (page, state, seq) values ($1, $2, $3)
          on conflict (page) do update set state = excluded.state, seq = excluded.seq`,
        [page + part * PART_PAGES, state, seq],
      );
    }
    if (gateways.length > 0) {
      await client.query(
        `insert into live.gateway_state (gateway, heard, silent_since, covered, broker)
          select * from unnest($1::int[], $2::timestamptz[], $3::timestamptz[], $4::boolean[], $5::text[])
          on conflict (gateway) do update
          set heard = excluded.heard, silent_since = excluded.silent_since,
            covered = excluded.covered, broker = excluded.broker`,
        [
          gateways.map(({ gateway }) => gateway),
          gateways.map(({ heard }) => momentOf(heard)),
          gateways.map(({ silent }) => momentOf(silent)),
          gateways.map(({ covered }) => covered),
          gateways.map(({ broker }) => broker),
        ],
      );
    }
    if (brokers) await writeBrokers(client, brokers);
    await client.query(
      `insert into live.progress (id, judged, counted) values ($3, coalesce($1::bigint, $4), $2)
        on conflict (id) do update
        set judged = coalesce($1::bigint, live.progress.judged), counted = excluded.counted`,
      [judged, counted, part + 1, part * PART_ROWS],
    );
    await addCounts(client, beside);
  });
}

async function writeBrokers(client: PoolClient, brokers: readonly BrokerState[]): Promise<void> {
  await client.query('delete from live.broker_state');
  await client.query(
    `insert into live.broker_state (broker, down_since)
      select * from unnest($1::text[], $2::timestamptz[])`,
    [brokers.map(({ broker }) => broker), brokers.map(({ downSince }) => momentOf(downSince))],
  );
}

const momentOf = (ms: number): string | null =>
  Number.isFinite(ms) ? new Date(ms).toISOString() : null;
