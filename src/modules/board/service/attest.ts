import { randomUUID } from 'node:crypto';
import { endOfDay, formatDay, formatMoment, type Moment } from '../../../kernel/calendar.ts';
import type { BodyOf, ParamsOf, Refusal } from '../../../kernel/endpoint.ts';
import type { Result } from '../../../kernel/result.ts';
import { ok, refuse } from '../../../kernel/result.ts';
import { FILE_ID, notOwn } from '../../files/index.ts';
import type { Caller } from '../../identity/index.ts';
import { reading } from '../../identity/index.ts';
import type { boardContract } from '../contract.ts';
import type { BoardDeps } from './asked.ts';
import { clauseAsked } from './asked.ts';
import { attestingOf } from './attesting.ts';
import { readDuty } from './duty.ts';

export interface AttestCall {
  readonly params: ParamsOf<typeof boardContract.attest>;
  readonly body: BodyOf<typeof boardContract.attest>;
}

const NOT_YOURS = {
  zh: '这一条的落实证明不由您出具',
  en: 'an attestation of this clause is not yours to give',
};
const NOT_SENT = {
  zh: '证明文件没有传到，或不是由您上传：请重新上传',
  en: 'the document did not arrive, or was uploaded by somebody else: send it again',
};
const PAST = { zh: '不能早于今天', en: 'not before today' };

/** States, with a paper, that a clause is fulfilled by the subject of a duty. */
export async function attest(
  deps: BoardDeps,
  caller: Caller,
  { params, body }: AttestCall,
): Promise<Result<{ record: string }, Refusal>> {
  const city = deps.city();
  const found = clauseAsked(city, params.id, undefined);
  if (!found.ok) return found;
  const read = await readDuty(city, caller, found.value, params.duty);
  if (!read) return refuse({ code: 'not-visible' });
  const { subject, enterprise, division } = read.duty;
  const attesting = await attestingOf(city, caller, found.value, enterprise);
  const as = attesting?.as ?? null;
  if (as === null) return refuse({ code: 'forbidden', detail: NOT_YOURS });
  const { document, note } = body;
  const today = formatDay(city.today());
  const validUntil = body.validUntil ?? null;
  const odd = !FILE_ID.test(document);
  const strange = odd || (await reading(city.web, caller, (c) => notOwn(c, [document]))).length > 0;
  const fields = [
    ...(strange ? [{ path: 'document', message: NOT_SENT }] : []),
    ...(validUntil !== null && validUntil < today ? [{ path: 'validUntil', message: PAST }] : []),
  ];
  if (fields.length > 0) return refuse({ code: 'bad-request', fields });
  const record = `AT-${randomUUID()}`;
  const own = as.body === 'enterprise';
  const set = {
    ...{ clause: params.id, subject, subjectType: subject.slice(0, subject.indexOf('/')) },
    ...{ byRole: as.body, result: 'fulfilled', document, date: today, validFrom: today },
    ...(validUntil === null ? {} : { validUntil }),
    ...(note === null ? {} : { note }),
    // An enterprise says for whom it speaks; where that lies follows from it.
    ...(own ? { by: enterprise } : division === null ? {} : { jurisdiction: division }),
  };
  const at = formatMoment(Math.min(city.now(), endOfDay(city.today())) as Moment);
  const done = await city.state(caller, [{ type: 'attestation', record, at, set }]);
  return done.ok ? ok({ record }) : done;
}
