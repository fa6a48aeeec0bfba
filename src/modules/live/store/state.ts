import { type Pool, transaction } from '../../../platform/db/transaction.ts';

/** How tags stood after a journal row: pages of it, and the row's number. */
export async function readState(owner: Pool): Promise<{
  readonly judged: number;
  readonly pages: readonly { readonly page: number; readonly state: Uint8Array }[];
}> {
  return transaction(owner, async (client) => {
    const { rows } = await client.query<{ judged: number }>('select judged from live.progress');
    const pages = await client.query<{ page: number; state: Buffer }>(
      'select page, state from live.state_page',
    );
    return { judged: Number(rows[0]?.judged ?? 0), pages: pages.rows };
  });
}

export async function writeState(
  owner: Pool,
  judged: number,
  pages: readonly { readonly page: number; readonly state: Uint8Array }[],
): Promise<void> {
  await transaction(owner, async (client) => {
    for (const { page, state } of pages) {
      await client.query(
        `insert into live.state_page (page, state) values ($1, $2)
          on conflict (page) do update set state = excluded.state`,
        [page, state],
      );
    }
    await client.query('update live.progress set judged = $1', [judged]);
  });
}
