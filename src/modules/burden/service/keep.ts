import { partsOf } from '../../../kernel/calendar.ts';
import { ENTERPRISE, type Role } from '../../../law/roles.ts';
import type { Caller, LiveCity } from '../../identity/index.ts';
import { withScope } from '../../identity/index.ts';
import { firmOf, formOf, tensIn } from '../rules/form.ts';
import { addTime } from '../store/form-time.ts';

/** A write that was taken, and how long its form was worked on, as the page says. */
export interface FormSent {
  readonly caller: Caller;
  /** `hazards.act`. */
  readonly endpoint: string;
  readonly params: unknown;
  readonly body: unknown;
  readonly seconds: number;
}

/**
 * Adds it to what the caller's enterprise spent on the form this month. What the page says is
 * believed for this sum and for nothing else; of the person nothing is kept.
 */
export async function keepFormTime(city: LiveCity, sent: FormSent): Promise<void> {
  const { caller, endpoint, params, body, seconds } = sent;
  const firms: readonly Role[] = ENTERPRISE;
  const enterprise = firmOf(caller.grants.filter(({ role }) => firms.includes(role)));
  if (enterprise === null) return;
  const { year, month } = partsOf(city.today());
  const first = `${year}-${String(month).padStart(2, '0')}-01`;
  const spent = { enterprise, form: formOf(endpoint, params, body), month: first };
  await withScope(city.web, caller, (client) => addTime(client, spent, tensIn(seconds)));
}
