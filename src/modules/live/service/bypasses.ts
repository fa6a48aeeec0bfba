import { randomUUID } from 'node:crypto';
import { notACursor } from '../../../kernel/cursor.ts';
import type { Refusal } from '../../../kernel/endpoint.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { type Caller, reading } from '../../identity/index.ts';
import { bypassState, faultsOfBypass } from '../rules/bypass.ts';
import {
  type BypassRecord,
  enterpriseOfPlace,
  listBypasses,
  overdueBypasses,
} from '../store/register.ts';
import type { BypassAnswer, NewBypass } from '../windows-contract.ts';
import type { Live } from './live.ts';
import { faulty, stated, UNSEEN } from './stating.ts';
import { type Acted, linked, nextPage, pageAfter, turns } from './windows.ts';

interface Filters {
  readonly state?: string | undefined;
  readonly enterprise?: string | undefined;
  readonly facility?: string | undefined;
}

export async function bypassesPage(
  live: Live,
  caller: Caller,
  { cursor, limit, ...filters }: Filters & { cursor?: string | undefined; limit: number },
): Promise<Result<{ rows: BypassAnswer[]; next: string | null; overdue: number }, Refusal>> {
  const after = pageAfter(cursor);
  if (after === false) return refuse(notACursor);
  const now = live.now();
  const { rows, overdue } = await reading(live.city.web, caller, async (client) => ({
    rows: await listBypasses(client, iso(now), { ...filters, after, limit: limit + 1 }),
    overdue: await overdueBypasses(client, iso(now)),
  }));
  const shown = rows.slice(0, limit).map((row) => answerOf(row, now));
  return ok({ rows: shown, next: nextPage(rows, limit), overdue });
}

export async function registerBypass(
  live: Live,
  caller: Caller,
  { ip, ...given }: NewBypass & { readonly ip: string },
): Acted {
  const now = live.now();
  const [from, until] = [Date.parse(given.startsAt), Date.parse(given.endsAt)];
  const faults = faultsOfBypass({ from, until }, now);
  if (Object.keys(faults).length > 0) return refuse(faulty(faults));
  const { facility, tag = null, startsAt: _s, endsAt: _e, ...words } = given;
  const found = await reading(live.city.web, caller, (client) =>
    enterpriseOfPlace(client, iso(now), { tag, facility }),
  );
  if (found.facility === null) return refuse(faulty({ facility: UNSEEN }));
  if (tag !== null && found.tag !== found.facility) return refuse(faulty({ tag: UNSEEN }));
  const record = `IB-${randomUUID()}`;
  const set = {
    ...words,
    ...{ enterprise: found.facility, facility, declaredBy: caller.name },
    ...{ startsAt: iso(from), endsAt: iso(until), ...(tag === null ? {} : { tag }) },
  };
  return stated(live, caller, {
    ...{ action: 'bypass-open', ip, detail: set },
    statement: { type: 'interlockBypass', record, set },
  });
}

const DONE = { zh: '这个联锁已经恢复投用', en: 'this interlock is back in service already' };

/** Back in service, now and by whose word. */
export function restoreBypass(
  live: Live,
  caller: Caller,
  given: {
    readonly id: string;
    readonly restoredBy: string;
    readonly note?: string | null | undefined;
    readonly ip: string;
  },
): Acted {
  const { id, restoredBy, note, ip } = given;
  return turns.take(id, async () => {
    const now = live.now();
    const [row] = await reading(live.city.web, caller, (client) =>
      listBypasses(client, iso(now), { id, after: null, limit: 1 }),
    );
    if (!row) return refuse({ code: 'not-visible' });
    if (row.restoredAt !== null) return refuse({ code: 'conflict', detail: DONE });
    const set = { restoredAt: iso(now), restoredBy, ...(note ? { note } : {}) };
    return stated(live, caller, {
      ...{ action: 'bypass-end', ip, detail: set },
      statement: { type: 'interlockBypass', record: id, set },
    });
  });
}

const iso = (ms: number): string => new Date(ms).toISOString();

function answerOf(row: BypassRecord, now: number): BypassAnswer {
  const text = (value: string | null): string => value ?? '';
  return {
    ...{ id: row.id, kind: row.kind as BypassAnswer['kind'], reason: text(row.reason) },
    enterprise: { id: row.enterprise, name: row.enterpriseName },
    facility: linked(row.facility, row.facilityName),
    tag: linked(row.tag, row.tagName),
    ...{ interlock: text(row.interlock), requestedBy: text(row.requestedBy) },
    ...{ approvedBy: text(row.approvedBy), measures: text(row.measures) },
    ...{ startsAt: row.startsAt.toISOString(), endsAt: row.endsAt.toISOString() },
    restoredAt: row.restoredAt?.toISOString() ?? null,
    ...{ restoredBy: row.restoredBy, declaredBy: row.declaredBy },
    state: bypassState(
      {
        ...{ from: row.startsAt.getTime(), until: row.endsAt.getTime() },
        restored: row.restoredAt?.getTime() ?? null,
      },
      now,
    ),
  };
}
