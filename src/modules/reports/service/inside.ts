import type { Bilingual, Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import type { Caller } from '../../identity/index.ts';
import { onlyEnterprises } from '../../identity/index.ts';
import type { Kind } from '../model.ts';
import type { Reports } from './context.ts';
import { receive } from './intake.ts';

export interface Inside {
  readonly once: string;
  readonly enterprise?: string | undefined;
  readonly kind: Kind;
  readonly place: string;
  readonly text: string;
  readonly withinDuty: boolean;
  readonly anonymous: boolean;
  readonly contact: string;
}

const WHICH: Bilingual = { zh: '请选择本人所在的企业', en: 'choose your own enterprise' };

/**
 * An employee reports to the own enterprise (企业内部报告). Of an anonymous one nothing is kept that
 * leads back to the account, the answer's idempotency key included: it has none.
 */
export async function reportInside(
  reports: Reports,
  caller: Caller,
  given: Inside,
): Promise<Result<{ code: string; pin: string }, Refusal>> {
  const own = onlyEnterprises(caller.keys) ?? [];
  const enterprise = given.enterprise ?? (own.length === 1 ? own[0] : undefined);
  if (enterprise === undefined || !own.includes(enterprise)) {
    return refuse({ code: 'bad-request', fields: [{ path: 'enterprise', message: WHICH }] });
  }
  const { code, pin } = await receive(reports, {
    ...{ once: given.once, channel: 'internal', division: null, enterprise },
    ...{ employee: true, withinDuty: given.withinDuty, photo: null },
    content: { kind: given.kind, place: given.place, text: given.text.trim() },
    reporter: given.anonymous ? null : { name: caller.name, contact: given.contact.trim() },
  });
  return ok({ code, pin });
}
