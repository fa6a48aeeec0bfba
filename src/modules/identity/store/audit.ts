import type { Moment } from '../../../kernel/calendar.ts';
import type { Queryable } from '../../../platform/db/index.ts';
import type { AuditEntry } from '../model.ts';

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
