import type { Queryable } from '../../../platform/db/index.ts';
import type { verificationStates } from '../model.ts';

export interface VerificationRow {
  readonly id: string;
  readonly state: (typeof verificationStates)[number];
  readonly startedAt: Date;
  readonly by: string;
  readonly checked: number;
  readonly finishedAt: Date | null;
  readonly problem: {
    readonly section: string;
    readonly pos: number;
    readonly kind: string;
  } | null;
}

const KEPT = 10;

export async function verifications(db: Queryable): Promise<VerificationRow[]> {
  const { rows } = await db.query<VerificationRow>(
    `select id::text, state, started_at "startedAt", started_name "by", checked::int, finished_at "finishedAt", problem
     from quality.verification order by id desc limit ${KEPT}`,
  );
  return rows;
}

export async function beginVerification(
  db: Queryable,
  by: { readonly user: string; readonly name: string },
  at: Date,
): Promise<string> {
  const { rows } = await db.query<{ id: string }>(
    `insert into quality.verification (started_at, started_by, started_name, state) values ($1, $2, $3, 'running') returning id::text`,
    [at, by.user, by.name],
  );
  return rows[0]?.id ?? '';
}

export async function endVerification(
  db: Queryable,
  id: string,
  end: Pick<VerificationRow, 'state' | 'checked' | 'problem'>,
  at: Date,
): Promise<void> {
  await db.query(
    'update quality.verification set state = $2, checked = $3, problem = $4, finished_at = $5 where id = $1::bigint',
    [id, end.state, end.checked, end.problem ? JSON.stringify(end.problem) : null, at],
  );
}

/** Runs that a stopped server left behind. */
export async function endAbandoned(db: Queryable, at: Date): Promise<void> {
  await db.query(
    `update quality.verification set state = 'failed', finished_at = $1 where state = 'running'`,
    [at],
  );
}

export async function sectionsOfLedger(
  db: Queryable,
): Promise<{ readonly type: string; readonly facts: number }[]> {
  const { rows } = await db.query<{ type: string; facts: number }>(
    'select type, facts::int from ledger.published_type where facts > 0 order by facts desc, type',
  );
  return rows;
}
