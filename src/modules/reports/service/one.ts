import type { Day, Moment } from '../../../kernel/calendar.ts';
import { dayAt, parseDay } from '../../../kernel/calendar.ts';
import type { Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok } from '../../../kernel/result.ts';
import type { PoolClient } from '../../../platform/db/transaction.ts';
import type { Caller, LiveCity } from '../../identity/index.ts';
import { scopeOf } from '../../identity/index.ts';
import { type Opened, opened } from '../../registry/index.ts';
import type { Actor, Handled, Stage } from '../model.ts';
import { results, stageNames, topics } from '../model.ts';
import { replay } from '../rules/machine.ts';
import { rewardOf } from '../store/list.ts';
import { keysOfReport, type StepRecord, stepsOf } from '../store/steps.ts';

type Row = Readonly<Record<string, unknown>>;

/** A report that the caller may see, as it stood on the day, with its steps. */
export interface OpenReport {
  readonly id: string;
  readonly found: Opened;
  readonly report: Handled;
  readonly steps: readonly StepRecord[];
  readonly actor: Actor;
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

function dayIn(value: unknown): Day | null {
  const day = typeof value === 'string' ? parseDay(value) : null;
  return day?.ok ? day.value : null;
}

const oneOf = <T extends string>(all: readonly T[], value: unknown): T | null =>
  all.find((each) => each === value) ?? null;

/** Of a report that came in by another way the stage follows from its facts. */
function stageByFacts(values: Row, rewarded: boolean): Stage {
  if (values.result === 'not-accepted') return 'refused';
  if (rewarded) return 'rewarded';
  if (values.handledOn) return 'answered';
  if (values.verifiedOn) return 'checked';
  return values.acceptedOn ? 'accepted' : 'received';
}

export function handledOf(values: Row, steps: readonly StepRecord[], rewarded: boolean): Handled {
  const passed = steps.findLast(({ act }) => act === 'pass');
  const known = steps.flatMap(({ stage }) => oneOf(stageNames, stage) ?? []);
  return {
    stage: replay(known.map((stage) => ({ stage }))) ?? stageByFacts(values, rewarded),
    internal: values.channel === 'internal',
    topic: oneOf(topics, values.topic),
    result: oneOf(results, values.result),
    date: dayIn(values.date),
    receivedOn: passed ? dayAt(passed.at.getTime() as Moment) : dayIn(values.date),
    acceptedOn: dayIn(values.acceptedOn),
    verifiedOn: dayIn(values.verifiedOn),
    extended: steps.some(({ act }) => act === 'extend'),
    enterprise: text(values.enterprise),
  };
}

export async function openReport(
  client: PoolClient,
  city: LiveCity,
  caller: Caller,
  wanted: { readonly id: string; readonly asOf?: string | undefined },
): Promise<Result<OpenReport, Refusal>> {
  const { id } = wanted;
  const found = await opened(client, city, { type: 'report', ...wanted });
  if (!found.ok) return found;
  const { row, seen } = found.value;
  const steps = await stepsOf(client, id, seen.at);
  const rewarded = (await rewardOf(client, id, seen.at)) !== null;
  const keys = new Set(await keysOfReport(client, id));
  const reaching = caller.grants.filter((grant) => scopeOf([grant]).keys.some((k) => keys.has(k)));
  const roles = [...new Set(reaching.map(({ role }) => role))];
  const actor = { account: caller.user, name: caller.name, roles };
  const report = handledOf(row.values, steps, rewarded);
  return ok({ id, found: found.value, report, steps, actor });
}

/** Is a step, a look or a name this caller's, by the side that the report came to? */
export const isAmong = (
  { report, actor }: Pick<OpenReport, 'report' | 'actor'>,
  who: { readonly authority: readonly string[]; readonly firm: readonly string[] },
): boolean =>
  actor.roles.some((role) => (report.internal ? who.firm : who.authority).includes(role));
