import type { Moment } from '../../../kernel/calendar.ts';
import { formatMoment } from '../../../kernel/calendar.ts';
import type { Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok } from '../../../kernel/result.ts';
import type { Caller, LiveCity } from '../../identity/index.ts';
import { reading, withScope } from '../../identity/index.ts';
import type { HazardField } from '../contract.ts';
import * as store from '../store/drafts.ts';

type Body = Record<string, HazardField['value']>;
interface Draft {
  draft: { body: Body; savedAt: string } | null;
}

/** A draft lies with the account that wrote it, until the step is taken or it is dropped. */
export function readDraft(
  city: LiveCity,
  caller: Caller,
  key: string,
): Promise<Result<Draft, Refusal>> {
  return reading(city.web, caller, async (client) => {
    const kept = await store.readDraft(client, caller.user, key);
    if (!kept) return ok({ draft: null });
    const savedAt = formatMoment(kept.savedAt.getTime() as Moment);
    return ok({ draft: { body: kept.body as Body, savedAt } });
  });
}

export function saveDraft(
  city: LiveCity,
  caller: Caller,
  key: string,
  body: Body,
): Promise<Result<{ savedAt: string }, Refusal>> {
  const now = city.now();
  return withScope(city.web, caller, async (client) => {
    await store.writeDraft(client, caller.user, key, body, new Date(now));
    return ok({ savedAt: formatMoment(now) });
  });
}

export function dropDraft(
  city: LiveCity,
  caller: Caller,
  key: string,
): Promise<Result<{ dropped: true }, Refusal>> {
  return withScope(city.web, caller, async (client) => {
    await store.dropDraft(client, caller.user, key);
    return ok({ dropped: true as const });
  });
}
