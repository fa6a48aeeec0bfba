import type { Moment } from '../../../kernel/calendar.ts';
import type { Queryable } from '../../../platform/db/index.ts';
import type { AuditEntry, AuditRow } from '../model.ts';

/** Adds to the chain; what belongs to a change stands in the change's own transaction. */
export async function note(db: Queryable, at: Moment, entry: AuditEntry): Promise<void> {
  const { account = null, login = null, action, object = null, outcome, detail, ip = null } = entry;
  await db.query('select identity.note($1, $2, $3, $4, $5, $6, $7, $8)', [
    new Date(at),
    account,
    login,
    action,
    object,
    outcome,
    JSON.stringify(detail ?? {}),
    ip,
  ]);
}

export interface AuditFilter {
  readonly q: string | null;
  /** Moments; the second exclusive. */
  readonly from: Date | null;
  readonly to: Date | null;
  readonly action: string | null;
  readonly outcome: string | null;
  readonly oldestFirst: boolean;
  /** Position of the last row of the page before. */
  readonly after: number | null;
  readonly limit: number;
}

/** Newest first, unless the oldest are asked for; who acts is named as far as the reader sees accounts. */
export async function listAudit(db: Queryable, filter: AuditFilter): Promise<AuditRow[]> {
  const { q, from, to, action, outcome, oldestFirst, after, limit } = filter;
  const [beyond, order] = oldestFirst ? ['>', 'x.pos'] : ['<', 'x.pos desc'];
  const { rows } = await db.query<AuditRow>(
    `select x.pos::int pos, to_char(x.at, 'YYYY-MM-DD HH24:MI:SS') at, coalesce(a.login, x.login, x.account) login, a.name,
       x.action, x.object, x.outcome, x.detail, x.ip
     from identity.audit x left join identity.account a on a.id = x.account
     where ($1::text is null or strpos(concat_ws(' ', a.login, x.login, a.name, x.object, x.ip, x.detail::text), $1) > 0)
       and ($2::timestamptz is null or x.at >= $2) and ($3::timestamptz is null or x.at < $3)
       and ($4::text is null or x.action = $4) and ($5::text is null or x.outcome = $5)
       and ($6::bigint is null or x.pos ${beyond} $6)
     order by ${order} limit $7`,
    [q, from, to, action, outcome, after, limit],
  );
  return rows;
}

/** How many rows whoever asks may read. */
export async function countAudit(db: Queryable): Promise<number> {
  const { rows } = await db.query<{ n: number }>('select count(*)::int n from identity.audit');
  return rows[0]?.n ?? 0;
}

export interface AuditCheck {
  readonly checked: number;
  readonly broken: number | null;
}

/** Every row against its hash and the one before it. Asked by the owner: it is about the whole chain. */
export async function verifyAudit(db: Queryable): Promise<AuditCheck> {
  const { rows } = await db.query<AuditCheck>(
    `select count(*)::int checked, (min(pos) filter (where hash <> wanted or pos <> place))::int broken
     from (select a.pos, a.hash, row_number() over w place,
         identity.audit_hash(coalesce(lag(a.hash) over w, ''), a) wanted
       from identity.audit a window w as (order by a.pos)) checked`,
  );
  return rows[0] ?? { checked: 0, broken: null };
}
