import type { Queryable } from '../../../platform/db/index.ts';
import type { MessageClass, MessageReason, MessageSettings } from '../model.ts';

export interface MessageRow {
  readonly id: string;
  readonly class: MessageClass;
  readonly reason: MessageReason;
  readonly owner: string;
  readonly title_zh: string;
  readonly title_en: string;
  readonly link: string | null;
  readonly count: number;
  readonly at: Date;
  readonly unread: boolean;
}

const MOST = 500;

/** The newest messages to the nodes at which somebody works, oldest first. */
export async function messagesFor(
  db: Queryable,
  me: string,
  held: readonly string[],
): Promise<MessageRow[]> {
  const { rows } = await db.query<MessageRow>(
    `select m.id::text, m.class, m.reason, m.owner, m.title_zh, m.title_en, m.link, m.count, m.at,
       not exists (select from tasks.message_read r where r.message = m.id and r.account = $1) unread
     from tasks.message m where exists (select from unnest(m.roles) r where m.owner || '|' || r = any($2))
     order by m.at desc, m.id desc limit ${MOST}`,
    [me, held],
  );
  return rows.reverse();
}

export async function readMessages(
  db: Queryable,
  me: string,
  ids: readonly string[],
  at: Date,
): Promise<void> {
  await db.query(
    `insert into tasks.message_read (message, account, at)
     select m.id, $1, $3 from tasks.message m where m.id = any($2::bigint[]) on conflict do nothing`,
    [me, ids, at],
  );
}

export async function settingsOf(db: Queryable, me: string): Promise<MessageSettings | null> {
  const { rows } = await db.query<{ settings: MessageSettings }>(
    'select settings from tasks.message_settings where account = $1',
    [me],
  );
  return rows[0]?.settings ?? null;
}

export async function saveSettings(
  db: Queryable,
  me: string,
  settings: MessageSettings,
): Promise<void> {
  await db.query(
    `insert into tasks.message_settings values ($1, $2::jsonb)
     on conflict (account) do update set settings = excluded.settings`,
    [me, JSON.stringify(settings)],
  );
}
