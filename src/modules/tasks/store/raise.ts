import type { Bilingual } from '../../../kernel/endpoint.ts';
import type { Queryable } from '../../../platform/db/index.ts';
import type { MessageReason } from '../model.ts';

interface NewTodo {
  readonly key: string;
  readonly kind: string;
  readonly owner: string;
  readonly keys: readonly string[];
  readonly roles: readonly string[];
  readonly object: Bilingual;
  readonly link: string;
  readonly due: string | null;
  readonly openedOn: string;
  readonly sender: {
    readonly node: string;
    readonly name: string;
    readonly keys: readonly string[];
    readonly account: string;
  };
}

export async function insertTodo(db: Queryable, todo: NewTodo): Promise<void> {
  const { key, kind, owner, keys, roles, object, link, due, openedOn, sender } = todo;
  await db.query(
    `insert into tasks.todo (key, kind, owner, keys, roles, object_zh, object_en, link, subjects, overdue, due, opened_on,
       sender, sender_name, sender_keys, sender_account)
     values ($1, $2, $3, $4, $5, $6, $7, $8, 1, 0, $9::date, $10::date, $11, $12, $13, $14) on conflict do nothing`,
    [
      ...[key, kind, owner, keys, roles, object.zh, object.en, link, due, openedOn],
      ...[sender.node, sender.name, sender.keys, sender.account],
    ],
  );
}

export async function closeByKey(
  db: Queryable,
  key: string,
  by: string,
  day: string,
  at: Date,
): Promise<void> {
  await db.query(
    `update tasks.todo set closed_on = $2::date, closed_at = $3, closed_by = $4, version = version + 1
     where key = $1 and closed_on is null`,
    [key, day, at, by],
  );
}

export async function insertMessage(
  db: Queryable,
  message: {
    readonly key: string;
    readonly reason: MessageReason;
    readonly owner: string;
    readonly keys: readonly string[];
    readonly roles: readonly string[];
    readonly title: Bilingual;
    readonly link: string;
  },
  at: Date,
): Promise<void> {
  const { key, reason, owner, keys, roles, title, link } = message;
  await db.query(
    `insert into tasks.message (key, class, reason, owner, keys, roles, title_zh, title_en, link, count, at)
     values ($1, case when $2 = 'alarm' then 'strong' else 'normal' end, $2, $3, $4, $5, $6, $7, $8, 1, $9) on conflict do nothing`,
    [key, reason, owner, keys, roles, title.zh, title.en, link, at],
  );
}
