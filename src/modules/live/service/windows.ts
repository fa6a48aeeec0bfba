import { randomUUID } from 'node:crypto';
import { cursorOf, notACursor, partsOfCursor } from '../../../kernel/cursor.ts';
import type { Refusal } from '../../../kernel/endpoint.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { type Caller, reading } from '../../identity/index.ts';
import { Turns } from '../../registry/index.ts';
import { faultsOfWindow, type WindowKind, windowState } from '../rules/windows.ts';
import { enterpriseOfPlace, listWindows, type WindowRecord } from '../store/register.ts';
import type { NewWindow, WindowAnswer } from '../windows-contract.ts';
import type { Live } from './live.ts';
import { faulty, stated, UNSEEN } from './stating.ts';

export type Acted = Promise<Result<{ id: string }, Refusal>>;

interface Filters {
  readonly state?: string | undefined;
  readonly enterprise?: string | undefined;
  readonly facility?: string | undefined;
  readonly tag?: string | undefined;
  readonly at?: string | undefined;
}

/** Where a page begins; false: it is no cursor of ours. */
export function pageAfter(cursor: string | undefined): readonly [string, string] | null | false {
  if (cursor === undefined) return null;
  const [at = '', id = ''] = partsOfCursor(cursor, 2) ?? [];
  return Number.isNaN(Date.parse(at)) ? false : [at, id];
}

export const nextPage = (
  rows: readonly { readonly id: string; readonly startsAt: Date }[],
  limit: number,
): string | null => {
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return last ? cursorOf([last.startsAt.toISOString(), last.id]) : null;
};

export async function windowsPage(
  live: Live,
  caller: Caller,
  { cursor, limit, ...filters }: Filters & { cursor?: string | undefined; limit: number },
): Promise<Result<{ rows: WindowAnswer[]; next: string | null }, Refusal>> {
  const after = pageAfter(cursor);
  if (after === false) return refuse(notACursor);
  const now = live.now();
  const rows = await reading(live.city.web, caller, (client) =>
    listWindows(client, new Date(now).toISOString(), { ...filters, after, limit: limit + 1 }),
  );
  return ok({
    rows: rows.slice(0, limit).map((row) => answerOf(row, now)),
    next: nextPage(rows, limit),
  });
}

/** Enters a window: only ahead or just begun, and never longer than its kind may last. */
export async function declareWindow(
  live: Live,
  caller: Caller,
  { ip, ...given }: NewWindow & { readonly ip: string },
): Acted {
  const now = live.now();
  const [tag, facility] = [given.tag ?? null, given.facility ?? null];
  const span = {
    kind: given.kind,
    ...{ from: Date.parse(given.startsAt), until: Date.parse(given.endsAt) },
  };
  const faults = { ...faultsOfWindow(span, now), ...faultsOfPlace(tag, facility) };
  if (Object.keys(faults).length > 0) return refuse(faulty(faults));
  const found = await reading(live.city.web, caller, (client) =>
    enterpriseOfPlace(client, new Date(now).toISOString(), { tag, facility }),
  );
  const enterprise = tag === null ? found.facility : found.tag;
  if (enterprise === null) {
    return refuse(faulty(tag === null ? { facility: UNSEEN } : { tag: UNSEEN }));
  }
  const record = `MW-${randomUUID()}`;
  const set = {
    ...{ kind: given.kind, enterprise, reason: given.reason, declaredBy: caller.name },
    ...{ startsAt: iso(span.from), endsAt: iso(span.until) },
    ...(tag === null ? { facility } : { tag }),
  };
  return stated(live, caller, {
    ...{ action: 'window-open', ip, detail: set },
    statement: { type: 'maintenanceWindow', record, set },
  });
}

const iso = (ms: number): string => new Date(ms).toISOString();

function faultsOfPlace(tag: string | null, facility: string | null) {
  if ((tag === null) !== (facility === null)) return {};
  return {
    tag: { zh: '请选择一个点位或一处设施，二者选一', en: 'name one tag or one facility, not both' },
  };
}

/** One act on a window or a bypass at a time. */
export const turns = new Turns();

const OVER = {
  zh: '这个窗口已经结束',
  en: 'this window has ended already',
};

/** Ends it now; one that lies ahead never begins. */
export function endWindow(
  live: Live,
  caller: Caller,
  { id, ip }: { readonly id: string; readonly ip: string },
): Acted {
  return turns.take(id, async () => {
    const now = live.now();
    const [row] = await reading(live.city.web, caller, (client) =>
      listWindows(client, iso(now), { id, after: null, limit: 1 }),
    );
    if (!row) return refuse({ code: 'not-visible' });
    if (stateOf(row, now) === 'ended') return refuse({ code: 'conflict', detail: OVER });
    const set = { endedAt: iso(now), endedBy: caller.name };
    return stated(live, caller, {
      ...{ action: 'window-end', ip, detail: set },
      statement: { type: 'maintenanceWindow', record: id, set },
    });
  });
}

const stateOf = ({ startsAt, endsAt, endedAt }: WindowRecord, now: number) => {
  const until = Math.min(endsAt.getTime(), endedAt?.getTime() ?? Number.POSITIVE_INFINITY);
  return windowState({ from: startsAt.getTime(), until }, now);
};

export const linked = (id: string | null, name: string | null) =>
  id === null ? null : { id, name };

function answerOf(row: WindowRecord, now: number): WindowAnswer {
  return {
    ...{ id: row.id, kind: row.kind as WindowKind, reason: row.reason ?? '' },
    enterprise: { id: row.enterprise, name: row.enterpriseName },
    tag: linked(row.tag, row.tagName),
    facility: linked(row.facility, row.facilityName),
    ...{ startsAt: row.startsAt.toISOString(), endsAt: row.endsAt.toISOString() },
    endedAt: row.endedAt?.toISOString() ?? null,
    ...{ declaredBy: row.declaredBy, endedBy: row.endedBy, state: stateOf(row, now) },
  };
}
