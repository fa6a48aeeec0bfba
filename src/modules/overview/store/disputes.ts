import type { Queryable } from '../../../platform/db/index.ts';

export interface DisputeRow {
  readonly id: number;
  readonly division: string;
  readonly metric: string;
  readonly asOf: string;
  readonly rowKey: string | null;
  readonly text: string;
  readonly by: string;
  readonly at: Date;
  readonly answerDue: string;
  readonly outcome: 'upheld' | 'rejected' | null;
  readonly answer: string | null;
  readonly answeredBy: string | null;
  readonly answeredAt: Date | null;
  readonly mayAnswer: boolean;
}

const COLUMNS = `id, division, metric, as_of::text "asOf", row_key "rowKey", text, raised_by_name "by", raised_at at,
  answer_due::text "answerDue", outcome, answer, answered_by_name "answeredBy", answered_at "answeredAt",
  answer is null and answer_keys && identity.my_write_keys() "mayAnswer"`;

export interface NewDispute {
  readonly division: string;
  readonly metric: string;
  readonly asOf: string;
  readonly rowKey: string | null;
  readonly text: string;
  readonly by: { readonly user: string; readonly name: string };
  readonly at: Date;
  readonly answerDue: string;
  /** Whose scope it lies in, and who may answer it. */
  readonly keys: readonly string[];
  readonly answerKeys: readonly string[];
}

export async function addDispute(db: Queryable, d: NewDispute): Promise<DisputeRow | null> {
  const { rows } = await db.query<DisputeRow>(
    `insert into overview.dispute (division, metric, as_of, row_key, text, raised_by, raised_by_name, raised_at,
       answer_due, keys, answer_keys)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning ${COLUMNS}`,
    [
      ...[d.division, d.metric, d.asOf, d.rowKey, d.text, d.by.user, d.by.name, d.at],
      ...[d.answerDue, d.keys, d.answerKeys],
    ],
  );
  return rows[0] ?? null;
}

export async function disputes(
  db: Queryable,
  choice: { division: string | null; open: boolean | null; before: number | null; limit: number },
): Promise<DisputeRow[]> {
  const { rows } = await db.query<DisputeRow>(
    `select ${COLUMNS} from overview.dispute
     where ($1::text is null or division = $1) and ($2::boolean is null or (answer is null) = $2)
       and ($3::bigint is null or id < $3) order by id desc limit $4`,
    [choice.division, choice.open, choice.before, choice.limit],
  );
  return rows;
}

export async function disputeOf(db: Queryable, id: string): Promise<DisputeRow | null> {
  const { rows } = await db.query<DisputeRow>(
    `select ${COLUMNS} from overview.dispute where id = $1`,
    [id],
  );
  return rows[0] ?? null;
}

/** Null: it is not there, answered already, or not the caller's to answer. */
export async function answerDispute(
  db: Queryable,
  id: string,
  given: { outcome: string; answer: string; user: string; name: string; at: Date },
): Promise<DisputeRow | null> {
  const { rows } = await db.query<DisputeRow>(
    `update overview.dispute set outcome = $2, answer = $3, answered_by = $4, answered_by_name = $5, answered_at = $6
     where id = $1 and answer is null returning ${COLUMNS}`,
    [id, given.outcome, given.answer, given.user, given.name, given.at],
  );
  return rows[0] ?? null;
}
