import type { Moment } from '../../../kernel/calendar.ts';
import { cursorOf, notACursor, partsOfCursor } from '../../../kernel/cursor.ts';
import type { Refusal } from '../../../kernel/endpoint.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { type Caller, reading } from '../../identity/index.ts';
import type { GatewayAnswer } from '../contract.ts';
import { countsOf } from '../store/counts.ts';
import { mayKeep } from '../store/keys.ts';
import { type GatewayNames, listGateways } from '../store/list.ts';
import type { Gateway } from './config.ts';
import { NO_ENTERPRISE } from './doors.ts';
import { newKey, setGatewayKey } from './keys.ts';
import type { Live } from './live.ts';

const DAY = 86_400_000;
const MOST_UNKNOWN = 50;

interface Asked {
  readonly enterprise?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

export async function gatewaysPage(
  live: Live,
  caller: Caller,
  { enterprise, cursor, limit }: Asked,
): Promise<Result<{ rows: GatewayAnswer[]; next: string | null }, Refusal>> {
  const after = cursor === undefined ? [''] : partsOfCursor(cursor, 1);
  if (!after) return refuse(notACursor);
  const at = new Date(live.now()).toISOString();
  const found = await reading(live.city.web, caller, (client) =>
    listGateways(client, at, { enterprise }, after[0] ?? '', limit + 1),
  );
  const shown = found.slice(0, limit);
  const known = shown.flatMap((names) => {
    const gateway = live.config.gatewayOf(names.id);
    return gateway ? [{ names, gateway }] : [];
  });
  const { owner } = live.city.options;
  const since = (live.now() - DAY) as Moment;
  const counted = await countsOf(
    owner,
    known.map(({ gateway }) => gateway.no),
    since,
    MOST_UNKNOWN,
  );
  const last = found.length > limit ? shown.at(-1) : undefined;
  return ok({
    rows: known.map(({ names, gateway }) => answerOf(live, names, gateway, counted)),
    next: last ? cursorOf([last.id]) : null,
  });
}

function answerOf(
  live: Live,
  names: GatewayNames,
  gateway: Gateway,
  { counts, unknown }: Awaited<ReturnType<typeof countsOf>>,
): GatewayAnswer {
  const { no, id, name, inUse, tags } = gateway;
  const heard = live.monitor.heard(no);
  const own = <T extends { readonly gateway: number }>(all: readonly T[]): T[] =>
    all.filter((each) => each.gateway === no);
  return {
    ...{ id, name, inUse, tags: tags.length },
    enterprise:
      names.enterprise === null ? null : { id: names.enterprise, name: names.enterpriseName },
    heardAt: heard === null ? null : new Date(heard).toISOString(),
    silent: live.monitor.isSilent(no),
    keyed: live.config.isKeyed(id),
    outcomes: Object.fromEntries(own(counts).map(({ outcome, rows }) => [outcome, rows])),
    unknown: own(unknown).map(({ code, rows, sample, lastSeen }) => ({
      ...{ code, rows, sample, lastSeen },
    })),
  };
}

/** The gateway, if the caller keeps it: sees it, and may write in its scope. */
async function kept(live: Live, caller: Caller, id: string): Promise<Result<Gateway, Refusal>> {
  const may = await reading(live.city.web, caller, (client) => mayKeep(client, id));
  const gateway = live.config.gatewayOf(id);
  return may && gateway ? ok(gateway) : refuse({ code: 'not-visible' });
}

export async function giveKey(
  live: Live,
  caller: Caller,
  { id, ip }: { readonly id: string; readonly ip: string },
): Promise<Result<{ key: string; username: string; topic: string }, Refusal>> {
  const gateway = await kept(live, caller, id);
  if (!gateway.ok) return gateway;
  const key = newKey();
  const by = { by: caller.user, at: live.now(), ip };
  await setGatewayKey(live.city.options.owner, id, key, by);
  live.reload();
  await live.reloaded();
  const topic = `zhiben/v1/${gateway.value.enterprise ?? NO_ENTERPRISE}/${id}/readings`;
  return ok({ key, username: id, topic });
}

export async function endKey(
  live: Live,
  caller: Caller,
  { id, ip }: { readonly id: string; readonly ip: string },
): Promise<Result<{ id: string }, Refusal>> {
  const gateway = await kept(live, caller, id);
  if (!gateway.ok) return gateway;
  const by = { by: caller.user, at: live.now(), ip };
  await setGatewayKey(live.city.options.owner, id, null, by);
  live.reload();
  await live.reloaded();
  return ok({ id });
}
