import type { AnswerOf, Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import type { PoolClient } from '../../../platform/db/transaction.ts';
import type { Caller } from '../../identity/index.ts';
import { reading, scopeOf, withScope } from '../../identity/index.ts';
import type { alarmsContract, ShiftView } from '../contract.ts';
import type { ShiftRow } from '../store/shifts.ts';
import { beginShift, handOver, shiftsOf, standing, takeOver } from '../store/shifts.ts';
import type { Alarms } from './alarms.ts';
import { maybeTold, told } from './rows.ts';

type Answer = AnswerOf<(typeof alarmsContract)['shift']>;

/** The desk of whoever calls: the division or park of his first grant that keeps one. */
function deskOf(
  caller: Caller,
): { readonly node: string; readonly keys: readonly string[] } | null {
  const grant = caller.grants.find(({ role }) =>
    ['dispatcher', 'office', 'bureau', 'park'].includes(role),
  );
  if (!grant || (grant.nodeKind !== 'division' && grant.nodeKind !== 'park')) return null;
  const keys = scopeOf([grant]).keys.filter((key) => key !== '*');
  return { node: `${grant.nodeKind === 'park' ? 'p' : 'd'}:${grant.node}`, keys };
}

const viewOf = (row: ShiftRow, caller: Caller): ShiftView => ({
  leader: row.leader_name,
  mine: row.leader === caller.user,
  ...{ beganAt: told(row.began_at), handedAt: maybeTold(row.handed_at) },
  ...{ notes: row.notes, summary: row.summary ? { ...row.summary } : null },
  ...{ takenAt: maybeTold(row.taken_at), takenBy: row.taken_name },
});

export async function currentShift(client: PoolClient, caller: Caller): Promise<ShiftView | null> {
  const desk = deskOf(caller);
  const [row] = desk ? await shiftsOf(client, desk.node, 1) : [];
  return row && row.taken_at === null ? viewOf(row, caller) : null;
}

const mayOf = (desk: unknown, current: ShiftRow | undefined, caller: Caller): Answer['may'] => ({
  begin: desk !== null && !current,
  hand: current !== undefined && current.leader === caller.user,
  // Whoever hands over does not take over from himself: two names stand under it.
  take: current !== undefined && current.handed_at !== null && current.leader !== caller.user,
});

export function shiftOf(alarms: Alarms, caller: Caller): Promise<Result<Answer, Refusal>> {
  const desk = deskOf(caller);
  return reading(alarms.city.web, caller, async (client) => {
    const rows = desk ? await shiftsOf(client, desk.node, 20) : [];
    const current = rows.find(({ taken_at: taken }) => taken === null);
    return ok({
      ...{ node: desk?.node ?? null, now: told(alarms.now()) },
      current: current ? viewOf(current, caller) : null,
      before: rows.filter((row) => row !== current).map((row) => viewOf(row, caller)),
      standing: { ...(await standing(client)) },
      may: mayOf(desk, current, caller),
    });
  });
}

const NOT_NOW: Refusal = {
  code: 'wrong-shift',
  detail: { zh: '班次状态已变，请刷新后再办', en: 'the shift is not where you saw it: look again' },
};

export async function actOnShift(
  alarms: Alarms,
  caller: Caller,
  asked: { readonly act: 'begin' | 'hand' | 'take'; readonly notes: string },
): Promise<Result<{ done: true }, Refusal>> {
  const desk = deskOf(caller);
  if (!desk) return refuse({ code: 'forbidden' });
  const at = new Date(alarms.now());
  const by = { account: caller.user, name: caller.name, at };
  const done = await withScope(alarms.city.web, caller, async (client) => {
    const [row] = await shiftsOf(client, desk.node, 1);
    const current = row && row.taken_at === null ? row : undefined;
    if (!mayOf(desk, current, caller)[asked.act]) return refuse(NOT_NOW);
    if (asked.act === 'hand' && current) {
      await handOver(client, current.id, asked.notes, await standing(client), at);
      return ok({ done: true as const });
    }
    if (current && !(await takeOver(client, current.id, by))) return refuse(NOT_NOW);
    await beginShift(client, { ...desk, ...by });
    return ok({ done: true as const });
  });
  if (done.ok) alarms.city.announce({ topic: 'shift' });
  return done;
}
