import { addDays, parseDay, startOfDay } from '../../../kernel/calendar.ts';
import type { FileAnswer } from '../../../kernel/endpoint.ts';
import type { AuditOrder, AuditRow, Caller } from '../model.ts';
import { auditCsv } from '../rules/audit-csv.ts';
import { lastOf, pageOf } from '../rules/cursor.ts';
import type { AuditFilter } from '../store/audit.ts';
import { countAudit, listAudit, note, verifyAudit } from '../store/audit.ts';
import type { Identity } from './context.ts';
import { reading, withScope } from './scoped.ts';

export interface AuditQuery {
  readonly q?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly action?: string | undefined;
  readonly outcome?: string | undefined;
  readonly sort: AuditOrder;
  readonly after?: string | undefined;
  readonly limit: number;
}

/** Days of Shanghai, both inclusive. */
function momentOf(day: string | undefined, days: number): Date | null {
  const parsed = day === undefined ? null : parseDay(day);
  return parsed?.ok ? new Date(startOfDay(addDays(parsed.value, days))) : null;
}

function filterOf({ q, from, to, action, outcome, sort, after, limit }: AuditQuery): AuditFilter {
  const last = Number(lastOf(after) ?? Number.NaN);
  return {
    q: q ? q : null,
    from: momentOf(from, 0),
    to: momentOf(to, 1),
    action: action ?? null,
    outcome: outcome ?? null,
    oldestFirst: sort === 'at',
    after: Number.isSafeInteger(last) ? last : null,
    limit,
  };
}

export async function auditPage(
  { web }: Identity,
  caller: Caller,
  query: AuditQuery,
): Promise<{ rows: AuditRow[]; next: string | null }> {
  const filter = { ...filterOf(query), limit: query.limit + 1 };
  const rows = await reading(web, caller, (client) => listAudit(client, filter));
  return pageOf(rows, query.limit, ({ pos }) => String(pos));
}

/** A spreadsheet takes no more; whoever needs more asks by days. */
const MOST_EXPORTED = 50_000;

/** The filtered rows as a file; that it was taken is kept as well. */
export async function auditFile(
  { web, clock }: Identity,
  caller: Caller,
  query: AuditQuery,
  ip: string,
): Promise<FileAnswer> {
  const filter = { ...filterOf(query), after: null, limit: MOST_EXPORTED };
  const rows = await withScope(web, caller, async (client) => {
    const found = await listAudit(client, filter);
    const detail = { rows: found.length, ...query };
    const entry = { account: caller.user, action: 'export', object: 'audit', ip } as const;
    await note(client, clock(), { ...entry, outcome: 'done', detail });
    return found;
  });
  const bytes = new TextEncoder().encode(auditCsv(rows));
  return { name: '审计日志.csv', type: 'text/csv; charset=utf-8', bytes };
}

/** The whole chain, by the owner: no administrator's filter comes between. */
export async function checkAudit({ owner }: Pick<Identity, 'owner'>) {
  return verifyAudit(owner);
}

/** The same for an administrator, who is told of as many rows as he may read. */
export async function auditCheck(identity: Identity, caller: Caller) {
  const { broken } = await checkAudit(identity);
  return { checked: await reading(identity.web, caller, countAudit), broken };
}
