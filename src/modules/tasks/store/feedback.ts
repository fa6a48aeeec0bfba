import type { Queryable } from '../../../platform/db/index.ts';

export interface FeedbackRow {
  readonly id: string;
  readonly at: Date;
  readonly account: string;
  readonly name: string;
  readonly kind: 'complaint' | 'suggestion' | 'fault';
  readonly page: string | null;
  readonly text: string;
  readonly answer: string | null;
  readonly answered_at: Date | null;
  readonly for_me: boolean;
}

export async function addFeedback(
  db: Queryable,
  feedback: Pick<FeedbackRow, 'at' | 'account' | 'name' | 'kind' | 'page' | 'text'> & {
    readonly keys: readonly string[];
  },
): Promise<string> {
  const { at, account, name, kind, page, text, keys } = feedback;
  const { rows } = await db.query<{ id: string }>(
    `insert into tasks.feedback (at, account, name, kind, page, text, keys) values ($1, $2, $3, $4, $5, $6, $7)
     returning id::text`,
    [at, account, name, kind, page, text, keys],
  );
  return rows[0]?.id ?? '';
}

/** Newest first: one's own, and all of them for whoever they were written to. */
export async function feedbackPage(
  db: Queryable,
  before: string | null,
  limit: number,
): Promise<FeedbackRow[]> {
  const { rows } = await db.query<FeedbackRow>(
    `select id::text, at, account, name, kind, page, text, answer, answered_at, keys && identity.my_keys() for_me
     from tasks.feedback where $1::bigint is null or id < $1::bigint order by id desc limit $2`,
    [before, limit],
  );
  return rows;
}

export async function answerFeedback(
  db: Queryable,
  id: string,
  answer: { readonly text: string; readonly at: Date; readonly by: string },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update tasks.feedback set answer = $2, answered_at = $3, answered_by = $4 where id = $1::bigint`,
    [id, answer.text, answer.at, answer.by],
  );
  return rowCount === 1;
}
