import { type Pool, transaction } from '../../../platform/db/transaction.ts';
import { addCounts, type Counted } from './counts.ts';

export interface Page {
  readonly page: number;
  readonly state: Uint8Array;
}

/** In ms; silent NaN: it is not. */
export interface GatewayState {
  readonly gateway: number;
  readonly heard: number;
  readonly silent: number;
  /** It was said to be silent within a window of maintenance. */
  readonly covered: boolean;
}

export interface KeptState {
  /** The journal row after which all stood so. */
  readonly judged: number;
  readonly pages: readonly Page[];
  readonly gateways: readonly GatewayState[];
}

export async function readState(owner: Pool): Promise<KeptState> {
  return transaction(owner, async (client) => {
    const { rows } = await client.query<{ judged: number }>('select judged from live.progress');
    const pages = await client.query<Page>('select page, state from live.state_page');
    type Row = { gateway: number; heard: string; silent: string | null; covered: boolean };
    const gateways = await client.query<Row>(
      `select gateway, extract(epoch from heard) * 1000 as heard,
        extract(epoch from silent_since) * 1000 as silent, covered from live.gateway_state`,
    );
    return {
      judged: Number(rows[0]?.judged ?? 0),
      pages: pages.rows,
      gateways: gateways.rows.map(({ gateway, heard, silent, covered }) => ({
        ...{ gateway, covered, heard: Number(heard) },
        silent: silent === null ? Number.NaN : Number(silent),
      })),
    };
  });
}

const momentOf = (ms: number): string | null =>
  Number.isFinite(ms) ? new Date(ms).toISOString() : null;

/** All of it stands, or none: so a start counts again just what it judges again. */
export async function writeState(
  owner: Pool,
  { judged, pages, gateways }: KeptState,
  counted: Counted,
): Promise<void> {
  await transaction(owner, async (client) => {
    for (const { page, state } of pages) {
      await client.query(
        `insert into live.state_page (page, state) values ($1, $2)
          on conflict (page) do update set state = excluded.state`,
        [page, state],
      );
    }
    await client.query(
      `insert into live.gateway_state (gateway, heard, silent_since, covered)
        select * from unnest($1::int[], $2::timestamptz[], $3::timestamptz[], $4::boolean[])
        on conflict (gateway) do update
        set heard = excluded.heard, silent_since = excluded.silent_since,
          covered = excluded.covered`,
      [
        gateways.map(({ gateway }) => gateway),
        gateways.map(({ heard }) => momentOf(heard)),
        gateways.map(({ silent }) => momentOf(silent)),
        gateways.map(({ covered }) => covered),
      ],
    );
    await client.query(
      `insert into live.progress (id, judged) values (1, $1)
        on conflict (id) do update set judged = excluded.judged`,
      [judged],
    );
    await addCounts(client, counted);
  });
}
