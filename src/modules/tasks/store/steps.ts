import type { Queryable } from '../../../platform/db/index.ts';

export interface StepRow {
  readonly key: string;
  readonly owner: string;
  readonly keys: readonly string[];
  readonly roles: readonly string[];
  readonly zh: string;
  readonly en: string;
  readonly link: string;
  readonly due: string | null;
}

/** Of which things: these, or all of a source (`hazard/…`). */
export interface Things {
  readonly source: string;
  readonly ids: readonly string[] | null;
}

const ABOUT = `kind = 'step' and ($2::text[] is null and split_part(key, '/', 1) = $1
  or split_part(key, '|', 1) = any($2))`;

const about = ({ source, ids }: Things): unknown[] => [
  source,
  ids === null ? null : ids.map((id) => `${source}/${id}`),
];

/** Closes what is not wanted any more: the step is taken. */
export async function closeSteps(
  db: Queryable,
  things: Things,
  wanted: readonly string[],
  done: { readonly day: string; readonly at: Date; readonly by: string | null },
): Promise<number> {
  const { rowCount } = await db.query(
    `update tasks.todo set closed_on = $3::date, closed_at = $4, closed_by = $5, version = version + 1
     where ${ABOUT} and closed_on is null
       and not exists (select from unnest($6::text[]) w (key) where w.key = todo.key)`,
    [...about(things), done.day, done.at, done.by, wanted],
  );
  return rowCount ?? 0;
}

/** Opens what is wanted, those taken before once more; what stands open follows its due day. */
export async function openSteps(
  db: Queryable,
  rows: readonly StepRow[],
  day: string,
): Promise<number> {
  if (rows.length === 0) return 0;
  const { rowCount } = await db.query(
    `insert into tasks.todo as t (key, kind, owner, keys, roles, object_zh, object_en, link, subjects, overdue, due, opened_on)
     select key, 'step', owner, keys, roles, zh, en, link, 1, 0, due, $2::date
     from jsonb_to_recordset($1::jsonb) as x(key text, owner text, keys text[], roles text[], zh text, en text,
       link text, due date)
     on conflict (key) do update set owner = excluded.owner, keys = excluded.keys, roles = excluded.roles,
       object_zh = excluded.object_zh, object_en = excluded.object_en, due = excluded.due,
       opened_on = case when t.closed_on is null then t.opened_on else excluded.opened_on end,
       assignee = case when t.closed_on is null then t.assignee end,
       assignee_name = case when t.closed_on is null then t.assignee_name end,
       assigned_by = case when t.closed_on is null then t.assigned_by end,
       closed_on = null, closed_at = null, closed_by = null, version = t.version + 1
     where (t.owner, t.keys, t.roles, t.object_zh, t.due, t.closed_on)
       is distinct from (excluded.owner, excluded.keys, excluded.roles, excluded.object_zh, excluded.due, null::date)`,
    [JSON.stringify(rows), day],
  );
  return rowCount ?? 0;
}
